"""What the README says is so."""

from pathlib import Path

from assessment.content.loading import load
from assessment.content.report import table

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_table_of_the_content_is_the_report() -> None:
    """The README shows the bank as ``check --report`` prints it now."""
    assert table(load()) in README


def test_what_it_links_to_is_there() -> None:
    """Every file of the repository that the README links to exists."""
    linked = [part.split(")")[0] for part in README.split("](")[1:]]

    assert linked
    assert all((ROOT / name).exists() for name in linked if "://" not in name)
