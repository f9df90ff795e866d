"""
Plotly, ready to draw.

A figure asks ``sys.modules`` for pandas and uses it even while another thread is still loading it,
which fails for whoever opens a page in the second after a start; so pandas is loaded whole first.
"""

import pandas  # noqa: F401, ICN001  # for plotly, see above
import plotly.graph_objects as go

__all__ = ["go"]
