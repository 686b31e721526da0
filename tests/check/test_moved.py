"""Mistakes in printouts of several filters: what stands elsewhere, and one filter's weight misread."""

import pytest
import torch
from torch.nn.functional import conv2d

import dsviz
from tests.thorough import one_in

LAYERS = {"one-channel": (1, 2, 1), "standard": (2, 3, 1), "depthwise": (3, 3, 3), "grouped": (4, 4, 2)}


def _with_sign_lost(weight):
    other = weight.clone()
    other[1, 0, 0, 0] *= -1
    return other


MISTAKES = {
    "maps-exchanged": lambda x, w, b, run: run(x, w, b)[:, [1, 0, *range(2, len(w))]],
    "kernels-exchanged": lambda x, w, b, run: run(x, w[[1, 0, *range(2, len(w))]], b),
    "biases-exchanged": lambda x, w, b, run: run(x, w, b[[1, 0, *range(2, len(w))]]),
    "weight-misread": lambda x, w, b, run: run(x, _with_sign_lost(w), b),
    "lines-exchanged": lambda x, w, b, run: run(x, w, b)[..., [1, 0, *range(2, run(x, w, b).shape[2])], :],
}


@pytest.mark.parametrize("kind", LAYERS)
@pytest.mark.parametrize("name", MISTAKES)
@pytest.mark.parametrize("seed", one_in(3, range(3)))
def test_a_mistake_in_a_printout_of_several_filters_is_named_alone(kind, name, seed):
    channels, filters, groups = LAYERS[kind]
    torch.manual_seed(seed)
    layer = torch.nn.Conv2d(channels, filters, 2, groups=groups, padding=seed % 2)
    x, (w, b) = torch.randn(1, channels, 4, 4), (each.detach() for each in layer.parameters())
    settings = {"padding": seed % 2, "groups": groups}

    def run(x, w, b):
        return conv2d(x, w, b, **settings)

    wrong = MISTAKES[name](x, w, b, run)
    found = dsviz.check(str(wrong), str(x), str(w), str(b), **settings)
    assert [each.id for each in found.findings] == [name]


def test_a_row_padded_by_one_has_no_second_mistake():
    x, w = torch.tensor([[[2.5, -1.25, 3.75]]]), torch.tensor([[[1.5]], [[-0.5]]])
    padded = torch.nn.functional.conv1d(x, w, torch.tensor([0.25, 1.0]), padding=1)[0]
    found = dsviz.check(padded.tolist(), x[0].tolist(), w.tolist(), [0.25, 1.0])
    assert [each.id for each in found.findings] == ["padding-added"]
