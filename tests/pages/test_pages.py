"""Every page, driven by its widgets on a real database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

ROUTER = Path(__file__).resolve().parents[2] / "assessment" / "pages" / "router.py"


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The app on an empty database."""
    monkeypatch.setenv("HEADWAY_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("HEADWAY_DATABASE_URL", raising=False)
    st.cache_resource.clear()
    yield AppTest.from_file(str(ROUTER), default_timeout=30).run()
    st.cache_resource.clear()


def rate(app: AppTest, choice: int) -> None:
    """Choose the same anchor for every sub-skill on the page."""
    for at in range(len(app.radio)):
        app.radio[at].set_value(choice).run()


def test_start_offers_a_role_and_begins(app: AppTest) -> None:
    """A stranger picks nothing, presses Begin, and is asked the first question."""
    app.button(key="begin").click().run()

    assert not app.exception
    assert app.title[0].value == "Ecommerce expertise"


def test_ratings_are_stored_and_come_back(app: AppTest) -> None:
    """What was rated is there after leaving the page and returning."""
    app.button(key="begin").click().run()
    rate(app, 3)
    app.button(key="next").click().run()
    app.button(key="back").click().run()

    assert [radio.value for radio in app.radio] == [3] * len(app.radio)


def test_a_name_with_markup_is_text(app: AppTest) -> None:
    """A name that looks like Markdown is shown as typed."""
    app.text_input(key="start-name").set_value("![x](http://example.org/a.png)").run()
    app.button(key="begin").click().run()
    again = AppTest.from_file(str(ROUTER), default_timeout=30).run()

    assert any(r"\!\[x\]\(http\:" in shown.value for shown in again.markdown)


def test_an_unknown_attempt_in_the_address_is_said_plainly(app: AppTest) -> None:
    """A wrong address loses nothing and says so."""
    app.query_params["attempt"] = "nobody"
    app.button(key="begin").click().run()

    assert not app.exception
