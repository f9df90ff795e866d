"""The only rooms that know Streamlit: layout, no arithmetic, no queries."""
