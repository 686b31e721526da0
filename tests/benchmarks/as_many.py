"""A Streamlit page with a lesson's elements and nothing of this project: what Streamlit takes for them.

Its eighteen pages, its columns, texts and files are as many as those of Standard convolution; in the place
of the stage stands as much text. It has no chart: Plotly's alone would take longer than all the rest.
"""

import streamlit as st

PAGES = 18
STAGE = "0" * 80_000


def files() -> None:
    with st.container(horizontal=True):
        st.selectbox("Which", range(-1, 9), format_func=str)
        for at in range(10):
            name = f"file-{at}"
            st.download_button(
                name, name.encode, name, "text/plain", key=name, help=name, on_click="ignore", type="tertiary"
            )


def lesson() -> None:
    for _ in range(4):
        st.html("<style>.a { color: inherit }</style>" * 100)
    words, drawing, choice = st.columns(3)
    with words:
        st.title("A lesson")
        st.markdown("What to look at. " * 20)
    with drawing:
        st.markdown("A drawing")
    with choice:
        st.selectbox("Example", ["one", "two", "three"])
    st.html(f"<p hidden>{STAGE}</p>")
    files()
    for at, column in enumerate(st.columns(4) + st.columns(2)):
        with column, st.container():
            if at % 2:
                st.markdown("Words. " * 40)
            else:
                st.code("y = conv2d(x, w)\n" * 10)
    for title in ("Results", "Code"):
        st.subheader(title)
        st.markdown("Words. " * 40)


def page_of(at: int) -> st.Page:
    return st.Page(lesson, title=f"page {at}", url_path=f"page-{at}" if at else "", default=not at)


st.set_page_config(page_title="as many", layout="wide")
st.navigation({"section": [page_of(at) for at in range(PAGES)]}, expanded=True).run()
