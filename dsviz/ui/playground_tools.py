"""More ways to numbers: drawn from a seed, a known kernel, a picture, a file; ways out of a misfit."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dsviz.check.errors import ReadError
from dsviz.check.link import LINK_LIMIT, MOST_FILE_BYTES, State, from_file, to_file
from dsviz.check.picture import MOST_BYTES, read_picture
from dsviz.check.workbench import MOST_CHANNELS, MOST_SIDE, check_layer, drawn
from dsviz.content.pictures import picture
from dsviz.conv.errors import ConvError
from dsviz.conv.spec import ConvSpec
from dsviz.examples import ALL, Example, get
from dsviz.examples.kernels import KERNELS, for_all_channels, for_each_channel, get_kernel
from dsviz.export.pytorch_code import nested_list
from dsviz.ui.fields import quoted, read_whole
from dsviz.ui.playground import LINK, beginning, current, kept, put, state_of
from dsviz.ui.words import say

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
KERNEL, WAY, EXAMPLE = "play.kernel", "play.kernel.way", "play.example"
FILE, FILE_WRONG = "play.file", "play.file.wrong"
PHOTO, SIZE, CHANNELS = "play.photo", "play.photo.size", "play.photo.channels"
PHOTO_WRONG, PHOTO_SOURCE = "play.photo.wrong", "play.photo.source"
UPLOADED, BUNDLED = "uploaded", "bundled"


def show_draw() -> None:
    """Put the fields of a drawing, and the button that draws."""
    with st.form("play.draw", border=False):
        for names in (tuple(DRAWN)[:6], tuple(DRAWN)[6:]):
            for place, name in zip(st.columns(6 if len(names) == 6 else 4), names, strict=True):
                place.text_input(
                    say(f"playground.draw.{name}"),
                    str(DRAWN[name][0]),
                    key=f"play.draw.{name}",
                    autocomplete="off",
                )
        st.caption(say("playground.draw.help"))
        st.form_submit_button(say("playground.draw.take"), on_click=_draw, type="primary")
    _, wrong = _drawing()
    if wrong:
        st.warning("\n\n".join(wrong))


def show_kernels() -> None:
    """Put the known kernels, each with what it does and who prints it."""
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
        st.caption(say("playground.kernel.source", source=kernel.source))


def show_picture() -> None:
    """Put the upload of a picture, the size it is reduced to, and its channels."""
    left, right = st.columns(2)
    with left:
        st.file_uploader(
            say("playground.picture.upload"),
            ["png", "jpg", "jpeg", "webp"],
            key=PHOTO,
            max_upload_size=MOST_BYTES // 1_000_000,
            on_change=_photograph,
            args=(UPLOADED,),
        )
    with right:
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
    wrong = st.session_state.get(PHOTO_WRONG)
    if wrong:
        st.warning(say("playground.picture.wrong", reason=wrong))
    st.caption(say("playground.picture.help"))


def show_file() -> None:
    """Put what the link holds, the file to download and the way to open one, and the ways to start anew."""
    held = kept()
    text = st.query_params.get(LINK, "")
    st.markdown(
        say("playground.file.too_large", most=LINK_LIMIT)
        if held.too_large
        else say("playground.file.link", length=f"{len(text):,}", most=f"{LINK_LIMIT:,}")
    )
    take, bring = st.columns(2)
    with take:
        st.download_button(
            say("playground.file.download"),
            to_file(current()),
            "layer.json",
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
    with bring:
        st.file_uploader(
            say("playground.file.upload"),
            ["json"],
            key=FILE,
            max_upload_size=MOST_FILE_BYTES // 1_000_000,
            on_change=_open_file,
        )
        if st.session_state.get(FILE_WRONG):
            st.warning(say("playground.file.wrong", reason=st.session_state[FILE_WRONG]))


def show_too_large() -> None:
    """Say above the stage that the layer is not in the link, where that is so."""
    if kept().too_large:
        st.info(say("playground.file.too_large", most=f"{LINK_LIMIT:,}"))


def show_ways_out(state: State, why: ConvError | ReadError) -> None:
    """Say why the layer cannot be shown, and put the ways to one that can."""
    st.warning(f"{say('playground.illegal', rule=why)} {say('playground.misfit')}")
    ways: dict[str, Callable[[State], State]] = {}
    if why.rule in ("weight-in-channels", "groups-divide-in-channels", "groups-divide-out-channels"):
        ways = {"draw": _drawn_kernel, "each": _slice_on_each}
    elif why.rule == "bias-length":
        ways = {"bias": lambda one: State(one.x, one.weight, None, one.spec)}
    elif why.rule == "kernel-reach-fits":
        ways = {"same": lambda one: State(one.x, one.weight, one.bias, _spec(one, padding="same"))}
    for place, (name, way) in zip(st.columns(3), ways.items(), strict=False):
        place.button(
            say(f"playground.way.{name}"), on_click=lambda way=way: put(way(current())), key=f"way-{name}"
        )


def _drawn_kernel(state: State) -> State:
    filters, _, *kernel = state.weight.shape
    shape = (filters, len(state.x), kernel[0], kernel[1])
    channels, height, width = state.x.shape
    weight = drawn((channels, height, width), shape, ConvSpec(), seed=SEED).weight
    return State(state.x, weight, _bias_for(state, filters), _spec(state, groups=1))


def _slice_on_each(state: State) -> State:
    channels = len(state.x)
    weight = for_each_channel(state.weight[0, 0], channels)
    return State(state.x, weight, _bias_for(state, channels), _spec(state, groups=channels))


def _bias_for(state: State, filters: int) -> object:
    return state.bias if state.bias is not None and len(state.bias) == filters else None


def _spec(state: State, **changed: object) -> ConvSpec:
    return ConvSpec(**{**state.spec.keywords, **changed})


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
        state = drawn(x_shape, weight_shape, spec, bias=current().bias is not None, **interval)
        check_layer(state)
    except (ConvError, ReadError) as error:
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
    put(State(state.x, weight, None, _spec(state, groups=groups)))


def _photograph(source: str = "") -> None:
    """Read the picture in the size and channels asked for; where it cannot be read, keep the reason."""
    # A change of size or channels reads again what was read last.
    source = st.session_state[PHOTO_SOURCE] = source or st.session_state.get(PHOTO_SOURCE, "")
    file, state = st.session_state.get(PHOTO), current()
    if not source or (source == UPLOADED and file is None):
        st.session_state.pop(PHOTO_WRONG, None)
        return
    data = picture("scene") if source == BUNDLED or file is None else file.getvalue()
    parts = [
        read_whole(part) for part in st.session_state[SIZE].replace("×", ",").replace("x", ",").split(",")
    ]
    sides = parts * 2 if len(parts) == 1 else parts
    if len(sides) != 2 or not all(side is not None and 1 <= side <= MOST_SIDE for side in sides):
        typed = quoted(st.session_state[SIZE])
        st.session_state[PHOTO_WRONG] = say("playground.picture.size.wrong", most=MOST_SIDE, typed=typed)
        return
    try:
        x = read_picture(data, side=(sides[0], sides[1]), channels=st.session_state[CHANNELS])  # type: ignore[arg-type]
    except ReadError as error:
        st.session_state[PHOTO_WRONG] = str(error)
        return
    st.session_state.pop(PHOTO_WRONG, None)
    put(State(x, state.weight, state.bias, state.spec))


def _open_file() -> None:
    file = st.session_state[FILE]
    st.session_state.pop(FILE_WRONG, None)
    if file is None:
        return
    try:
        put(from_file(file.getvalue()))
    except (ReadError, ConvError) as error:
        st.session_state[FILE_WRONG] = str(error)


def _start() -> None:
    example = get(st.session_state[EXAMPLE])
    put(state_of(example) if isinstance(example, Example) else beginning())
