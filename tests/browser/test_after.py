"""What is done with a result: a plan, a file to take along, a retake, a role of one's own."""

import csv
import io
import json
import re
from pathlib import Path

from playwright.sync_api import Download, Page
from pypdf import PdfReader

from assessment.bank import build_bank
from assessment.content.model import Content
from assessment.evaluation import evaluate

from . import examples
from .driving import go_to, heading, open_at, press, settled, shown, unfold, until
from .server import Server


def test_a_step_is_begun_done_and_stays_done(server: Server, page: Page, content: Content) -> None:
    """Begun, then done with its proof: another takes its place, and the proof is still there."""
    open_at(page, server, "/next-steps", examples.full(server.store, content))
    page.get_by_role("button", name="Begin this", exact=True).first.click()
    until(page, lambda: "accepted" in states(page, server).values())
    (step,) = states(page, server)
    page.get_by_text("In progress").wait_for()
    settled(page)  # the buttons after it are drawn anew

    page.get_by_role("button", name="Done").first.click()
    page.get_by_role("textbox", name=re.compile("^Proof")).fill("decision-log.md, ten entries")
    page.get_by_test_id("stFormSubmitButton").get_by_role("button").click()
    until(page, lambda: states(page, server)[step] == "done")

    page.reload()
    settled(page)
    page.get_by_text("decision-log.md, ten entries").first.wait_for()
    assert page.get_by_text("In progress").count() == 0


def states(page: Page, server: Server) -> dict[str, str]:
    """What is decided about each step."""
    return {step: said.state for step, said in shown(page, server).steps.items()}


def test_hours_a_week_move_the_plan(server: Server, page: Page, content: Content) -> None:
    """Twice the hours are kept, and the plan ends sooner."""
    open_at(page, server, "/next-steps", examples.full(server.store, content))
    slow = told(page)
    hours = page.get_by_role("spinbutton", name="Hours a week")
    hours.fill("40")
    hours.press("Enter")
    until(page, lambda: (pace := shown(page, server).pace) and pace.hours_per_week == 40)
    page.wait_for_function("(slow) => !document.body.innerText.includes(slow)", arg=slow)
    assert told(page) != slow


def told(page: Page) -> str:
    """The plan in words."""
    return page.get_by_text(re.compile("retake on", re.IGNORECASE)).first.inner_text()


def test_a_level_more_moves_readiness_gaps_and_ranking(
    server: Server, page: Page, content: Content
) -> None:
    """Raised by a level, one sub-skill lifts roles and closes a gap, and nothing of it is kept."""
    attempt = examples.full(server.store, content)
    first = evaluate(build_bank(content), attempt, content.roles[0]).gaps[0].sub_skill
    open_at(page, server, "/next-steps", attempt)
    kept = shown(page, server)
    box = page.get_by_role("combobox", name="Raise by one level")
    box.click()
    box.fill(first.name)
    page.get_by_role("option", name=first.name, exact=True).click()
    box.press("Escape")  # while the list is open, all else is hidden from roles
    said = page.get_by_text(re.compile(f"^With a level more on {first.name}, ")).inner_text()
    settled(page)

    then, now, gaps_then, gaps_now = map(int, re.findall(r"[0-9]+", said)[:4])
    assert then > now
    assert gaps_then < gaps_now
    ranked = page.get_by_role("table").filter(has_text="Readiness then").get_by_role("row")
    rows = [row.get_by_role("cell").all_inner_texts()[:3] for row in ranked.all()[1:]]
    assert sorted(role for role, *_ in rows) == sorted(role.name for role in content.roles)
    assert all(int(after[:-1]) >= int(before[:-1]) for _, before, after in rows)
    afterwards = [int(after[:-1]) for *_, after in rows]
    assert afterwards == sorted(afterwards, reverse=True)
    assert shown(page, server) == kept


def test_the_report_can_be_taken_along(
    server: Server, page: Page, content: Content, tmp_path: Path
) -> None:
    """PDF, CSV and result file come down; the name is in them, or left out where one says so."""
    open_at(page, server, "/results", examples.full(server.store, content, "Ada Example"))
    report = PdfReader(kept(page, "Report (PDF)", tmp_path))
    assert "Ada Example" in "".join(each.extract_text() for each in report.pages)
    rows = list(csv.DictReader(io.StringIO(kept(page, "Requirements (CSV)", tmp_path).read_text())))
    assert len(rows) == len(content.roles[0].requirements)

    page.get_by_text("With my name", exact=True).click()
    page.get_by_text(re.compile("^No file holds your name")).wait_for()
    settled(page)
    file = kept(page, "Result file (JSON)", tmp_path).read_text("utf-8")
    assert json.loads(file)["answers"]
    assert "Ada Example" not in file


def test_a_result_file_opens_elsewhere(
    server: Server, page: Page, content: Content, tmp_path: Path
) -> None:
    """A file is looked at, then kept: a new person with the same ratings and answers."""
    given = examples.full(server.store, content, "Grace Example")
    open_at(page, server, "/results", given)
    file = kept(page, "Result file (JSON)", tmp_path)

    people = len(server.store.people(examples.LOCAL))
    open_file(page, server, file)
    page.get_by_role("heading", level=2, name=re.compile(content.roles[0].name)).wait_for()
    assert len(server.store.people(examples.LOCAL)) == people
    press(page, "Keep as a new person")
    page.get_by_role("heading", level=1, name=re.compile(content.roles[0].name)).wait_for()
    until(page, lambda: shown(page, server).head.id != given.head.id)
    assert shown(page, server).answers == given.answers
    assert shown(page, server).ratings == given.ratings


def test_a_wrong_file_is_told_and_changes_nothing(
    server: Server, page: Page, content: Content, tmp_path: Path
) -> None:
    """Another file gets a sentence, and no person is made of it."""
    before = len(server.store.people(examples.LOCAL))
    wrong = tmp_path / "shopping.json"
    wrong.write_text('{"answers": 12}', "utf-8")
    open_file(page, server, wrong)
    page.get_by_text("This file cannot be opened; nothing was changed.").wait_for()
    assert len(server.store.people(examples.LOCAL)) == before


def open_file(page: Page, server: Server, file: Path) -> None:
    """Follow the link on Start, and give a file."""
    open_at(page, server)
    page.get_by_role("link", name="Open a result file from elsewhere").click()
    heading(page, "Open a result file")
    page.locator("input[type=file]").set_input_files(file)


def kept(page: Page, button: str, folder: Path) -> Path:
    """Press a download button, and keep what comes."""
    with page.expect_download() as coming:
        press(page, button)
    download: Download = coming.value
    target = folder / download.suggested_filename
    download.save_as(target)
    return target


def test_a_retake_begins_empty(server: Server, page: Page, content: Content) -> None:
    """Earlier answers are hidden in a retake, and stand beside it on Progress."""
    first = examples.full(server.store, content)
    open_at(page, server, "/progress", first)
    press(page, "Begin a retake")
    heading(page, content.skills[0].name)
    settled(page)
    assert shown(page, server).head.id != first.head.id
    assert page.locator("input:checked").count() == 0

    go_to(page, "Progress")
    assert page.get_by_role("button", name="Show this one").count() == 1
    press(page, "Show this one")
    until(page, lambda: shown(page, server).head.id == first.head.id)


def test_a_role_of_ones_own_is_used_on_results(
    server: Server, page: Page, content: Content
) -> None:
    """Kept under a name of its own, a role can be compared with like ours."""
    open_at(page, server, "/roles", examples.full(server.store, content))
    unfold(page)
    page.get_by_role("textbox", name="Name", exact=True).fill("Head of a small shop")
    page.get_by_role("textbox", name="Name", exact=True).press("Enter")
    settled(page)
    press(page, "Keep this role")
    until(page, lambda: bool(shown(page, server).own_roles))

    go_to(page, "Results")
    page.get_by_role("combobox", name="Compare with").click()
    page.get_by_role("option", name="Head of a small shop").click()
    page.get_by_role("heading", level=1, name=re.compile("Head of a small shop")).wait_for()
