"""From Start to Results without a mouse, seeing where one is and hearing where one comes."""

from playwright.sync_api import Locator, Page

from assessment.content.items import Item, Judgement, Numeric
from assessment.content.model import Content

from . import examples
from .driving import go_to, heading, open_at, options, question, settled, shown, until, widget
from .server import Server

MOST_STOPS = 80
"""More stops than any page has."""

MET_BEFORE = """() => {
    const stop = document.activeElement, before = window.met.has(stop);
    window.met.add(stop);
    return before;
}"""
"""Whether Tab has stopped here before; stops of one text and place are told apart."""

STOP = """() => {
    const e = document.activeElement;
    const seen = e.closest("label") ?? e;
    const box = seen.getBoundingClientRect();
    return { tag: e.tagName, id: e.dataset.testid ?? "", said: seen.textContent.slice(0, 40),
        box: [box.x, box.y, box.width, box.height] };
}"""
"""What has the focus, and the place where that must show."""


def tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Press Tab until the focus is on ``wanted`` or in it."""
    for _ in range(MOST_STOPS):
        if wanted.evaluate("(e) => e.contains(document.activeElement)"):
            return
        page.keyboard.press(key)
    message = f"Tab never comes to {wanted}"
    raise AssertionError(message)


def arrived(page: Page, name: str) -> None:
    """The heading of the new page has the focus, and is read out."""
    heading(page, name)
    page.wait_for_function(
        """(name) => document.activeElement.tagName === "H1"
            && document.activeElement.textContent.trim() === name
            && document.querySelector("[role=status]").textContent === name""",
        arg=name,
    )
    settled(page)


def test_from_start_to_results(server: Server, page: Page, content: Content) -> None:
    """Begin, rate a whole part, go on, answer a question, open Results: all by keys."""
    open_at(page, server)
    tab_to(page, page.get_by_role("button", name="Begin", exact=True))
    page.keyboard.press("Enter")
    first, second, *rest = content.skills
    arrived(page, first.name)
    for sub in first.sub_skills:
        rate_by_keys(page, server, sub.id)
    on(page, "Next")
    arrived(page, second.name)
    for skill in rest:
        on(page, "Next")
        arrived(page, skill.name)
    on(page, "Next: questions")
    arrived(page, "Question 1")
    answer_by_keys(page, question(page, server, content, 1))
    until(page, lambda: len(shown(page, server).answers) == 1)
    tab_to(page, page.get_by_role("link", name="Results", exact=True), "Shift+Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name=content.roles[0].name).wait_for()


def rate_by_keys(page: Page, server: Server, sub_skill: str) -> None:
    """Choose the third level of a sub-skill with the arrows."""
    tab_to(page, widget(page, f"rate-{sub_skill}").get_by_role("radiogroup"))
    page.keyboard.press("Space")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    until(page, lambda: shown(page, server).ratings.get(sub_skill) == 2)
    settled(page)


def answer_by_keys(page: Page, item: Item) -> None:
    """Answer whatever the item asks for."""
    if isinstance(item, Numeric):
        tab_to(page, page.get_by_role("spinbutton"))
        page.keyboard.type("12")
        page.keyboard.press("Enter")
    elif isinstance(item, Judgement):
        tab_to(page, page.get_by_role("radiogroup", name="The best of these"))
        page.keyboard.press("Space")
        tab_to(page, page.get_by_role("radiogroup", name="The worst of these"))
        page.keyboard.press("ArrowDown")
    else:
        tab_to(page, widget(page, f"item-{item.id}").get_by_role("radiogroup"))
        page.keyboard.press("Space")


def on(page: Page, button: str) -> None:
    """Press the button that leads on."""
    tab_to(page, page.get_by_role("button", name=button, exact=True))
    page.keyboard.press("Enter")


def test_each_family_is_answered_by_keys(server: Server, page: Page, content: Content) -> None:
    """No control needs a mouse."""
    for family in examples.families(content):
        item = examples.first_of(content, family)
        attempt = examples.at_item(server.store, content, item.id)
        open_at(page, server, "/assessment", attempt)
        answer_by_keys(page, item)
        until(page, lambda asked=item: asked.id in shown(page, server).answers)


def test_the_focus_can_be_seen(server: Server, page: Page, content: Content) -> None:
    """Wherever Tab stops, that place looks otherwise than without the focus."""
    attempt = examples.begun(server.store, content)
    open_at(page, server, "/", attempt)
    unseen = list(stops_unseen(page))
    go_to(page, "Assessment")
    unseen += stops_unseen(page)

    assert unseen == []


def stops_unseen(page: Page) -> list[str]:
    """Stops of Tab where nothing shows it; the whole page is one of Streamlit's, not of ours."""
    unseen: list[str] = []
    met = 0
    page.evaluate("window.met = new Set()")
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if page.evaluate(MET_BEFORE) or stop["tag"] == "BODY":
            break
        met += 1
        if stop["id"] != "stMain" and not differs(page):
            unseen.append(f"{stop['tag']} {stop['said']} {stop['box'][1]:.0f}")
    assert met > 5
    return unseen


def differs(page: Page) -> bool:
    """Whether the place of the focus looks otherwise once the focus is taken away."""
    x, y, width, height = page.evaluate(STOP)["box"]
    clip = {"x": max(x - 6, 0), "y": max(y - 6, 0), "width": width + 12, "height": height + 12}
    page.evaluate("window.focused = document.activeElement")
    with_focus = page.screenshot(clip=clip, animations="disabled")
    page.evaluate("window.focused.blur()")
    without = page.screenshot(clip=clip, animations="disabled")
    page.evaluate("window.focused.focus({ focusVisible: true })")
    return with_focus != without


def test_the_arrows_stay_in_their_group(server: Server, page: Page, content: Content) -> None:
    """Tab leaves a group of options after one stop, and the arrows go round in it."""
    attempt = examples.begun(server.store, content)
    first, second, *_ = content.skills[0].sub_skills
    open_at(page, server, "/assessment", attempt)
    group = widget(page, f"rate-{first.id}").get_by_role("radiogroup")
    tab_to(page, group)
    page.keyboard.press("ArrowUp")
    until(page, lambda: first.id in shown(page, server).ratings)
    assert options(group).last.locator("input").is_checked()
    page.keyboard.press("Tab")

    second_group = widget(page, f"rate-{second.id}").get_by_role("radiogroup")
    assert second_group.evaluate("(e) => e.contains(document.activeElement)")
