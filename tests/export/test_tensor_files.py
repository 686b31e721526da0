"""Tensors as CSV and NPZ read back equal, to the last digit, and the scripts print the same tensor."""

import csv
import io

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from dsviz.conv.trace import Trace, trace
from dsviz.examples import ALL, by_topic
from dsviz.export.scripts import WRITERS, is_separable, script
from dsviz.export.tensor_files import tensors, tensors_csv, tensors_npz
from dsviz.reading.paste import read_tensor


def runs(known):
    stages = getattr(known, "layers", (known,))
    return [Trace(each.layer, "numpy") for each in stages]


def odd_run():
    random = np.random.default_rng(5)
    x, weight, bias = random.normal(size=(2, 5, 4)), random.normal(size=(4, 1, 2, 3)), random.normal(size=4)
    settings = {"stride": (1, 2), "padding": ((1, 0), (2, 1)), "dilation": (2, 1), "groups": 2}
    return [trace(x, weight, bias, padding_mode="reflect", backend="numpy", **settings)]


def read_csv(text):
    found = {}
    for row in csv.DictReader(line for line in text.splitlines() if line[:1] != "#"):
        place = tuple(int(row[axis]) for axis in "ijkl" if row[axis])
        found.setdefault(row["tensor"], {})[place] = float(row["value"])
    shapes = {name: tuple(np.max(list(cells), axis=0) + 1) for name, cells in found.items()}
    return {name: np.array(list(cells.values())).reshape(shapes[name]) for name, cells in found.items()}


@pytest.mark.parametrize("layers", [*map(runs, ALL), odd_run()])
def test_the_csv_reads_back_equal(layers):
    found, expected = read_csv(tensors_csv(layers)), tensors(layers)
    assert list(found) == list(expected)
    for name, values in expected.items():
        np.testing.assert_array_equal(found[name], values)


@pytest.mark.parametrize("layers", [*map(runs, ALL), odd_run()])
def test_the_npz_reads_back_equal_and_torch_makes_the_output_of_it(layers):
    file = np.load(io.BytesIO(tensors_npz(layers)), allow_pickle=False)
    for name, values in tensors(layers).items():
        np.testing.assert_array_equal(file[name], values)
    x, names = torch.tensor(file["x"]), [("w", "b", ""), ("p", "c", "_2")][: len(layers)]
    for weight, bias, end in names:
        (top, bottom), (left, right) = file[f"padding{end}"].tolist()
        mode = str(file[f"padding_mode{end}"]).replace("zeros", "constant")
        x = F.conv2d(
            F.pad(x[None], (left, right, top, bottom), mode=mode),
            torch.tensor(file[weight]),
            torch.tensor(file[bias]) if bias in file else None,
            stride=tuple(file[f"stride{end}"].tolist()),
            dilation=tuple(file[f"dilation{end}"].tolist()),
            groups=int(file[f"groups{end}"]),
        )[0]
    np.testing.assert_allclose(x.numpy(), file["y"], rtol=1e-13, atol=1e-13)


@pytest.mark.parametrize("framework", ["pytorch", "numpy", "keras"])
@pytest.mark.parametrize("known", [*by_topic("separable"), ALL[0]], ids=lambda each: each.id)
def test_a_script_leaves_the_same_tensor(known, framework, monkeypatch, capsys):
    monkeypatch.setenv("KERAS_BACKEND", "torch")
    layers, names = runs(known), {}
    exec(compile(script(framework, layers), framework, "exec"), names)
    np.testing.assert_array_equal(np.asarray(names["y"]), layers[-1].output)
    assert capsys.readouterr().out.strip()


ROWS = np.arange(1600.0).reshape(1, 40, 40)
KERNEL = np.ones((1, 1, 1, 1))
PRINTED = {
    "more rows than are printed": (ROWS, KERNEL),
    "thirds": ((ROWS[:, :3, :3] + 1) / 3, KERNEL),
    "both": (ROWS / 7, KERNEL),
    "whole numbers of unlike sizes": (np.array([[[1.0, 7654321.0]]]), KERNEL),
}


@pytest.mark.parametrize("framework", ["pytorch", "numpy", "keras"])
@pytest.mark.parametrize("name", PRINTED)
def test_a_script_prints_every_number_in_full(name, framework, monkeypatch, capsys):
    monkeypatch.setenv("KERAS_BACKEND", "torch")
    run = trace(*PRINTED[name], backend="numpy")
    with np.printoptions():
        exec(compile(script(framework, [run]), framework, "exec"), {})
    printed = capsys.readouterr().out
    assert "..." not in printed
    np.testing.assert_allclose(read_tensor(printed).typed, run.output, rtol=1e-15, atol=1e-15)


@pytest.mark.parametrize("framework", WRITERS)
def test_a_script_sets_what_is_printed_only_where_it_must(framework):
    for known in ALL:
        assert "set_printoptions" not in script(framework, runs(known))
    lines = script(framework, [trace(ROWS, KERNEL, backend="numpy")]).splitlines()
    if framework == "pytorch":
        assert lines[-1] == "print(y.tolist())"
        return
    assert ("set_printoptions(threshold=" in lines[-2], lines[-1]) == (True, "print(y)")
    assert lines[-2].startswith("np.")
    assert "import numpy as np" in lines


@pytest.mark.parametrize("framework", WRITERS)
def test_every_framework_has_a_script_that_compiles(framework):
    for known in ALL:
        compile(script(framework, runs(known)), framework, "exec")


def test_two_layers_that_are_no_pair_are_refused():
    layers = runs(ALL[0])
    strange = [layers[0], layers[0]]
    assert not is_separable([each.layer for each in strange])
    with pytest.raises(ValueError, match="two layers must be a depthwise one"):
        script("numpy", strange)
