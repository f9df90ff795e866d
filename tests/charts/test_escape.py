"""Whatever a person typed is read as typed, and does nothing."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.charts.escape import plain


@given(st.text())
def test_a_label_reads_as_typed(text: str) -> None:
    """No tag is left in a label, and nothing of the text is lost."""
    label = plain(text)

    assert not set(label) & set("<>")
    assert html.unescape(label) == html.unescape(html.escape(text))


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("A & B", "A &amp; B"),
        ("<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"),
        ("&lt;", "&amp;lt;"),
        ('it\'s "so"', 'it\'s "so"'),
    ],
)
def test_a_label_by_hand(typed: str, label: str) -> None:
    """Tags and entities are spelt out, quotes stay."""
    assert plain(typed) == label
