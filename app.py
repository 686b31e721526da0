"""The server, and its front door: one moving example, and the way to every lesson.

Streamlit reads this file twice over. The server imports it as a module, once, and serves ``app``; for
every reader who opens the front door it runs it as a script.
"""

import streamlit as st

if __name__ == "__main__":
    from dsviz.ui.lessons.home import show_home

    show_home()
else:
    from dsviz.server import middleware
    from dsviz.ui.shell.warm import warm

    warm()
    app = st.App(__file__, middleware=middleware())
