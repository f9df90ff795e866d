"""
Focus and announcement: after Next the heading of the new page has the focus and is read out.

Streamlit replaces the question in place: the focus would stay on Next or fall to the body, and a
screen reader would say nothing. The text of this component is trusted code; what it says comes in
as data and is set as text.
"""

from typing import Final

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

_JS: Final = """
export default function ({ data, parentElement }) {
  document.documentElement.lang = data.lang;
  const known = window.headwayPlace;
  window.headwayPlace = data.place;
  if (known === undefined || known === data.place) return;
  const status = parentElement.querySelector("[role=status]");
  let tries = 40;
  const settle = () => {
    const heading = [...document.querySelectorAll("h1")].find(
      (each) => each.textContent.trim() === data.heading
    );
    if (heading) {
      heading.tabIndex = -1;
      heading.style.outline = "none";
      heading.focus();
      status.textContent = data.heading;
    } else if (tries-- > 0) {
      setTimeout(settle, 25);
    }
  };
  settle();
}
"""

_HTML: Final = (
    '<div role="status" style="position:absolute;width:1px;height:1px;overflow:hidden"></div>'
)


@st.cache_resource(show_spinner=False)
def _component() -> ComponentRenderer:
    return st.components.v2.component("headway_focus", html=_HTML, js=_JS, isolate_styles=False)


def move(place: str, heading: str) -> None:
    """Where the page stands at another place than before, focus and read out its heading."""
    _component()(data={"place": place, "heading": heading, "lang": "en"}, key="focus", height=1)
