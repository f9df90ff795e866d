"""A programme lead's journey: a folder of files becomes a map, tables and a file to take along."""

import csv
import io
import json
import re
from itertools import cycle
from pathlib import Path

from playwright.sync_api import Page

from assessment.content.model import Content
from assessment.result_file import result_file, write

from . import examples
from .driving import open_at, press, settled
from .server import Server

NAMES = ("Ada Example", "Grace Example", "=1+1", "**Bo** http://example.org", "<b>Cy</b>")
MADE_OF_IT = (
    "[data-testid=stMain] :is(a:not([data-testid^=stPageLink]), img, h1 b, td b, td strong)"
)
"""What a name would have become, had it been read as markup."""


def folder(server: Server, content: Content, tmp_path: Path) -> list[Path]:
    """Result files of five people, each a level apart on everything, and one that is cut off."""
    paths = []
    for at, (name, level) in enumerate(zip(NAMES, cycle(range(1, 6)), strict=False)):
        attempt = examples.begun(server.store, content)
        for sub in content.sub_skills:
            examples.save(server.store, attempt, "rating", sub.id, level)
        attempt = server.store.attempt(examples.LOCAL, attempt.head.id)
        paths.append(tmp_path / f"person-{at}.json")
        paths[-1].write_bytes(write(result_file(attempt, name)))
    paths.append(tmp_path / "cut off.json")
    paths[-1].write_bytes(paths[0].read_bytes()[:200])
    return paths


def test_six_files_one_of_them_broken(
    server: Server, page: Page, content: Content, tmp_path: Path
) -> None:
    """The broken one is named, the five stand in map, tables and averages, and in the CSV file."""
    files = folder(server, content, tmp_path)
    people = server.store.people(examples.LOCAL)
    open_at(page, server, "/cohort")
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_role("heading", name=f"5 people against {content.roles[0].name}").wait_for()
    settled(page)

    page.get_by_text("1 file is set aside").wait_for()
    page.get_by_role("cell", name="cut off.json", exact=True).wait_for()
    cells = page.locator(".heatmaplayer image")
    assert cells.count() == 1
    numbers = page.locator(".scatterlayer text").all_text_contents()
    assert len(numbers) == 5 * len(content.sub_skills)
    page.get_by_role("columnheader", name="Everyone (5 people)", exact=True).wait_for()
    assert page.get_by_role("cell", name=re.compile(r", spread .*, 5 people$")).count() == len(
        content.sub_skills
    )
    shown = [text.replace("\u2060", "") for text in page.get_by_role("cell").all_inner_texts()]
    assert set(NAMES) <= set(shown)
    assert page.locator(MADE_OF_IT).count() == 0

    rows = list(csv.DictReader(io.StringIO(taken(page, tmp_path).read_text("utf-8-sig"))))
    assert len(rows) == 5 * len(content.sub_skills)
    assert {row["person"].removeprefix("'") for row in rows} == set(NAMES)
    assert "'=1+1" in {row["person"] for row in rows}
    assert {row["use"] for row in rows} == {"for development, never for selection"}

    assert page.url == f"{server.url}/cohort"
    assert server.store.people(examples.LOCAL) == people


def taken(page: Page, folder: Path) -> Path:
    """The CSV file, once it is made."""
    with page.expect_download() as coming:
        press(page, "Cohort (CSV)")
    assert re.fullmatch(
        r"headway-[0-9a-f]{8}-\d{4}-\d\d-\d\d\.csv", coming.value.suggested_filename
    )
    kept = folder / "cohort.csv"
    coming.value.save_as(kept)
    return kept


def test_pointing_at_a_cell_tells_its_range(
    server: Server, page: Page, content: Content, tmp_path: Path
) -> None:
    """Under the mouse stand name, sub-skill, level and likely range, all as text."""
    hostile = folder(server, content, tmp_path)[4]
    assert json.loads(hostile.read_text("utf-8"))["name"] == NAMES[4]
    open_at(page, server, "/cohort")
    page.locator("input[type=file]").set_input_files(hostile)
    page.get_by_role("heading", name=f"1 person against {content.roles[0].name}").wait_for()
    settled(page)
    page.locator(".scatterlayer text").first.scroll_into_view_if_needed()
    box = page.locator(".scatterlayer text").first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 3, box["y"] + 5)
    told = page.locator(".hoverlayer .hovertext")
    told.wait_for()
    text = " ".join(told.all_text_contents())

    assert NAMES[4] in text
    assert content.sub_skills[0].name in text
    assert re.search(r"level \d\.\d \(\d\.\d to \d\.\d\)", text)
