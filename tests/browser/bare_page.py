"""Streamlit as it comes: what it is faulted for here is not ours to mend."""

import plotly.graph_objects as go
import streamlit as st


def draw() -> None:
    """One of each kind of element that our pages use."""
    st.title("A page", anchor=False)
    st.header("A header", anchor=False)
    st.write("Some text.")
    st.caption("Some more.")
    st.radio("A choice", ["This", "That"])
    st.checkbox("A box")
    st.text_input("A line")
    st.number_input("A number", value=None)
    st.selectbox("One of many", ["This", "That"])
    st.multiselect("Some of many", ["This", "That"])
    st.text_area("Some lines")
    st.date_input("A day", value=None)
    st.file_uploader("A file")
    st.button("Press", type="primary")
    st.download_button("Take", "this")
    st.link_button("Follow", "https://example.org/")
    st.badge("A badge")
    st.progress(0.5, "Half")
    st.metric("A figure", "1", "more", delta_color="off")
    st.info("Know this.")
    st.success("Done.")
    st.warning("Mind this.")
    with st.popover("More"):
        st.write("Here.")
    with st.expander("A table"):
        st.table([{"A": "1", "B": "2"}], hide_index=True)
    chart = go.Figure().add_scatterpolar(r=[1, 2, 3], theta=["a", "b", "c"])
    st.plotly_chart(chart, alt="A chart", config={"displayModeBar": False})


def other() -> None:
    """There must be two for a page list."""
    st.title("Another page", anchor=False)


st.navigation([st.Page(draw, title="One"), st.Page(other, title="Two")], position="top").run()
