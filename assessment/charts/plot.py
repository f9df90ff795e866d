"""An empty figure, to be drawn in."""

import plotly.graph_objects as go


def blank() -> go.Figure:
    """
    Return a figure with nothing in it.

    A figure asks ``sys.modules`` for pandas and uses it even while another thread is still loading
    it, which fails for whoever opens a page in the second after a start. So pandas is loaded whole
    first; here, not with this module, so that pages without a figure need not wait for it.
    """
    import pandas  # noqa: F401, ICN001, PLC0415

    return go.Figure()
