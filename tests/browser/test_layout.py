"""Every page on a telephone, and its charts in the light and in the dark."""

import pytest

from assessment.content.model import Content

from . import examples
from .conftest import NewPage
from .driving import open_at, unfold
from .server import Server
from .walking import Finding

CONTRAST = """() => {
    const numbers = (colour) => colour.match(/[0-9.]+/g).map(Number);
    const light = (rgb) => { const [r, g, b] = rgb.slice(0, 3).map((c) => c / 255).map(
        (c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    const ground = (e) => { for (let p = e; p; p = p.parentElement) {
        const rgb = numbers(getComputedStyle(p).backgroundColor);
        if (rgb.length === 3 || rgb[3] === 1) return rgb; } };
    const texts = [...document.querySelectorAll(".js-plotly-plot .main-svg text")];
    return texts.filter((e) => e.textContent.trim()).map((e) => {
        const [a, b] = [numbers(getComputedStyle(e).fill), ground(e.closest(".js-plotly-plot"))];
        const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
        return [e.textContent, (high + 0.05) / (low + 0.05)]; });
}"""
"""Each text on a chart, with its contrast to what lies behind it."""

LEGIBLE = 3.0
"""Least contrast. Charts have one colour for both modes, which cannot reach the 4.5 of WCAG 2.2
(1.4.3) in both: between white and Streamlit's dark page no colour has more than 4.3 in either."""


def test_nothing_scrolls_sideways_on_a_telephone(findings: list[Finding]) -> None:
    """Empty or full, folded or unfolded, every page fits its width, and no chart cuts a label."""
    assert {each.name: each.outside for each in findings if each.outside} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_on_charts_are_legible(
    server: Server, new_page: NewPage, content: Content, scheme: str
) -> None:
    """In either mode every word on a chart stands out from what is behind it."""
    attempt = examples.full(server.store, content)
    page = new_page(color_scheme=scheme)
    faint = {}
    for path in ("/results", "/next-steps"):
        open_at(page, server, path, attempt)
        unfold(page)
        faint |= {
            text: round(ratio, 1) for text, ratio in page.evaluate(CONTRAST) if ratio < LEGIBLE
        }

    assert faint == {}
