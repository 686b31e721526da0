"""Plotly charts and drawings in SVG: arrays or sizes in, a ``go.Figure`` or text out.

They compute no convolutions and know no Streamlit.
"""
