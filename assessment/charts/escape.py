"""Text in a chart: Plotly reads tags and entities in labels, so those are made literal."""

from html import escape


def plain(text: str) -> str:
    """``text`` as a chart label that reads exactly as typed."""
    return escape(text, quote=False)
