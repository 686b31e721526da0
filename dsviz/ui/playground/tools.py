"""What comes from outside and is taken away: a picture, a file, the link."""

from __future__ import annotations

import streamlit as st

from dsviz.content.pictures import picture
from dsviz.conv.errors import Refusal
from dsviz.examples import ALL, Example, get
from dsviz.reading.errors import ReadError
from dsviz.reading.picture import ENDINGS, MOST_BYTES, open_picture
from dsviz.reading.whole import read_setting
from dsviz.saved.link import LINK_LIMIT, MOST_FILE_BYTES, State, from_file, to_file
from dsviz.saved.workbench import MOST_SIDE, refusal
from dsviz.ui.inputs.names import EDITS, SAVED
from dsviz.ui.inputs.texts import plain
from dsviz.ui.parts.file_names import file_name
from dsviz.ui.parts.turns import in_turn
from dsviz.ui.playground.bring import bring, show_brought, take_again
from dsviz.ui.playground.layer import beginning, current, kept, put
from dsviz.ui.playground.numbers import show_ways_out
from dsviz.ui.shell.address import query_param
from dsviz.ui.shell.words import language, refused, say

EXAMPLE = "play.example"
FILE, FILE_WRONG = "play.file", "play.file.wrong"
PHOTO, SIZE, CHANNELS = "play.photo", "play.photo.size", "play.photo.channels"
PHOTO_WRONG, PHOTO_SOURCE, PHOTO_NOTES = "play.photo.wrong", "play.photo.source", "play.photo.notes"
MOST = {"most": f"{LINK_LIMIT:,}"}
UPLOADED, BUNDLED = "uploaded", "bundled"


def show_picture() -> None:
    """Render the upload of a picture, the size it is reduced to, and its channels."""
    left, right = st.columns(2)
    with left:
        st.file_uploader(
            say("playground.picture.upload"),
            list(ENDINGS),
            key=PHOTO,
            max_upload_size=MOST_BYTES // 1_000_000,
            on_change=_photograph,
            args=(UPLOADED,),
        )
    with right:
        _show_reduction()
    wrong = st.session_state.get(PHOTO_WRONG)
    if wrong:
        st.warning(say("playground.picture.wrong", reason=plain(wrong)))
    elif st.session_state.get(PHOTO_SOURCE):
        for note in st.session_state.get(PHOTO_NOTES, ()):
            st.caption(note.sentence(language()))
        show_brought("picture")
        why = refusal(current())
        if why is not None:
            show_ways_out(why, beside="picture")
    st.caption(say("playground.picture.help"))


def _show_reduction() -> None:
    st.text_input(
        say("playground.picture.size"), "14, 14", key=SIZE, on_change=_photograph, autocomplete="off"
    )
    st.segmented_control(
        say("playground.picture.channels"),
        (1, 3),
        key=CHANNELS,
        default=1,
        required=True,
        format_func=lambda each: say(f"playground.picture.channels.{each}"),
        on_change=_photograph,
    )
    st.button(say("playground.picture.bundled"), on_click=_photograph, args=(BUNDLED,))


def show_file() -> None:
    """Render what the link holds, the download, the way to open a file, and the ways to start anew."""
    held = kept()
    length = sum(len(query_param(name, "")) for name in (SAVED.name, EDITS.name))
    key = "too_large" if held.too_large else "link" if length else "usual"
    st.markdown(say(f"playground.file.{key}", length=f"{length:,}", **MOST))
    take, bring = st.columns(2)
    with take:
        _show_download()
    with bring:
        _show_upload()


def _show_download() -> None:
    try:
        data = to_file(current())
    except ReadError as error:
        # Many long numbers can be pasted that no file may hold.
        st.warning(say("playground.file.unsaved", reason=plain(refused(error))))
    else:
        st.download_button(
            say("playground.file.download"),
            data,
            file_name("layer.json"),
            "application/json",
            on_click="ignore",
            type="primary",
            icon=":material/download:",
        )
    known = [each.id for each in ALL if isinstance(each, Example)]
    st.selectbox(
        say("playground.file.example"),
        known,
        key=EXAMPLE,
        format_func=lambda each: say(f"example.{each}.title"),
    )
    st.button(say("playground.file.start"), on_click=_start)


def _show_upload() -> None:
    st.file_uploader(
        say("playground.file.upload"),
        ["json"],
        key=FILE,
        max_upload_size=MOST_FILE_BYTES // 1_000_000,
        on_change=_open_file,
    )
    if st.session_state.get(FILE_WRONG):
        st.warning(say("playground.file.wrong", reason=plain(st.session_state[FILE_WRONG])))


def show_too_large() -> None:
    """Say above the stage that the layer is not in the link, where that is so."""
    if kept().too_large:
        st.info(say("playground.file.too_large", **MOST))


def _photograph(source: str = "") -> None:
    """Read the picture in the size and channels asked for; where it cannot be read, keep the reason."""
    # A change of size or channels reads again what was read last.
    is_new = bool(source)
    source = st.session_state[PHOTO_SOURCE] = source or st.session_state.get(PHOTO_SOURCE, "")
    file, state = st.session_state.get(PHOTO), current()
    if not source or (source == UPLOADED and file is None):
        st.session_state.pop(PHOTO_WRONG, None)
        return
    data = picture("scene") if source == BUNDLED or file is None else file.getvalue()
    read = read_setting("stride", st.session_state[SIZE])
    sides = (read, read) if isinstance(read, int) else read
    if sides is None or not all(1 <= side <= MOST_SIDE for side in sides):
        typed = repr(st.session_state[SIZE][:40])
        st.session_state[PHOTO_WRONG] = say("playground.picture.size.wrong", most=MOST_SIDE, typed=typed)
        return
    try:
        with in_turn(is_long=source == UPLOADED):
            x, notes = open_picture(data, sides, grey=st.session_state[CHANNELS] == 1)
    except Refusal as error:
        st.session_state[PHOTO_WRONG] = refused(error)
        return
    st.session_state.pop(PHOTO_WRONG, None)
    st.session_state[PHOTO_NOTES] = notes
    if is_new:
        bring(state.replace(x=x), {"x"})
    else:
        take_again(state.replace(x=x), ())


def _open_file() -> None:
    file = st.session_state[FILE]
    st.session_state.pop(FILE_WRONG, None)
    if file is None:
        return
    try:
        put(from_file(file.getvalue()))
    except Refusal as error:
        st.session_state[FILE_WRONG] = refused(error)


def _start() -> None:
    example = get(st.session_state[EXAMPLE])
    put(State.of(example.layer) if isinstance(example, Example) else beginning())
