"""The section on the page: every file is made on demand, and holds only what was ticked."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
import streamlit as st
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from assessment.attempts import Attempt
from assessment.decisions import StepDecision
from assessment.pages import reporting
from assessment.result_file import read
from assessment.store.database import database_url, open_database
from assessment.store.policy import Actor
from assessment.store.store import Store
from tests.examples import miniature
from tests.reports.examples import DAY, PACE

NAME, PROOF, WORDS = "Ada *L*", "my own proof", "my own words"
Make = Callable[[], bytes]


def page() -> None:
    """What Results draws at its end."""
    from assessment.evaluation import evaluate
    from assessment.pages import reporting, session

    attempt = session.attempt()
    if attempt is not None:
        result = evaluate(
            session.bank(),
            attempt,
            session.bank().content.roles[0],
            decisions=session.decisions(attempt),
        )
        reporting.draw(attempt, result)


@pytest.fixture
def attempt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Attempt]:
    """An attempt in a new database, that the page shows."""
    monkeypatch.setenv("HEADWAY_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("HEADWAY_DATABASE_URL", raising=False)
    monkeypatch.setattr("assessment.pages.session.build_bank", lambda _: miniature())
    monkeypatch.setattr("assessment.pages.session.load", lambda: None)
    st.cache_resource.clear()
    yield stored(Store(open_database(database_url({"HEADWAY_DATA_DIR": str(tmp_path)}))))
    st.cache_resource.clear()


def stored(store: Store) -> Attempt:
    """An attempt with a name, a self-rating, an evidence line and a proof."""
    actor = Actor("local")
    person = store.add_person(actor, NAME)
    begun = store.begin_attempt(
        actor, person.id, target="head", seed=7, content_version="2026.11.0", content_digest="d"
    )
    done = StepDecision(state="done", on=DAY, note=PROOF)
    entries = (
        ("rating", "pricing", 3),
        ("evidence", "pricing", WORDS),
        ("rating", "returns", 2),
        ("pace", "", PACE),
        ("step", "pricing-step-03", done),
    )
    for rev, (kind, subject, value) in enumerate(entries):
        store.record(
            actor,
            begun.head.id,
            kind,
            subject,
            value,
            writer="w",
            loaded_rev=begun.rev + rev,
            idem=f"idem-{rev}",
        )
    return store.attempt(actor, begun.head.id)


def offered(attempt: Attempt, **ticked: bool) -> dict[str, Make]:
    """What each button of the page would make, by the button's name."""
    found: dict[str, Make] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reporting, "offer", lambda *parts: found.update({parts[0]: parts[-1]}))
        app = AppTest.from_function(page, default_timeout=30)
        app.query_params["attempt"] = attempt.head.id
        app.run()
        for key, value in ticked.items():
            app.checkbox(key=key.replace("_", "-")).set_value(value).run()
        assert not app.exception
    return found


def made(make: Make) -> bytes:
    """What a button gives, made as Streamlit does it: on a thread that knows no page."""
    found: list[bytes] = []
    thread = Thread(target=lambda: found.append(make()))
    thread.start()
    thread.join()
    return found[0]


def test_every_button_has_a_word_on_its_use(attempt: Attempt) -> None:
    """Seven downloads, each with a line, named by chance and never after the person."""
    app = AppTest.from_function(page, default_timeout=30)
    app.query_params["attempt"] = attempt.head.id
    app.run()

    assert not app.exception
    assert len(app.get("download_button")) == 7
    assert len(app.caption) == 8
    assert not any("Ada" in str(button.proto) for button in app.get("download_button"))


def test_every_file_is_made_outside_the_page(attempt: Attempt) -> None:
    """Each begins as its kind does."""
    files = {name: made(make) for name, make in offered(attempt).items()}

    assert [raw[:4] for raw in files.values()] == [
        b"%PDF",
        b"PK\x03\x04",
        b"BEGI",
        b"**He",
        b'\xef\xbb\xbf"',
        b'\xef\xbb\xbf"',
        b"{\n  ",
    ]


def test_the_result_file_comes_back(attempt: Attempt) -> None:
    """With everything ticked, it holds all that the person did."""
    file = read(made(offered(attempt)["Result file (JSON)"]))

    assert (file.name, file.ratings) == (NAME, dict(attempt.ratings))
    assert (file.evidence, file.steps) == (dict(attempt.evidence), dict(attempt.steps))


def test_nothing_that_is_not_ticked_goes_in(attempt: Attempt) -> None:
    """Without the ticks no file holds the name, the evidence or the proof; levels stay."""
    files = offered(attempt, report_name=False, report_words=False)
    paper = PdfReader(io.BytesIO(made(files["Report (PDF)"])))
    raw = [made(make) for name, make in files.items() if name != "Report (PDF)"]
    said = [unpacked(each) for each in raw] + [page.extract_text() for page in paper.pages]

    assert not any(word in each for each in said for word in ("Ada", PROOF, WORDS))
    file = read(made(files["Result file (JSON)"]))
    assert file.ratings == dict(attempt.ratings)
    assert {step: said.state for step, said in file.steps.items()} == {"pricing-step-03": "done"}


def unpacked(raw: bytes) -> str:
    """The text of a file, and of every part of one that is an archive."""
    from zipfile import ZipFile, is_zipfile

    if not is_zipfile(io.BytesIO(raw)):
        return raw.decode()
    with ZipFile(io.BytesIO(raw)) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist())
