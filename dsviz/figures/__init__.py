"""Plotly charts: arrays in, a ``go.Figure`` out. They compute no convolutions and know no Streamlit."""
