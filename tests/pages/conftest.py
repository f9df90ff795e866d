"""What every test of a page needs: the app, its page list, and what it stores."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import streamlit as st
from streamlit.navigation.page import StreamlitPage
from streamlit.testing.v1 import AppTest

from assessment.attempts import Attempt
from assessment.content.loading import load
from assessment.content.model import Content
from assessment.store.database import database_url, open_database
from assessment.store.store import Store

ROUTER: Final = Path(__file__).resolve().parents[2] / "assessment" / "pages" / "router.py"

Visit = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def _own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty database for each test, and nothing kept from the test before."""
    monkeypatch.setenv("HEADWAY_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("HEADWAY_DATABASE_URL", raising=False)
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture(scope="session")
def content() -> Content:
    """The content as the app has it."""
    return load()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """What the app stores, read past it."""
    return Store(open_database(database_url({"HEADWAY_DATA_DIR": str(tmp_path)})))


@pytest.fixture
def page_list(monkeypatch: pytest.MonkeyPatch) -> dict[str, StreamlitPage]:
    """Every page that the router lists, by its title; filled by the first run."""
    found: dict[str, StreamlitPage] = {}
    navigation = st.navigation

    def listed(pages: list[StreamlitPage], **options: Any) -> StreamlitPage:
        found.update({page.title: page for page in pages})
        return navigation(pages, **options)

    monkeypatch.setattr(st, "navigation", listed)
    return found


@pytest.fixture
def visit(page_list: dict[str, StreamlitPage]) -> Visit:
    """Opens a page by its title: in a new window, with an attempt, or in a window that is there."""

    def opened(
        title: str = "Start", attempt: Attempt | str | None = None, app: AppTest | None = None
    ) -> AppTest:
        if app is None:
            app = AppTest.from_file(str(ROUTER), default_timeout=60)
            app.run()  # fills the page list; only the page that is meant sees the address
            if attempt is not None:
                named = attempt if isinstance(attempt, str) else attempt.head.id
                app.query_params["attempt"] = named
        app._page_hash = page_list[title]._script_hash
        app.run()
        app._page_hash = ""
        return app

    return opened
