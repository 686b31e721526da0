"""Numbers made here: drawn from a seed, a known kernel, what makes a misfit fit."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dsviz.content import joined
from dsviz.conv.errors import Refusal
from dsviz.conv.spec import ConvSpec
from dsviz.examples.kernels import KERNELS, for_all_channels, for_each_channel, get_kernel
from dsviz.export.pytorch_code import nested_list
from dsviz.reading.whole import read_whole
from dsviz.saved.link import State
from dsviz.saved.workbench import MOST_CHANNELS, MOST_SIDE, check_layer, random_layer
from dsviz.ui.inputs.fields import quoted
from dsviz.ui.playground.bring import awaited, bring
from dsviz.ui.playground.layer import current, put
from dsviz.ui.shell.words import language, say
from dsviz.wording.numbers import number

SEED = 1
MOST_SEED = 999_999
LARGEST = 999
# name -> (the number to begin with, the least, the most)
DRAWN: dict[str, tuple[int, int, int]] = {
    "channels": (2, 1, MOST_CHANNELS),
    "height": (5, 1, MOST_SIDE),
    "width": (6, 1, MOST_SIDE),
    "filters": (2, 1, MOST_CHANNELS),
    "kernel_height": (3, 1, MOST_SIDE),
    "kernel_width": (2, 1, MOST_SIDE),
    "multiplier": (0, 0, MOST_CHANNELS),
    "least": (-3, -LARGEST, LARGEST),
    "most": (5, -LARGEST, LARGEST),
    "seed": (SEED, 0, MOST_SEED),
}
EACH, ALL_CHANNELS = "each", "all"
PLAIN = ("weight-in-channels", "bias-length", "kernel-reach-fits")
KERNEL, WAY = "play.kernel", "play.kernel.way"


def show_draw() -> None:
    """Render the fields of a drawing, and the button that draws."""
    with st.form("play.draw", border=False):
        with st.container(horizontal=True, gap="small"):
            for name, (usual, _, _) in DRAWN.items():
                words = say(f"playground.draw.{name}")
                st.text_input(words, number(usual), key=f"play.draw.{name}", autocomplete="off", width=130)
        st.caption(say("playground.draw.help"))
        st.form_submit_button(say("playground.draw.take"), on_click=_draw, type="primary")
    _, wrong = _drawing()
    if wrong:
        st.warning("\n\n".join(wrong))


def show_kernels() -> None:
    """Render the known kernels, each with what it does and who prints it."""
    choice, words = st.columns([2, 3])
    with choice:
        name = st.selectbox(
            say("playground.kernel.choose"),
            [kernel.id for kernel in KERNELS],
            key=KERNEL,
            format_func=lambda each: say(f"kernel.{each}"),
        )
        st.segmented_control(
            say("playground.kernel.way"),
            (EACH, ALL_CHANNELS),
            key=WAY,
            default=EACH,
            required=True,
            format_func=lambda each: say(f"playground.kernel.way.{each}"),
        )
        st.button(say("playground.kernel.take"), on_click=_lay, type="primary")
    with words:
        kernel = get_kernel(name)
        st.markdown(say(f"kernel.{name}.does"))
        st.code(nested_list(kernel.values), language=None)
        st.caption(say("playground.kernel.source", source=say(f"kernel.{kernel.id}.source")))


def show_ways_out(why: Refusal, beside: str = "") -> None:
    """Say why the layer cannot be shown, and put the ways to one that can.

    Parameters
    ----------
    why : Refusal
    beside : str
        The tab where it came about; "" above the stage, where the rule is quoted too.
    """
    plainly, missing = _plainly(why), awaited(why)
    if missing:
        # What has merely not come yet is no fault.
        st.caption(say(f"playground.awaits.{missing}"))
    else:
        lines = [plainly] if beside and plainly else [plainly, say("playground.illegal", rule=why)]
        lines.append(say("playground.misfit.here" if beside else "playground.misfit"))
        st.warning(joined(filter(None, lines), language(), "sentence"))
    ways: dict[str, Callable[[State], State]] = {}
    if why.rule in ("weight-in-channels", "groups-divide-in-channels", "groups-divide-out-channels"):
        ways = {"draw": _drawn_kernel, "each": _slice_on_each}
    elif why.rule == "bias-length":
        ways = {"bias": lambda one: one.replace(bias=None)}
    elif why.rule == "kernel-reach-fits":
        ways = {"same": lambda one: one.replace(padding="same")}
    unbiased = "each" in ways and _loses_bias(current())
    with st.container(horizontal=True):
        for name, way in ways.items():
            words = "each.unbiased" if name == "each" and unbiased else name
            st.button(say(f"playground.way.{words}"), on_click=_go, args=(way,), key=f"way-{beside}-{name}")


def _plainly(why: Refusal) -> str:
    """Say in plain words what does not fit; "" where the rule itself is plain."""
    if why.rule not in PLAIN:
        return ""
    values = dict(why.values)
    if why.rule == "weight-in-channels":
        values["reads"] = values["slices"] * values["groups"]
    return say(f"playground.misfit.{why.rule}", **values)


def _go(way: Callable[[State], State]) -> None:
    put(way(current()))


def _drawn_kernel(state: State) -> State:
    filters, _, *kernel = state.weight.shape
    shape = (filters, len(state.x), kernel[0], kernel[1])
    channels, height, width = state.x.shape
    weight = random_layer((channels, height, width), shape, ConvSpec(), seed=SEED).weight
    return state.replace(weight=weight, bias=_bias_for(state, filters), groups=1)


def _slice_on_each(state: State) -> State:
    channels = len(state.x)
    weight = for_each_channel(state.weight[0, 0], channels)
    return state.replace(weight=weight, bias=_bias_for(state, channels), groups=channels)


def _loses_bias(state: State) -> bool:
    """Whether the bias does not fit a filter on each channel."""
    return state.bias is not None and _bias_for(state, len(state.x)) is None


def _bias_for(state: State, filters: int) -> object:
    return state.bias if state.bias is not None and len(state.bias) == filters else None


def _drawing() -> tuple[State | None, list[str]]:
    """Make the layer that the fields ask for, and the sentences for what in them cannot be used."""
    numbers: dict[str, int] = {}
    wrong: list[str] = []
    for name, (usual, least, most) in DRAWN.items():
        typed = st.session_state.get(f"play.draw.{name}", str(usual))
        number = read_whole(typed)
        if number is None or not least <= number <= most:
            values = {"name": say(f"playground.draw.{name}"), "least": least, "most": most}
            wrong.append(say("playground.draw.wrong", typed=quoted(typed), **values))
        else:
            numbers[name] = number
    if wrong:
        return None, wrong
    spec, multiplier, channels = current().spec, numbers["multiplier"], numbers["channels"]
    groups = channels if multiplier else 1
    filters = channels * multiplier if multiplier else numbers["filters"]
    x_shape = (channels, numbers["height"], numbers["width"])
    weight_shape = (filters, channels // groups, numbers["kernel_height"], numbers["kernel_width"])
    interval = {name: numbers[name] for name in ("seed", "least", "most")}
    try:
        spec = ConvSpec(**{**spec.keywords, "groups": groups})
        state = random_layer(x_shape, weight_shape, spec, bias=current().bias is not None, **interval)
        check_layer(state)
    except Refusal as error:
        return None, [say("playground.illegal", rule=error)]
    return state, []


def _draw() -> None:
    state, _ = _drawing()
    if state is not None:
        put(state)


def _lay() -> None:
    # Read here and not passed along: what was passed is what stood there one run ago.
    state, values = current(), get_kernel(st.session_state[KERNEL]).values
    channels = len(state.x)
    if st.session_state[WAY] == EACH:
        weight, groups = for_each_channel(values, channels), channels
    else:
        weight, groups = for_all_channels(values, channels), 1
    bring(state.replace(weight=weight, bias=None, groups=groups), {"w"})
