"""Tensors in dictionaries within each other: Flax's and Haiku's params, JSON of typed arrays."""

import json

import numpy as np
import pytest

import dsviz
from dsviz.reading.errors import ReadError
from dsviz.reading.several import read_tensors
from tests.thorough import one_in

HWIO = np.arange(1.0, 17).reshape(2, 2, 2, 2)
OIHW = HWIO.transpose(3, 2, 0, 1)
BIAS = [0.5, -1.0]
X = np.arange(18.0).reshape(1, 3, 3, 2) % 5  # NHWC


def convolved():
    """Work a layer out by plain loops, in TensorFlow's order."""
    y = np.zeros((1, 2, 2, 2))
    for i in range(2):
        for j in range(2):
            for n in range(2):
                y[0, i, j, n] = (X[0, i : i + 2, j : j + 2] * HWIO[..., n]).sum() + BIAS[n]
    return y


def shown(array):
    return f"Array({json.dumps(np.asarray(array).tolist())}, dtype=float32)"


ONE = f"{{'kernel': {shown(HWIO)}, 'bias': {shown(BIAS)}}}"
BARE = f"kernel: {shown(HWIO)},\n            bias: {shown(BIAS)},\n"
FLAX = [
    f"{{'params': {{'Conv_0': {ONE}}}}}",
    f"params = {{'params': {{'Conv_0': {ONE}}}}}",
    f"{{'Conv_0': {ONE}}}",
    ONE,
    ONE.replace("Array(", "DeviceArray("),
    f"FrozenDict({{'params': {{'Conv_0': {ONE}}}}})",
    f"FrozenDict({{\n    params: {{\n        Conv_0: {{\n            {BARE}        }},\n    }},\n}})",
    f"import jax.numpy as jnp\nvariables = FrozenDict({{'params': {{'Conv_0': {ONE}}}}})",
    f"{{'params': FrozenDict({{'Conv_0': {ONE}}})}}",
    f"{{'params': {{'Conv_0': {ONE.replace('Array(', 'jnp.array(').replace('float32', 'jnp.float32')}}}}}",
    f"{{'conv2_d': {{'w': {shown(HWIO)}, 'b': {shown(BIAS)}}}}}",
    f"{{'my_net/~/conv2_d_1': {{'w': {shown(HWIO)}, 'b': {shown(BIAS)}}}}}",
]


@pytest.mark.parametrize("text", FLAX)
def test_a_kernel_of_flax_has_its_channels_behind(text):
    kernel, bias = read_tensors(text)
    assert (kernel.role, bias.role) == ("kernel", "bias")
    reading = dsviz.read(text, role="kernel", channels=2)
    assert (reading.layout, reading.array.tolist()) == ("HWIO", OIHW.tolist())
    assert dsviz.read(text, role="bias").array.tolist() == BIAS


@pytest.mark.parametrize("text", one_in(3, FLAX))
def test_a_layer_of_flax_is_checked(text):
    whole = f"{text}\nx = {shown(X)}\ny = {shown(convolved())}\n"
    assert dsviz.check(whole, whole, whole, whole).is_right
    wrong = f"{text}\nx = {shown(X)}\ny = {shown(convolved() + 1)}\n"
    assert not dsviz.check(wrong, wrong, wrong, wrong).is_right


def test_a_kernel_of_lax_keeps_pytorchs_order():
    text = f"{{'kernel': {shown(HWIO)}}}\ny = jax.lax.conv(x, kernel, (1, 1), 'VALID')"
    assert dsviz.read(text, role="kernel", channels=2).layout == "OIHW"


def test_a_normalisation_of_flax_is_left_out_and_two_layers_are_refused():
    norm = f"'BatchNorm_0': {{'scale': {shown([1, 2])}, 'bias': {shown([3, 4])}}}"
    text = f"{{'params': {{'Conv_0': {ONE}, {norm}}}}}"
    assert dsviz.read(text, role="bias").array.tolist() == BIAS
    assert "BatchNorm_0.bias" in str(dsviz.read(text, role="kernel").notes[0])
    with pytest.raises(ReadError, match=r"Conv_0\.kernel \(kernel\), Conv_1\.kernel \(kernel\)"):
        dsviz.read(f"{{'params': {{'Conv_0': {ONE}, 'Conv_1': {ONE}}}}}", role="kernel")


def test_settings_and_words_beside_the_tensors_are_none():
    text = f"{{'conv': {{'stride': 2, 'padding': 'SAME', 'bias': 0.5, 'weight': {OIHW.tolist()}}}}}"
    assert [(one.name, one.role) for one in read_tensors(text)] == [
        ("conv.bias", "bias"),
        ("conv.weight", "kernel"),
    ]
    text = f"{{'params': {{'Conv_0': {ONE}}}, 'step': 3, 'name': 'net', 'rng': None}}"
    assert [one.name for one in read_tensors(text)] == ["Conv_0.kernel", "Conv_0.bias"]


def typed_array(array):
    return {str(at): number for at, number in enumerate(np.asarray(array).ravel().tolist())}


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize(
    "keys", [("data", "shape"), ("values", "shape"), ("data", "dims"), ("cpuData", "dims")]
)
@pytest.mark.parametrize("order", [1, -1])
def test_a_typed_array_in_json_is_a_list(indent, keys, order):
    data, shape = keys
    items = [("dtype", "float32"), (data, typed_array(X)), (shape, list(X.shape)), ("size", X.size)][::order]
    text = json.dumps(dict(items), indent=indent)
    assert dsviz.read(text).typed.tolist() == X.tolist()
    assert dsviz.read(f"const x = {text};").typed.tolist() == X.tolist()


def test_the_tensors_of_a_layer_in_one_object():
    whole = {
        name: {"shape": list(np.shape(array)), "data": typed_array(array)}
        for name, array in {"input": X, "kernel": HWIO, "bias": BIAS, "output": convolved()}.items()
    }
    text = json.dumps(whole)
    found = read_tensors(text)
    assert [one.role for one in found] == ["input", "kernel", "bias", "output"]
    for one, array in zip(found, (X, HWIO, BIAS, convolved()), strict=True):
        assert one.array.tolist() == np.asarray(array).tolist()
    text = f"// tfjs\n{text}"
    assert dsviz.check(text, text, text, text).is_right


def test_a_bare_object_of_indices_is_a_list():
    assert dsviz.read('{"0":1,"1":-2.5e-3,"2":3}').typed.tolist() == [1, -0.0025, 3]
    assert dsviz.read('x = {"0": 1, "1": 2}').typed.tolist() == [1, 2]


@pytest.mark.parametrize(
    "text",
    [
        '{"a":{"0":1,"1":2},"b":{"0":3,"1":4}}',  # the columns of a table
        '{"0":{"0":1,"1":2},"1":{"0":3,"1":4}}',
        '{"data":{"0":1,"2":2},"shape":[2]}',
        '{"data":{"1":1,"0":2},"shape":[2]}',
        '{"data":{"0":1,"1":null},"shape":[2]}',
        '{"data":{"0":1,"1":2}',
    ],
)
def test_other_objects_are_refused(text):
    with pytest.raises(ReadError):
        read_tensors(text)
    with pytest.raises(ReadError):
        dsviz.read(text)


def test_a_wrong_number_in_such_an_object_is_told_at_its_place():
    with pytest.raises(ReadError, match="got 3"):
        dsviz.read('{"data":{"0":1,"1":2,"2":3},"shape":[2,2]}')
    with pytest.raises(ReadError) as refused:
        dsviz.read('{"data":{"0":1,"1":1e308},"shape":[2]}')
    assert (refused.value.rule, refused.value.place.column) == ("number-size", 20)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("FrozenDict({params: {Conv_0: {bias: Array([1., 2.]), kernel: Array([...])}}})", "elided"),
        ("{'params': {'Conv_0': {'kernel': jnp.load('k.npy'), 'bias': [1.0, 2.0]}}}", "word-known"),
        ("params = {'Conv_0': {'bias': [1.0], 'kernel': open('k')}}", "word-known"),
        # What jnp.shape gives of each is no weights.
        ("FrozenDict({params: {Conv_0: {bias: (1,), kernel: (2, 2, 1, 1)}}})", "word-known"),
        ("{'ConvTranspose_0': {'kernel': [[[[1.0]]]], 'bias': [0.0]}}", "file-transposed"),
    ],
)
def test_no_other_entry_is_taken_for_a_kernel_that_is_not_to_be_read(text, rule):
    with pytest.raises(ReadError) as refused:
        read_tensors(text)
    assert refused.value.rule == rule
    with pytest.raises(ReadError):
        dsviz.read(text, role="kernel")


@pytest.mark.parametrize("count", [11, 25, 105])
def test_indices_that_are_sorted_as_words_are_put_in_order(count):
    numbers = [at * 3 - 7 for at in range(count)]
    entries = json.dumps({str(at): numbers[at] for at in sorted(range(count), key=str)})
    shape = [1, count]
    assert dsviz.read(f'{{"data":{entries},"shape":{shape}}}').typed.tolist() == [numbers]
    assert dsviz.read(f"x = {entries}").typed.tolist() == numbers


ELIDED = """FrozenDict({
    params: {
        Conv_0: {
            kernel: Array([[[[ 0.1, ..., 0.2]]],
                   ...,
                   [[[ 0.3, ..., 0.4]]]], dtype=float32),
            bias: Array([0., 0.], dtype=float32),
        },
    },
})"""


@pytest.mark.parametrize("role", ["kernel", "bias", "input"])
@pytest.mark.parametrize(
    "text",
    [
        ELIDED,
        "x = [[1, 2], [3, 4]]\n" + ELIDED,
        "{'params': {'Conv_0': {'kernel': Array([[[[0.1, ..., 0.2]]]]), 'bias': Array([0.])}}}",
        "OrderedDict([('weight', tensor([[[[1., ..., 2.]]]])), ('bias', tensor([1.]))])",
        "relu([[1, 2, ..., 3]])",
    ],
)
def test_numbers_that_a_printout_leaves_out_are_asked_for(text, role):
    with pytest.raises(ReadError) as refused:
        dsviz.read(text, role=role)
    assert refused.value.rule == "elided"
    assert refused.value.values["got"] == "..."
