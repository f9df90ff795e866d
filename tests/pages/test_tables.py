"""An item's figures: shown as text, and without what takes long to load."""

import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from assessment.content.items import Table
from assessment.pages.tables import _figures

ROOT = Path(__file__).resolve().parents[2]
TEXTS = st.text(st.sampled_from("<>&\"'/ab{}%=-|*\n"), min_size=1, max_size=12)
DRAWN = {"div", "table", "thead", "tbody", "tr", "th", "td"}


class Reader(HTMLParser):
    """What a browser finds in the HTML: cells as text, tags, and the name of the whole."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.tags: set[str] = set()
        self.name: str | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag; a new cell begins empty."""
        self.tags.add(tag)
        self.name = dict(attrs).get("aria-label", self.name)
        if tag in {"th", "td"}:
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        """Add to the cell."""
        self.cells[-1] += data


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Figures of any size, made of what HTML would read as markup."""
    width = draw(st.integers(2, 4))
    row = st.lists(TEXTS, min_size=width, max_size=width).map(tuple)
    columns, rows = draw(row), draw(st.lists(row, min_size=1, max_size=3).map(tuple))
    return Table.model_construct(caption=draw(TEXTS), columns=columns, rows=rows)


@given(tables())
def test_figures_are_text(table: Table) -> None:
    """Each cell reads exactly as written, the caption names the whole, and no tag is made of it."""
    read = Reader(_figures(table))

    assert read.cells == [cell for row in (table.columns, *table.rows) for cell in row]
    assert read.name == table.caption
    assert read.tags <= DRAWN


def test_a_question_loads_no_pandas() -> None:
    """Neither the page of questions nor figures on it: it would hold up the first by a third."""
    program = (
        "import sys\n"
        "from assessment.content.items import Table\n"
        "from assessment.pages import answering, tables\n"
        "tables.draw_figures(Table(caption='a', columns=('b', 'c'), rows=(('d', 'e'),)))\n"
        "sys.exit('pandas' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, stderr=subprocess.DEVNULL, check=False
    )

    assert done.returncode == 0
