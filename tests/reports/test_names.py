"""A file is named by chance, day and kind, and by nothing that a person typed."""

from datetime import date

import pytest

from assessment.errors import AssessmentError
from assessment.reports.names import file_name
from tests.reports.examples import DAY


def test_by_hand() -> None:
    """Eight digits, the day, the ending."""
    assert file_name("0badcafe", DAY, "pdf") == "headway-0badcafe-2026-11-25.pdf"
    assert file_name("00000000", date(2031, 1, 2), "md") == "headway-00000000-2031-01-02.md"


@pytest.mark.parametrize(
    "random", ["", "0badcaf", "0BADCAFE", "../../ab", "0badcafe\n", "\u0660" * 8]
)
def test_anything_else_is_refused(random: str) -> None:
    """No path and no line end gets into a name."""
    with pytest.raises(AssessmentError, match="eight hexadecimal digits"):
        file_name(random, DAY, "pdf")


@pytest.mark.parametrize("ending", ["", "p/df", "pdf\r\nX: y", "PDF", "pdfpdf"])
def test_a_strange_ending_is_refused(ending: str) -> None:
    """The ending is a few small letters."""
    with pytest.raises(AssessmentError):
        file_name("0badcafe", DAY, ending)
