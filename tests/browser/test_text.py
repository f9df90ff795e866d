"""What a person types is shown as typed: no markup, no link, no picture."""

import json
from collections.abc import Iterator
from datetime import date
from itertools import cycle
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from assessment.attempts import NAME_LIMIT
from assessment.content.model import Content, Requirement
from assessment.decisions import StepDecision
from assessment.own_roles import OwnRole
from assessment.pages.text import label

from . import examples
from .driving import go_to, open_at, page_names, unfold
from .mentors import Mentor
from .server import ROOT, Server, running

HERE = Path(__file__).parent
TEXTS = json.loads((HERE / "texts.json").read_text("utf-8"))
WORD_JOINER = "\u2060"

MADE_OF_IT = ", ".join(
    f"[data-testid=stMain] {each}"
    for each in ("a:not([data-testid^=stPageLink], [data-testid^=stBaseLinkButton])", "img")
)
"""Links and images on a page, without those that the page itself has."""
FORMATTING = "a, img, code, pre, em, del, h1, h2, h3, ul, ol, blockquote, table, hr, .katex"


@pytest.fixture(scope="module")
def texts(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A page of nothing but texts that would like to be more."""
    assert browser.is_connected()
    folder = tmp_path_factory.mktemp("texts")
    with running(Server(folder, root=ROOT, script="tests/browser/text_page.py")) as server:
        yield server


def test_markup_stays_text(texts: Server, page: Page) -> None:
    """As a paragraph, in a line and as a label, each text reads exactly as typed."""
    open_at(page, texts)
    other = {}
    for number, text in enumerate(TEXTS):
        wanted = {"paragraph": text, "part": f"{text} end", "label": text}
        for kind, expected in wanted.items():
            element = page.locator(f".st-key-{kind}-{number}")
            read = " ".join(element.inner_text().replace(WORD_JOINER, "").split())
            if read != expected or element.locator(FORMATTING).count():
                other[kind, text] = element.inner_html()

    assert other == {}


def test_plain_words_are_not_marked() -> None:
    """A label is also what a screen reader speaks, so what needs no mark has none."""
    plain = 'Running, changing: it\'s (fine); 5% & more? "yes" - no. A/B!'

    assert label(plain) == plain


@pytest.mark.parametrize(
    "name", ["**Ada** http://example.org", "![x](http://example.org/a.png)", "<b>Ada</b> :smile:"]
)
def test_a_name_is_text_wherever_it_stands(
    server: Server, page: Page, content: Content, name: str
) -> None:
    """On Start, and where Start asks whether to erase, the name is what was typed."""
    attempt = examples.begun(server.store, content, name)
    open_at(page, server)
    card = page.locator(f".st-key-erasing-{attempt.head.id}")
    card.get_by_role("button").click()
    page.locator(f".st-key-erase-{attempt.head.id}").wait_for()
    shown = [text.replace(WORD_JOINER, "") for text in page.locator("p").all_inner_texts()]

    assert any(text.startswith(f"{name} · ") for text in shown)
    assert any(text.startswith(f"Erase {name} with") for text in shown)
    assert page.locator(MADE_OF_IT).count() == 0


@pytest.mark.parametrize(
    "text", ["**b** ![x](http://example.org/a.png) <b>c</b>", "[a](b) :smile:"]
)
def test_words_between_mentor_and_mentee_are_text(
    server: Server, page: Page, content: Content, text: str
) -> None:
    """Names, evidence, notes and actions read as typed on both sides, and make nothing."""
    attempt = examples.full(server.store, content, text)
    examples.save(server.store, attempt, "evidence", content.sub_skills[0].id, text)
    mentor = Mentor(server, text)
    review = mentor.begin(attempt)
    for address in (f"/mentor?mentor={mentor.id}", mentor.address(review)):
        open_at(page, server, address)
        assert text in plain(page)
        assert page.locator(MADE_OF_IT).count() == 0
    mentor.open(review, content, text)
    mentor.agree(review, content, text)
    open_at(page, server, mentor.address(review))
    page.get_by_text("Agree", exact=True).first.click()
    page.get_by_role("heading", name="What you agree on").wait_for()
    for address in ("", "/share", "/next-steps"):
        if address:
            open_at(page, server, address, attempt)
        assert text in plain(page)
        assert page.locator(MADE_OF_IT).count() == 0


def plain(page: Page) -> str:
    """All that the page shows, as it was typed."""
    return page.locator("[data-testid=stMain]").inner_text().replace(WORD_JOINER, "")


HARM = (
    ":is(a[href*='example.org' i], a[href^='mailto:' i], a[href^='xmpp:' i], [onerror], "
    "img[src*='example.org' i], img[src='x'], [data-testid=stMain] script)"
)
"""What the texts would be, were they more than text; pages have links of their own."""


def test_no_text_becomes_more_on_any_page(server: Server, page: Page, content: Content) -> None:
    """S3: every text as name, evidence, proof and role, on every page, makes no harm."""
    attempt = examples.full(server.store, content, " ".join(TEXTS)[:NAME_LIMIT])
    for sub, text in zip(content.sub_skills, cycle(batched(TEXTS)), strict=False):
        examples.save(server.store, attempt, "rating", sub.id, 4)
        examples.save(server.store, attempt, "evidence", sub.id, text)
    for step, text in zip(content.sub_skills[0].steps, TEXTS[9:], strict=False):
        done = StepDecision(state="done", on=date(2026, 11, 25), note=text)
        examples.save(server.store, attempt, "step", step.id, done)
    asked = (Requirement(sub_skill=content.sub_skills[0].id, level=3, weight=2, critical=True),)
    own = OwnRole(name=TEXTS[10][:60], based_on=content.roles[0].id, requirements=asked)
    examples.save(server.store, attempt, "role", "apprentice", own)
    asked_to_run = []
    page.on("dialog", lambda dialog: asked_to_run.append(dialog.message))
    open_at(page, server, "/", attempt)
    found = {}
    for name in page_names(page):
        go_to(page, name)
        unfold(page)
        found[name] = page.locator(HARM).evaluate_all("(all) => all.map((e) => e.outerHTML)")
    for path in ("/share", "/cohort"):
        open_at(page, server, path, attempt)
        found[path] = page.locator(HARM).evaluate_all("(all) => all.map((e) => e.outerHTML)")

    assert {name: made for name, made in found.items() if made} == {}
    assert asked_to_run == []


def batched(texts: list[str]) -> list[str]:
    """Three texts at a time, in a line."""
    return [" ".join(texts[at : at + 3]) for at in range(0, len(texts), 3)]
