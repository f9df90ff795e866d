"""Refresh, a killed server, a second window: nothing is lost, and nothing is shown that is not."""

from playwright.sync_api import Page

from assessment.content.items import Item
from assessment.content.model import Content

from . import examples
from .driving import (
    answer,
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
from .restarts import BEAT, on_screen, restarts, stored
from .server import Server


def answer_the_first(page: Page, server: Server, content: Content) -> Item:
    """With the ratings done, answer the first question; return its item once that is stored."""
    open_at(page, server, "/assessment", examples.at_item(server.store, content))
    item = question(page, server, content, 1)
    answer(page, item)
    until(page, lambda: item.id in shown(page, server).answers)
    return item


def test_a_refresh_loses_nothing(server: Server, page: Page, content: Content) -> None:
    """After F5 answers and place are as stored."""
    item = answer_the_first(page, server, content)
    page.reload()

    assert question(page, server, content, 1) == item
    saved(page).wait_for()
    press(page, "Next question")
    second = question(page, server, content, 2)
    page.reload()
    assert question(page, server, content, 2) == second


def test_a_killed_server_loses_nothing(server: Server, page: Page, content: Content) -> None:
    """Killed and started again with the page open: the next click is kept, and so is the rest."""
    attempt = examples.begun(server.store, content)
    first, second, third, *_ = content.skills[0].sub_skills
    open_at(page, server, "/assessment", attempt)
    rate(page, server, first.id, 2)
    rate(page, server, second.id, 4)
    server.kill()
    server.start()
    settled(page)
    rate(page, server, third.id, 1)
    settled(page)

    assert shown(page, server).ratings == {first.id: 2, second.id: 4, third.id: 1}
    assert on_screen(page, content) == stored(shown(page, server), content)
    assert saved(page).count() == 3


def test_the_place_survives_a_killed_server(server: Server, page: Page, content: Content) -> None:
    """In the questions: the page that was left open goes on with the same question."""
    item = answer_the_first(page, server, content)
    server.kill()
    server.start()
    settled(page)
    press(page, "Next question")
    question(page, server, content, 2)
    press(page, "Back")

    assert question(page, server, content, 1) == item
    assert list(shown(page, server).answers) == [item.id]


def test_a_page_left_alone_recovers_by_itself(server: Server, page: Page, content: Content) -> None:
    """A choice that a dying server never took in is stored by the next, without another click."""
    attempt = examples.begun(server.store, content)
    first, second, *_ = content.skills[0].sub_skills
    page.clock.install()
    open_at(page, server, "/assessment", attempt)
    rate(page, server, first.id, 2)
    settled(page)
    server.freeze()
    options(widget(page, f"rate-{second.id}")).nth(3).click()
    server.kill()
    assert second.id not in shown(page, server).ratings
    server.start()
    page.wait_for_selector("[data-test-connection-state='CONNECTED']")
    page.clock.fast_forward(BEAT + 1000)
    until(page, lambda: shown(page, server).ratings == {first.id: 2, second.id: 3})
    settled(page)

    assert on_screen(page, content) == stored(shown(page, server), content)
    assert saved(page).count() == 2


def test_a_choice_while_nobody_answers_is_not_shown_as_kept(
    server: Server, page: Page, content: Content
) -> None:
    """Without a server the page takes no answer and claims none; with the next one it goes on."""
    attempt = examples.begun(server.store, content)
    first, second, *_ = content.skills[0].sub_skills
    open_at(page, server, "/assessment", attempt)
    rate(page, server, first.id, 2)
    settled(page)
    server.kill()
    page.locator("[data-testid=stApp]:not([data-test-connection-state='CONNECTED'])").wait_for()
    options(widget(page, f"rate-{second.id}")).nth(3).click(force=True)
    assert saved(page).count() == 1
    server.start()
    settled(page)
    rate(page, server, first.id, 1)
    settled(page)

    assert on_screen(page, content) == stored(shown(page, server), content)


def test_a_second_window_is_told(server: Server, page: Page, content: Content) -> None:
    """A stale window does not overwrite the newer answer; it says so, and can go on."""
    attempt = examples.begun(server.store, content)
    first, second, *_ = content.skills[0].sub_skills
    open_at(page, server, "/assessment", attempt)
    rate(page, server, first.id, 1)
    other = page.context.new_page()
    other.goto(page.url)
    settled(other)
    rate(other, server, first.id, 4)
    options(widget(page, f"rate-{first.id}")).nth(2).click()
    page.get_by_text("Another window changed an answer since").wait_for()
    settled(page)

    assert shown(page, server).ratings == {first.id: 4}
    assert on_screen(page, content) == {first.id: "4"}

    rate(page, server, second.id, 3)
    rate(other, server, first.id, 5)
    assert shown(page, server).ratings == {first.id: 5, second.id: 3}


def test_a_window_left_alone_shows_what_another_saved(
    server: Server, page: Page, content: Content
) -> None:
    """A newer answer from another window is shown within a heartbeat, without a click."""
    attempt = examples.begun(server.store, content)
    first, second, *_ = content.skills[0].sub_skills
    page.clock.install()
    open_at(page, server, "/assessment", attempt)
    rate(page, server, first.id, 1)
    other = page.context.new_page()
    other.goto(page.url)
    settled(other)
    rate(other, server, second.id, 4)
    assert on_screen(page, content) == {first.id: "1"}
    page.clock.fast_forward(BEAT + 1000)
    until(page, lambda: on_screen(page, content) == {first.id: "1", second.id: "4"})


def test_restarts_at_any_moment(server: Server, page: Page, content: Content) -> None:
    """R3: whenever the server dies, what the page ends up showing as chosen is stored."""
    outcome = restarts(page, server, content, runs=2)

    assert (outcome.lost, outcome.wrong) == (0, [])
    assert outcome.acknowledged > 0
