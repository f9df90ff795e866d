"""Mentee and mentor at two machines: a pack goes over, a blind review, an agreement comes back."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from assessment.content.model import Content
from assessment.store.database import database_url, open_database
from assessment.store.reviewing import Reviews

from . import examples
from .conftest import NewPage
from .driving import heading, open_at, options, press, settled, until, widget
from .mentors import Mentor, sharing_with_the_only_mentor
from .restarts import BEAT
from .server import Server, running

OWN_WORDS = "My own words on <b>platforms</b>, only for *Mira*."


@pytest.fixture(scope="module")
def elsewhere(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The mentor's machine: another app with another database."""
    assert browser.is_connected()
    with running(Server(tmp_path_factory.mktemp("mentor"))) as server:
        yield server


def test_a_pack_goes_over_and_an_agreement_comes_back(
    server: Server, elsewhere: Server, new_page: NewPage, content: Content, tmp_path: Path
) -> None:
    """Mentee to mentor and back: blind ratings, both views, an action, and it is in the plan."""
    attempt = examples.full(server.store, content, "Ada Example")
    examples.save(server.store, attempt, "evidence", content.sub_skills[0].id, OWN_WORDS)
    mentee, mentor = new_page(), new_page()

    open_at(mentee, server, "/results", attempt)
    mentee.get_by_role("link", name="Share with a mentor").click()
    heading(mentee, "Share with a mentor")
    settled(mentee)
    pack = downloaded(mentee, "Pack (JSON)", tmp_path / "pack.json")

    open_at(mentor, elsewhere, "/mentor")
    mentor.get_by_role("textbox", name=re.compile("^Your name")).fill("Mira Mentor")
    press(mentor, "Go on")
    mentor.get_by_text("You review as Mira Mentor.").wait_for()
    settled(mentor)
    mentor.locator("input[type=file]").set_input_files(pack)
    mentor.get_by_role("button", name="Review", exact=True).click()
    rated_blind(mentor, content)
    assert sharing_with_the_only_mentor(elsewhere)[0].review is not None
    press(mentor, "Done rating: open their view")
    mentor.get_by_role("heading", name="Where the views differ").wait_for()
    settled(mentor)

    agreed(mentor)
    press(mentor, "Give it to them")
    mentor.get_by_role("button", name="Agreement (JSON)").wait_for()
    settled(mentor)
    agreement = downloaded(mentor, "Agreement (JSON)", tmp_path / "agreement.json")
    assert "Ada" not in agreement.read_text("utf-8")

    mentee.locator("input[type=file]").set_input_files(agreement)
    mentee.get_by_role("heading", name=re.compile("^Mira Mentor, rated")).wait_for()
    open_at(mentee, server, "/next-steps", attempt)
    mentee.get_by_role("heading", name="Talk to *two* buyers <b>now</b>").wait_for()
    open_at(mentee, server, "/results", attempt)
    mentee.get_by_text("All, with Mira Mentor").click()
    settled(mentee)
    engine = open_database(database_url({"HEADWAY_DATA_DIR": str(server.folder)}))
    (review,) = Reviews(engine).handed_reviews(examples.LOCAL, attempt.head.id)
    assert review.rated == len(content.skills[0].sub_skills)


def rated_blind(page: Page, content: Content) -> None:
    """Rate the first core skill, see nothing of the result, and go to the end."""
    first, *others = content.skills
    page.get_by_role("heading", level=1, name=first.name).wait_for()
    settled(page)
    page.get_by_text(OWN_WORDS).wait_for()
    text = page.locator("body").inner_text()
    assert "ready" not in text.lower()
    assert page.get_by_role("radio", checked=True).count() == 0
    groups = page.get_by_role("radiogroup")
    for at in range(len(first.sub_skills)):
        groups.nth(at).get_by_role("radio").nth(at % 5 + 1).check(force=True)
        page.get_by_text("Saved").nth(at).wait_for()
        settled(page)
    for skill in others:
        press(page, "Next")
        page.get_by_role("heading", level=1, name=skill.name).wait_for()
        settled(page)
    press(page, "Next")
    page.get_by_role("heading", level=1, name="Open their view?").wait_for()
    settled(page)


def agreed(page: Page) -> None:
    """Agree on one action of their own."""
    page.get_by_text("Agree", exact=True).first.click()
    page.get_by_role("heading", name="What you agree on").wait_for()
    settled(page)
    page.get_by_role("textbox", name=re.compile("^What to do")).fill(
        "Talk to *two* buyers <b>now</b>"
    )
    page.get_by_test_id("stFormSubmitButton").get_by_role("button").click()
    page.get_by_role("button", name="Take it out").wait_for()
    settled(page)


def downloaded(page: Page, button: str, file: Path) -> Path:
    """Press a download button, and keep what comes."""
    with page.expect_download() as coming:
        press(page, button)
    coming.value.save_as(file)
    return file


def test_a_rating_outlives_the_server(
    elsewhere: Server, new_page: NewPage, content: Content
) -> None:
    """R1: a click on a page that is open while its server is killed is saved after the restart."""
    page = new_page()
    attempt = examples.full(elsewhere.store, content, "Grace Example")
    mentor = Mentor(elsewhere, "Noah")
    review = mentor.begin(attempt)
    page.clock.install()
    open_at(page, elsewhere, mentor.address(review))
    first = content.skills[0].sub_skills[0].id

    elsewhere.freeze()
    options(widget(page, f"seen-{first}")).nth(3).click()
    elsewhere.kill()
    assert mentor.review(review).seen == {}
    elsewhere.start()
    page.wait_for_selector("[data-test-connection-state='CONNECTED']")
    page.clock.fast_forward(BEAT + 1000)

    until(page, lambda: mentor.review(review).seen == {first: 2})
