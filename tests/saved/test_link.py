"""The whole playground in a link or a file: equal when it comes back, a sentence when it was damaged."""

import json
import tracemalloc
import zlib
from base64 import urlsafe_b64encode

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from dsviz.conv.errors import ConvError
from dsviz.conv.spec import ConvSpec
from dsviz.examples import by_topic
from dsviz.reading.errors import ReadError
from dsviz.saved.link import (
    LINK_LIMIT,
    MOST_FILE_BYTES,
    State,
    from_file,
    state_to_text,
    text_to_state,
    to_file,
)
from tests.reading.clock import fastest
from tests.thorough import examples, one_in

MOST_MEMORY = 48_000_000
MOST_SECONDS = 1.0

NUMBERS = st.one_of(st.integers(-99, 99).map(float), st.floats(-1e15, 1e15, allow_subnormal=False))
PAIRS = st.tuples(st.integers(1, 9), st.integers(1, 9))
PADS = st.tuples(st.integers(0, 9), st.integers(0, 9))
SPECS = st.builds(
    ConvSpec,
    stride=PAIRS,
    padding=st.one_of(st.just("same"), st.tuples(PADS, PADS)),
    dilation=PAIRS,
    groups=st.integers(1, 8),
    padding_mode=st.sampled_from(["zeros", "reflect", "replicate", "circular"]),
)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SETTINGS = st.dictionaries(
    WORDS, st.one_of(WORDS, st.integers(-1000, 1000), st.floats(-9, 9), st.booleans(), st.none()), max_size=5
)


def tensors(rank: int):
    return arrays.arrays(
        np.float64, arrays.array_shapes(min_dims=rank, max_dims=rank, max_side=4), elements=NUMBERS
    )


STATES = st.builds(State, tensors(3), tensors(4), st.one_of(st.none(), tensors(1)), SPECS, SETTINGS)
SMALL = State([[[1, 2], [3, -4]]], [[[[0.5]]]], [1 / 3], ConvSpec(stride=2), {"step": 3, "title": "\u4e00"})


def assert_same(one: State, other: State) -> None:
    assert np.array_equal(one.x, other.x)
    assert np.array_equal(one.weight, other.weight)
    assert (one.bias is None) == (other.bias is None)
    assert one.bias is None or np.array_equal(one.bias, other.bias)
    assert one.spec == other.spec
    assert one.settings == other.settings


def refused(read, given) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read(given)
    return caught.value


@given(STATES)
@examples(150)
def test_a_link_gives_back_an_equal_state(state):
    try:
        text = state_to_text(state)
    except ReadError as error:
        assert error.values["got"] > LINK_LIMIT  # noqa: PT017
        return
    assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    assert_same(text_to_state(text), state)


@given(STATES)
@examples(150)
def test_a_file_gives_back_an_equal_state(state):
    assert_same(from_file(to_file(state)), state)


@pytest.mark.parametrize("example", [e for t in ("standard", "depthwise", "pointwise") for e in by_topic(t)])
def test_every_worked_example_fits_a_link(example):
    state = State.of(example.layer).replace(settings={"example": example.id})
    text = state_to_text(state)
    assert len(text) < 1000
    assert_same(text_to_state(text), state)


def test_a_class_sized_map_of_small_numbers_fits_a_link():
    drawn = np.random.default_rng(3)
    state = State(drawn.integers(-9, 10, (3, 28, 28)), drawn.integers(-2, 3, (8, 3, 3, 3)))
    assert_same(text_to_state(state_to_text(state)), state)


def test_what_is_too_long_for_a_link_goes_into_a_file():
    drawn = np.random.default_rng(4)
    state = State(drawn.integers(0, 256, (3, 62, 62)), drawn.normal(size=(2, 3, 3, 3)))
    error = refused(state_to_text, state)
    assert str(error) == f"a link must have at most 6144 characters; got {error.values['got']}"
    assert_same(from_file(to_file(state)), state)


def test_a_link_from_somebody_s_old_worksheet_still_opens():
    text = "1FmEjIatWSikuy6xSsjLUUapQsoqOjjaMjY3VUSpPzUzPKAELRBsBRWJrAQ"
    assert_same(text_to_state(text), State([[[1]]], [[[[2]]]]))


def test_the_file_is_json_that_a_person_can_read():
    written = to_file(SMALL)
    assert json.loads(written) == {
        "dsviz": 1,
        "x": [[[1, 2], [3, -4]]],
        "weight": [[[[0.5]]]],
        "bias": [1 / 3],
        "spec": {
            "stride": [2, 2],
            "padding": [[0, 0], [0, 0]],
            "dilation": [1, 1],
            "groups": 1,
            "padding_mode": "zeros",
        },
        "settings": {"step": 3, "title": "\u4e00"},
    }
    assert '\n"x": [[[1, 2], [3, -4]]],\n' in written.decode()


def test_a_file_that_a_person_shortened_is_read():
    state = from_file(
        '\ufeff{"dsviz": 1, "x": [[[1]]], "weight": [[[[2]]]], "spec": {"padding": "same"}}'.encode()
    )
    assert (state.spec, state.bias, state.settings) == (ConvSpec(padding="same"), None, {})


def test_what_is_too_long_for_a_file_is_not_written():
    state = State(np.random.default_rng(5).normal(size=(1, 250, 200)), [[[[1]]]])
    assert refused(to_file, state).rule == "file-bytes"


def test_tensors_on_the_way_from_one_layer_to_the_next_need_not_fit():
    state = State(np.ones((3, 2, 2)), np.ones((2, 5, 7, 7)), np.ones(9), ConvSpec(groups=4))
    assert_same(text_to_state(state_to_text(state)), state)


def test_every_single_changed_letter_is_noticed():
    text = state_to_text(SMALL)
    for at in range(len(text) - 1):
        for letter in "A_9":
            if text[at] != letter:
                assert refused(text_to_state, text[:at] + letter + text[at + 1 :]).rule in {
                    "link-whole",
                    "state-version",
                }


def test_every_cut_is_noticed():
    text = state_to_text(SMALL)
    for stop in range(len(text)):
        assert refused(text_to_state, text[:stop]).rule == "link-whole"


@pytest.mark.parametrize(
    "text", ["", " ", "1", "1A", "1AAAAA", "1AAAAAA==", "%31", "1\u0663", "1<script>", "../../etc"]
)
def test_what_is_no_link_is_refused(text):
    assert refused(text_to_state, text).rule == "link-whole"


def test_a_link_of_a_later_version_says_so():
    error = refused(text_to_state, "2" + state_to_text(SMALL)[1:])
    assert str(error) == "a saved state must be of version 1; got '2'"


def test_a_link_above_the_limit_is_refused_unread():
    assert str(refused(text_to_state, "1" * 10_000)) == "a link must have at most 6144 characters; got 10000"


def packed(plain: bytes) -> str:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = deflate.compress(plain) + deflate.flush()
    return "1" + urlsafe_b64encode(zlib.crc32(body).to_bytes(4, "big") + body).decode().rstrip("=")


def test_anything_behind_the_packed_state_is_noticed():
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = deflate.compress(to_file(SMALL)) + deflate.flush() + b"more"
    text = "1" + urlsafe_b64encode(zlib.crc32(body).to_bytes(4, "big") + body).decode().rstrip("=")
    assert refused(text_to_state, text).rule == "link-whole"


def in_both(document: object) -> tuple[ReadError, ReadError]:
    plain = json.dumps(document).encode()
    return refused(text_to_state, packed(plain)), refused(from_file, plain)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"dsviz": 2}, "state-version"),
        ({"dsviz": True}, "state-version"),
        ({"dsviz": [1]}, "state-version"),
        ({"x": None}, "state-form"),
        ({"x": 3}, "state-form"),
        ({"x": [[1, 2]]}, "state-form"),
        ({"x": [[[[1]]]]}, "state-form"),
        ({"x": [[[1, 2], [3]]]}, "state-form"),
        ({"x": [[[]]]}, "state-form"),
        ({"x": []}, "state-form"),
        ({"x": [[[True]]]}, "state-form"),
        ({"x": [[["1"]]]}, "state-form"),
        ({"x": [[[None]]]}, "state-form"),
        ({"x": [[[1e308]]]}, "state-form"),
        ({"x": [[[10**400]]]}, "state-form"),
        ({"x": [[[0] * 50_001]]}, "numbers-count"),
        ({"weight": {"0": 1}}, "state-form"),
        ({"weight": "[[[[1]]]]"}, "state-form"),
        ({"bias": [[1]]}, "state-form"),
        ({"bias": False}, "state-form"),
        ({"spec": None}, "state-form"),
        ({"spec": {"speed": 1}}, "state-form"),
        ({"spec": {"stride": 0}}, "state-spec"),
        ({"spec": {"stride": [1, 2, 3]}}, "state-spec"),
        ({"spec": {"padding": {"a": 1}}}, "state-spec"),
        ({"spec": {"padding": -1}}, "state-spec"),
        ({"spec": {"padding_mode": ["zeros"]}}, "state-spec"),
        ({"spec": {"groups": 1e30}}, "state-spec"),
        ({"settings": [1]}, "state-form"),
        ({"settings": {"a": [1]}}, "state-form"),
        ({"settings": {"a": "x" * 201}}, "state-form"),
        ({"settings": {"a" * 201: 1}}, "state-form"),
        ({"settings": {"a": "\ud800"}}, "state-form"),
        ({"settings": {"a": 10**400}}, "state-form"),
        ({"settings": {str(n): n for n in range(33)}}, "state-form"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_link_and_a_file_that_hold_something_else_are_refused(change, rule):
    for error in in_both({"dsviz": 1, "x": [[[1]]], "weight": [[[[1]]]], **change}):
        assert error.rule == rule
        assert len(str(error)) < 300


@pytest.mark.parametrize("document", [None, 1, "x", [], {}, {"x": [[[1]]]}])
def test_other_json_is_refused(document):
    assert {error.rule for error in in_both(document)} == {"state-form"}


def test_a_refused_setting_says_the_engine_s_sentence():
    _, error = in_both({"dsviz": 1, "x": [[[1]]], "weight": [[[[1]]]], "spec": {"stride": 0}})
    assert str(error) == (
        "the settings of a saved layer must be legal: stride must be from 1 to 1000000; got 0"
    )


@pytest.mark.parametrize(
    ("data", "place", "got"),
    [
        (b"", (1, 1), "expecting value"),
        (b'{"dsviz": 1,\n "x": [1,]}', (2, 10), "expecting value"),
        (b'{"dsviz": 1', (1, 12), "expecting ',' delimiter"),
        (b"\xff\xfe", None, "bytes that are not UTF-8"),
        (b"[" * 100_000, None, "a number or a nesting without end"),
        (b'{"a":' * 100_000, None, "a number or a nesting without end"),
        (b"1" * 10_000, None, "a number or a nesting without end"),
    ],
)
def test_a_file_that_is_no_json_is_refused_with_its_place(data, place, got):
    error = refused(from_file, data)
    assert (error.rule, error.place, str(error.values["got"])) == ("file-json", place, got)


@pytest.mark.parametrize("word", [b"NaN", b"Infinity", b"-Infinity"])
def test_endless_numbers_are_refused(word):
    assert refused(from_file, b'{"dsviz": 1, "x": [[[' + word + b"]]]}").rule == "number-finite"


def test_a_state_that_could_not_be_read_again_is_not_written():
    for state in (
        State([[[1e300]]], [[[[1]]]]),
        State([[1]], [[[[1]]]]),
        State([[[1]]], [[[[1]]]], settings={"a": "x" * 999}),
    ):
        for write in (state_to_text, to_file):
            assert refused(write, state).rule == "state-form"
    with pytest.raises(ConvError):
        State([[[float("nan")]]], [[[[1]]]])


def hostile() -> dict[str, bytes]:
    room = MOST_FILE_BYTES
    return {
        "zeros": bytes(room),
        "spaces": b" " * room,
        "brackets": b"[" * room,
        "empty lists": b"[" + b"[]," * (room // 3 - 2) + b"[]]",
        "empty objects": b"[" + b"{}," * (room // 3 - 2) + b"{}]",
        "many keys": b"{" + b",".join(b'"%d":1' % n for n in range(150_000)) + b"}",
        "one long and many short texts": b'{"dsviz":1,"x":[[["'
        + b"a" * (room // 2)
        + b'"'
        + b',""' * 40_000
        + b"]]]}",
        "a long row": b'{"dsviz":1,"x":[[[' + b"1," * (room // 2 - 20) + b"1]]]}",
        "many rows": b'{"dsviz":1,"x":[' + b"[[1]]," * (room // 6 - 20) + b"[[1]]]}",
        "above the bound": b"1" * (room + 1),
        "100 MB": bytes(100_000_000),
    }


@pytest.mark.parametrize("name", hostile())
def test_hostile_files_take_a_bounded_time(name):
    data = hostile()[name]
    assert fastest(lambda: refused(from_file, data), enough=MOST_SECONDS) < MOST_SECONDS


@pytest.mark.parametrize("name", one_in(3, hostile()))
def test_hostile_files_take_a_bounded_memory(name):
    data = hostile()[name]
    tracemalloc.start()
    try:
        refused(from_file, data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < MOST_MEMORY


def test_a_bomb_in_a_link_is_not_unpacked():
    text = packed(b" " * 3_000_000)
    assert len(text) < LINK_LIMIT
    tracemalloc.start()
    try:
        assert refused(text_to_state, text).rule == "link-whole"
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 2 * MOST_FILE_BYTES + 1_000_000


@given(st.one_of(st.text(max_size=80), st.text("ABCabc019-_", max_size=80).map(lambda rest: "1" + rest)))
@examples(300)
def test_any_text_is_no_link(text):
    refused(text_to_state, text)


@given(st.binary(max_size=200))
@examples(300)
def test_any_bytes_are_no_file(data):
    refused(from_file, data)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=12,
)
KEYS = st.sampled_from(["dsviz", "x", "weight", "bias", "spec", "settings"])
SPEC_KEYS = st.sampled_from(["stride", "padding", "dilation", "groups", "padding_mode"])


@given(st.dictionaries(KEYS, JSON), st.dictionaries(SPEC_KEYS, JSON))
@examples(500)
def test_any_json_in_the_right_places_is_read_or_refused(changes, spec):
    document = {"dsviz": 1, "x": [[[1]]], "weight": [[[[1]]]], "spec": spec, **changes}
    plain = json.dumps(document).encode()
    for read, written in ((from_file, plain), (text_to_state, packed(plain))):
        try:
            state = read(written)
        except ReadError:
            continue
        assert np.isfinite(state.x).all()
