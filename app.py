"""The server, and its front door: one moving example, and the way to every lesson.

Streamlit reads this file twice over. The server imports it as a module, once, and serves ``app``; in
every run of a page it is run as a script.
"""

import streamlit as st

if __name__ == "__main__":
    from dsviz.pages import serve

    serve()
else:
    import dsviz.pages
    from dsviz.server import middleware
    from dsviz.server.gathering import gather_events
    from dsviz.ui.shell.warm import warm

    gather_events()
    warm(dsviz.pages)
    app = st.App(__file__, middleware=middleware())
