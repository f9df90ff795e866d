"""From Start to Next steps in Chromium, on a real server and a real SQLite file."""

import re

from playwright.sync_api import Page

from assessment.attempts import DOES_NOT_APPLY
from assessment.content.items import DontKnow
from assessment.content.model import Content, Role

from . import examples
from .driving import (
    answer,
    chosen,
    do_not_know,
    go_to,
    heading,
    open_at,
    options,
    press,
    question,
    rate,
    saved,
    settled,
    shown,
    until,
    widget,
)
from .server import Server


def test_from_start_to_next_steps(server: Server, page: Page, content: Content) -> None:
    """A stranger begins, rates everything, answers some, and sees result and steps."""
    open_at(page, server)
    press(page, "Begin")
    rate_everything(page, server, content)
    answer_some(page, server, content)

    go_to(page, "Results")
    for role in (*content.roles[1:3], content.roles[0]):
        compare_with(page, server, role)

    go_to(page, "Next steps")
    heading(page, "Next steps")
    page.get_by_text("A mentor would ask:").first.wait_for()


def test_from_self_ratings_to_a_decision_and_on(
    server: Server, page: Page, content: Content
) -> None:
    """Self-ratings only, on to a short run, stopped by a decision, and gone on all the same."""
    attempt = examples.soon_settled(server.store, content)
    examples.save(server.store, attempt, "length", "", "ratings")
    open_at(page, server, "/assessment", attempt)
    heading(page, "Your own view is complete")
    page.get_by_text("Stopping now leaves no requirement open.").wait_for()
    run = int(content.framework.policy.items_short.value)
    press(page, f"Go on to {run} questions")

    for number in (1, 2):
        item = question(page, server, content, number)
        do_not_know(page, item)
        until(page, lambda asked=item: asked.id in shown(page, server).answers)
        page.get_by_text(f"{number} of {run} questions").wait_for()
        press(page, "Next question")
    heading(page, "Everything this role needs is settled")
    page.get_by_text("requirements of Apprentice").wait_for()
    press(page, "Go on all the same")
    heading(page, "The next question would change little")
    press(page, "Go on all the same")
    assert question(page, server, content, 3).id not in shown(page, server).answers
    page.reload()
    question(page, server, content, 3)

    passed = shown(page, server)
    assert passed.length == "short"
    assert passed.went_on == {"settled": "apprentice", "little": "apprentice"}
    assert len(passed.answers) == 2


def rate_everything(page: Page, server: Server, content: Content) -> None:
    """Rate each sub-skill of each part, and follow the count."""
    total = len(content.sub_skills)
    for number, skill in enumerate(content.skills):
        heading(page, skill.name)
        for sub in skill.sub_skills:
            rate(page, server, sub.id, 1 + number % 4)
        done = content.sub_skills.index(skill.sub_skills[-1]) + 1
        page.get_by_text(f"{done} of {total} sub-skills rated").wait_for()
        press(page, "Next" if skill is not content.skills[-1] else "Next: questions")


def answer_some(page: Page, server: Server, content: Content) -> None:
    """Answer three questions, as they come; the page counts them."""
    for number in (1, 2, 3):
        item = question(page, server, content, number)
        answer(page, item)
        until(page, lambda asked=item: asked.id in shown(page, server).answers)
        page.get_by_text(re.compile(f"^{number} of [0-9]+ questions")).wait_for()
        press(page, "Next question")


def test_each_family_can_be_answered(server: Server, page: Page, content: Content) -> None:
    """Each control stores an answer, how sure one is, and "I don't know" in its place."""
    for family in examples.families(content):
        item = examples.first_of(content, family)
        attempt = examples.at_item(server.store, content, item.id)
        open_at(page, server, "/assessment", attempt)
        answer(page, item)
        until(page, lambda asked=item: asked.id in shown(page, server).answers)
        assert item.takes(shown(page, server).answers[item.id])
        be_sure(page, server, item.id)
        do_not_know(page, item)
        until(page, lambda asked=item: shown(page, server).answers[asked.id] == DontKnow())
        settled(page)
        assert saved(page).count() == 1


def be_sure(page: Page, server: Server, item: str) -> None:
    """Say how sure one is of the answer; it is kept beside it."""
    options(widget(page, f"sure-{item}")).last.click()
    until(page, lambda: item in shown(page, server).confidence)


def compare_with(page: Page, server: Server, role: Role) -> None:
    """Choose a role: title, figures and table speak of it at once, and it is kept."""
    settled(page)
    box = page.get_by_role("combobox", name="Compare with")
    box.click()
    page.keyboard.type(role.name)
    page.get_by_role("option", name=role.name, exact=True).wait_for()
    box.press("Enter")
    page.get_by_role("heading", level=1, name=role.name).wait_for()
    settled(page)

    assert shown(page, server).target == role.id
    musts = sum(each.critical for each in role.requirements)
    figures = page.get_by_test_id("stMetricValue").all_text_contents()
    assert any(figure.strip().endswith(f"of {musts}") for figure in figures) or not musts
    assert page.get_by_role("figure", name=f"{role.name} asks for").count() == 1
    assert rows_of(page, "The same as a table") == len(role.requirements)


def rows_of(page: Page, expander: str) -> int:
    """Number of rows of the table inside an expander, which is left as it was."""
    page.get_by_text(expander, exact=True).click()
    table = page.get_by_test_id("stExpander").filter(has_text=expander).get_by_role("table")
    table.wait_for()
    count = table.locator("tbody tr").count()
    page.get_by_text(expander, exact=True).click()
    return count


def test_an_evidence_line_is_offered_where_a_rating_is_high(
    server: Server, page: Page, content: Content
) -> None:
    """From a level on a line is asked for, kept, and there after a reload; below it none is."""
    attempt = examples.begun(server.store, content)
    sub = content.sub_skills[0]
    asked_from = int(content.framework.policy.evidence_from_level.value)
    open_at(page, server, "/assessment", attempt)
    rate(page, server, sub.id, asked_from - 1)
    settled(page)
    assert page.get_by_role("textbox").count() == 0

    rate(page, server, sub.id, asked_from)
    page.get_by_role("textbox").fill("Led a *move* to a new shop")
    page.get_by_role("textbox").press("Tab")
    until(page, lambda: sub.id in shown(page, server).evidence)
    page.reload()
    settled(page)

    assert page.get_by_role("textbox").input_value() == "Led a *move* to a new shop"


def test_what_does_not_apply_is_kept_apart(server: Server, page: Page, content: Content) -> None:
    """The last option is stored as missing, counted as rated, and shown again."""
    attempt = examples.begun(server.store, content)
    sub = content.sub_skills[0]
    open_at(page, server, "/assessment", attempt)
    options(widget(page, f"rate-{sub.id}")).last.click()
    until(page, lambda: sub.id in shown(page, server).ratings)
    page.get_by_text(f"1 of {len(content.sub_skills)} sub-skills rated").wait_for()
    page.reload()
    settled(page)

    assert shown(page, server).ratings[sub.id] is DOES_NOT_APPLY
    assert sum(map(len, chosen(page).values())) == 1


def test_back_and_another_answer(server: Server, page: Page, content: Content) -> None:
    """An answer is there when one goes back; changed, it takes the place of the first."""
    attempt = examples.at_item(server.store, content)
    open_at(page, server, "/assessment", attempt)
    first = question(page, server, content, 1)
    do_not_know(page, first)
    until(page, lambda: first.id in shown(page, server).answers)
    press(page, "Next question")
    second = question(page, server, content, 2)
    press(page, "Back")
    assert question(page, server, content, 1) == first
    saved(page).wait_for()

    do_not_know(page, first) if first.control != "choose-one" else None  # a box is ticked off
    answer(page, first)
    until(page, lambda: shown(page, server).answers.get(first.id) not in {None, DontKnow()})
    press(page, "Next question")

    assert question(page, server, content, 2).id != first.id
    assert list(shown(page, server).answers) == [first.id]
    assert second.id not in shown(page, server).answers


def test_an_answer_can_be_taken_back(server: Server, page: Page, content: Content) -> None:
    """A number that is emptied again counts as not answered."""
    item = examples.first_of(content, "numeric")
    attempt = examples.at_item(server.store, content, item.id)
    open_at(page, server, "/assessment", attempt)
    answer(page, item)
    until(page, lambda: item.id in shown(page, server).answers)
    page.get_by_role("spinbutton").fill("")
    page.get_by_role("spinbutton").press("Enter")
    until(page, lambda: item.id not in shown(page, server).answers)
    settled(page)

    assert page.get_by_role("button", name="Next question").is_disabled()
    assert saved(page).count() == 0


def test_erasing_leaves_nothing(server: Server, page: Page, content: Content) -> None:
    """After Erase the person is gone from Start, from the store and from the file's bytes."""
    name = "Zaphod Unmistakable"
    attempt = examples.full(server.store, content, name)
    open_at(page, server)
    assert name.encode() in bytes_of(server)
    card = page.locator(f".st-key-erasing-{attempt.head.id}")
    card.get_by_role("button").click()
    page.locator(f".st-key-erase-{attempt.head.id}").get_by_role("button").click()
    page.get_by_text(name).first.wait_for(state="detached")

    assert name not in {person.name for person in server.store.people(examples.LOCAL)}
    assert name.encode() not in bytes_of(server)
    open_at(page, server, "/results", attempt)
    page.get_by_text("not on this machine").wait_for()


def bytes_of(server: Server) -> bytes:
    """All files of the database, as they lie on disk."""
    return b"".join(path.read_bytes() for path in sorted(server.folder.iterdir()))
