"""Check my work: the other orders of axes of input and kernel, where the answer is right in one of them."""

from __future__ import annotations

import numpy as np
import streamlit as st

from dsviz.check.agree import agrees
from dsviz.check.diagnosis import Diagnosis
from dsviz.conv.trace import Trace
from dsviz.ui.check.answer import Answer
from dsviz.ui.check.own import OWNER, take_layouts
from dsviz.ui.check.own_shapes import Orders
from dsviz.ui.check.work import Work
from dsviz.ui.inputs.boxes import Boxes
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import say

MOST_PRODUCTS = 200_000  # of a layer that is computed to see whether it is meant


def show_reading(orders: Orders) -> str:
    """Say in which orders of axes the whole answer is right, with a button that takes them; return that."""
    x, weight = orders
    words = say("check.readings", x=x, w=weight)
    st.info(words)
    st.button(say("check.readings.take", x=x, w=weight), on_click=take_layouts, kwargs={"x": x, "w": weight})
    return words


def better_reading(work: Work, answer: Answer, found: Diagnosis | None) -> Orders | None:
    """Return the orders of axes of input and kernel in which a wrong answer is right, if there are any.

    Where the call of a layer tells the order no other is looked for, as `dsviz.check` does not.
    """
    if answer.numbers is None or found is None or not found.is_wrong:
        return None
    if work.is_own and Boxes(OWNER).tell_order():
        return None
    typed = [answer.numbers, *(array for _, array in answer.others)]
    printed = {**dict(work.printed), "output": answer.shown}
    shapes = [each.shape for each in typed]
    for orders, example in work.readings().items():
        if example.layer.macs > MOST_PRODUCTS or example.layer.output_shape not in shapes:
            continue
        trace = Trace(example.layer, backend())
        if any(agrees(trace, np.asarray(each), printed=printed) for each in typed):
            return orders
    return None
