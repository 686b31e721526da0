"""What the calls of a snippet do that an ordinary layer does not, and their settings to choose from."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from dsviz.reading.padded import Padded, not_padded
from dsviz.reading.transposed_calls import Transposed
from dsviz.reading.turning_calls import turn_by_hand
from dsviz.ui.inputs.handover import OWN
from dsviz.ui.inputs.names import (
    DILATION,
    EXAMPLE,
    OUTPUT_PADDING,
    PAD,
    STRIDE,
    TRANSPOSED_BIAS,
    TRANSPOSED_INPUT,
    TRANSPOSED_KERNEL,
)
from dsviz.ui.inputs.said import Said
from dsviz.ui.inputs.texts import is_in_link, plain
from dsviz.ui.shell.page import link, page_of
from dsviz.ui.shell.words import language, say
from dsviz.wording.said_settings import settings_in_words

_TENSORS = (TRANSPOSED_INPUT, TRANSPOSED_KERNEL, TRANSPOSED_BIAS)
_SETTINGS = {"stride": STRIDE, "padding": PAD, "output_padding": OUTPUT_PADDING, "dilation": DILATION}


def show_heard(said: Said, take: Callable[[Mapping[str, str]], None], *, is_transposed: bool = False) -> None:
    """Say what the calls of a snippet do that the layer here does not.

    Parameters
    ----------
    said : Said
    take : callable
        Takes the settings of one call, where the snippet has several.
    is_transposed : bool
        The layer here is a transposed one.
    """
    heard = said.heard
    if heard.transposed is not None and not is_transposed:
        st.warning(say("taken.snippet.transposed", call=plain(heard.transposed.name)))
        link(page_of("transposed"), say("page.transposed.title"), _query(said, heard.transposed))
    if heard.border is not None:
        call, got = plain(heard.border.call), plain(heard.border.got)
        st.warning(say(f"taken.snippet.border.{heard.border.untaken}", call=call, got=got))
    if heard.padded is not None:
        _show_padded(heard.padded, heard.settings, take)
    if heard.turns is not None and "kernel" in said.names:
        call, instead = heard.turns
        turn = turn_by_hand(call)
        st.warning(say("taken.snippet.turns", call=plain(call), turn=plain(turn), instead=plain(instead)))
    if heard.calls:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(say("taken.calls", count=len(heard.calls)), width="content")
            for at, settings in enumerate(heard.calls):
                st.button(_say_call(settings), key=f"call-{at}", on_click=take, args=(settings,))


def _show_padded(
    padded: Padded, settings: Mapping[str, str], take: Callable[[Mapping[str, str]], None]
) -> None:
    """Say whether the padding of an input that is called padded was taken as done; offer the other way."""
    name, padding = plain(padded.name), plain(padded.padding)
    said, offered, other = ("", "again", {**settings, "padding": padded.padding})
    if not padded.is_done:
        said, offered, other = (".doubt", "none", not_padded(settings))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(say(f"taken.snippet.padded{said}", name=name, padding=padding), width="content")
        words = say(f"taken.snippet.padded.{offered}", padding=padding)
        st.button(words, key="padded", on_click=take, args=(other,))


def _query(said: Said, transposed: Transposed) -> dict[str, str]:
    """Write PyTorch's tensors and settings as the page of the transposed convolution reads them."""
    texts = dict(zip(_TENSORS, said.texts, strict=True))
    if not (transposed.is_pytorch and {"input", "kernel"} <= said.names.keys()) or not all(
        map(is_in_link, said.texts)
    ):
        return {}
    settings = {_SETTINGS[name].name: text for name, text in transposed.settings.items()}
    return {EXAMPLE.name: OWN, **{name.name: text for name, text in texts.items() if text}, **settings}


def _say_call(settings: Mapping[str, str]) -> str:
    """Say the settings of a call: stride and padding always, what else it names."""
    said = {"stride": "1", "padding": "0"} | dict(settings)
    return settings_in_words(said, language())
