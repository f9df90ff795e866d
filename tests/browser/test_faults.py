"""What cannot work says so in one plain sentence, and never in a traceback."""

import shutil
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page

from assessment.content.loading import DATA
from assessment.content.model import Content

from . import examples
from .driving import go_to, heading, open_at, page_names, press, settled
from .server import ROOT, Server, running


def plain(page: Page) -> None:
    """Nothing of the machinery shows."""
    text = page.locator("body").inner_text()
    assert not any(word in text for word in ("Traceback", "Error:", "sqlite3.", "sqlalchemy"))


def copy_product(to: Path) -> None:
    """What a start needs, to be broken."""
    for folder in ("assessment", ".streamlit"):
        shutil.copytree(ROOT / folder, to / folder)
    shutil.copytree(DATA, to / "data")
    shutil.copy(ROOT / "app.py", to)


@pytest.mark.parametrize("address", ["nobody", "A" * 22, "%00", "../../etc/passwd"])
def test_an_unknown_attempt(server: Server, page: Page, address: str) -> None:
    """An address that names nobody's attempt is said plainly, and the page goes on."""
    page.goto(f"{server.url}/results?attempt={address}")
    settled(page)

    assert page.get_by_text("names an attempt that is not on this machine").count() == 1
    assert "attempt=" not in page.url
    plain(page)


def test_a_fault_in_the_content(page: Page, tmp_path: Path) -> None:
    """Every page names file, line and remedy, and serves nobody half."""
    copy_product(tmp_path)
    broken = min((tmp_path / "data" / "roles").iterdir())
    text = broken.read_text("utf-8")
    broken.write_text(text.replace("weight: ", "wieght: ", 1), "utf-8")
    line = text[: text.index("weight: ")].count("\n") + 1
    with running(Server(tmp_path, root=tmp_path)) as server:
        open_at(page, server)
        for name in page_names(page):
            go_to(page, name)
            heading(page, "Headway cannot start: its content has faults")
            fault = page.get_by_test_id("stCode").inner_text()
            assert f"data/roles/{broken.name}:{line}" in fault
            assert "wieght" in fault
            assert "Fix: " in fault
            plain(page)


def test_a_report_that_cannot_be_set(page: Page, tmp_path: Path, content: Content) -> None:
    """The page says why no file came and what to take instead, and goes on."""
    copy_product(tmp_path)
    program = tmp_path / "assessment" / "reports" / "typesetting.py"
    program.write_text("raise SystemExit(3)", "utf-8")
    server = Server(tmp_path, root=tmp_path)
    server.start()
    with ExitStack() as stack:  # the log has what Streamlit makes of a failed download
        stack.callback(server.kill)
        open_at(page, server, "/results", examples.full(server.store, content))
        press(page, "Report (PDF)")
        page.get_by_text("The PDF cannot be set; download the workbook instead").wait_for()
        plain(page)
        with page.expect_download():
            press(page, "Workbook (XLSX)")


def test_a_data_folder_that_is_a_file(page: Page, tmp_path: Path) -> None:
    """Where nothing can be kept, every page that keeps something says so and what to do."""
    server = Server(tmp_path)
    server.folder.write_text("in the way", "utf-8")
    with running(server):
        page.goto(server.url)
        sentence = page.get_by_text(f"The data folder {server.folder} cannot be made.")
        sentence.wait_for()
        for name in page_names(page):
            go_to(page, name)
            assert sentence.or_(page.get_by_role("heading", level=1)).count() >= 1
            plain(page)
    assert server.folder.read_text("utf-8") == "in the way"


def test_a_damaged_database(page: Page, tmp_path: Path, content: Content) -> None:
    """A file that is no database is left as it is, and the page says how to mend it."""
    server = Server(tmp_path)
    server.folder.mkdir()
    server.file.write_bytes(b"this is no database" * 500)
    with running(server):
        page.goto(server.url)
        page.get_by_text("is not a database and was left as it is").wait_for()
        plain(page)
        server.file.unlink()
        page.reload()
        heading(page, "Where do you stand, and what first?")
        examples.begun(server.store, content)
