"""The only rooms that know Streamlit: this one and the pages."""
