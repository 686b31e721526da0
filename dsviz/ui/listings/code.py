"""The documents' code as it runs today, each piece above what it prints."""

from __future__ import annotations

import streamlit as st

from dsviz.content import label
from dsviz.export.listings import listing
from dsviz.ui.inputs.ask import Ask
from dsviz.ui.inputs.names import DOCUMENT
from dsviz.ui.parts.tables import show_table
from dsviz.ui.shell.words import passage, say

# Document -> the pieces of its code.
PIECES = {
    "001": ("001-example", "001-module"),
    "002": ("002-network",),
    "004": ("004-block", "004-model"),
    "000": ("000-block",),
    "names": (),
}
# Comments of the listings that no document has.
COMMENTS = ("relu", "lesson", "layers")
# What the documents call -> what TensorFlow 2 and Keras 3 have for it; a test looks each of them up.
NAMES = (
    ("tf.Session().run(y)", "y.numpy()"),
    ("tf.layers.separable_conv2d", "keras.layers.SeparableConv2D"),
    ("tf.layers.max_pooling2d", "keras.layers.MaxPooling2D"),
    ("tf.zeros_initializer()", 'keras.initializers.Zeros(), "zeros"'),
    ("slim.conv2d", 'keras.layers.Conv2D(…, activation="relu")'),
    ("tf.variable_scope", "keras.name_scope"),
    ("tf.nn.depthwise_conv2d(…, rate)", "tf.nn.depthwise_conv2d(…, dilations)"),
    ("input.get_shape().as_list()", "input.shape"),
    ("nn.Conv2d, F.softmax", "torch.nn.Conv2d, torch.nn.functional.softmax"),
)


def show_code() -> None:
    """Render the choice of document, and its code above what it prints."""
    with Ask("listings") as ask:
        document = ask.choice(DOCUMENT, tuple(PIECES), is_titled=False)
    if document == "names":
        _show_names()
    for name in PIECES[document]:
        st.markdown(passage(f"listings-{name}"))
        st.code(commented(listing(name)), language="python")
        st.markdown(say("listings.prints"))
        st.code(listing(f"{name}.out"), language=None, wrap_lines=True)
    if document == "004":
        st.markdown(say("listings.summary"))
        st.code(listing("004-summary"), language=None)


def commented(code: str) -> str:
    """Write the comments that are ours, and not a document's, in the language of the page."""
    for key in COMMENTS:
        code = code.replace(
            f"# {label(f'listings.comment.{key}', 'en')}", f"# {say(f'listings.comment.{key}')}"
        )
    return code


def _show_names() -> None:
    st.markdown(say("listings.names"))
    rows = [{"old": old, "new": new} for old, new in NAMES]
    show_table("names", rows, topic="listings.names")
