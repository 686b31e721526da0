"""How the app is served: the `dsviz` command, its socket, and the static files it sends compressed.

This room knows Streamlit's server, Starlette and uvicorn, and nothing of the pages. It stands beside
`dsviz.ui`: ``app.py`` joins the two.
"""
