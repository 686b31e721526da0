"""Whole sentences, word for word: a value in another's place is seen here, and nowhere else."""

import numpy as np
import pytest

from dsviz.check.diagnose import diagnose
from dsviz.check.sums.check import check_sum
from dsviz.check.sums.read import read_sum
from dsviz.check.sums.scope import scopes
from dsviz.content import label
from dsviz.conv.errors import Refusal
from dsviz.conv.layer import Layer
from dsviz.conv.spec import ConvSpec
from dsviz.conv.trace import trace
from dsviz.cost import Convention, Linear, count, depthwise, pointwise, standard
from dsviz.cost.architectures import mobilenet
from dsviz.cost.setting import Setting
from dsviz.cost.simple_layers import Activation, Pool
from dsviz.examples.changes import Change, changed, read_changes
from dsviz.examples.example import Example
from dsviz.exercises.exercise import exercise
from dsviz.export.derivation import markdown
from dsviz.export.scripts import script
from dsviz.figures.run import run_figure
from dsviz.networks.mobilenet import MobileNet
from dsviz.networks.nonlocal_block import NonLocalBlock
from dsviz.reading.cell import read_cell
from dsviz.reading.paste import read_tensor
from dsviz.reading.picture import picture_size
from dsviz.saved.link import from_file, text_to_state
from dsviz.saved.state import State
from dsviz.saved.workbench import check_layer, random_layer
from dsviz.wording.diagnosis import reason, sentence
from dsviz.wording.exercises import facts, task

X = [[[1, 2, 3], [4, 5, 6], [7, 8, 10]], [[2, 0, 1], [1, 3, 5], [4, 2, 2]]]
W = [[[[1, -2], [3, 1]], [[2, 1], [-1, 4]]]]
LAYER = trace(X, W, [3], backend="numpy")
PADDED = trace(X, W, [3], padding=1, backend="numpy")
ONES = np.ones((1, 3, 3))
EXAMPLE = Example("own", "standard", "", Layer.from_tensors(ONES, np.ones((1, 1, 2, 2))), own=True)


def answer(**cells):
    """The right answer with single numbers of it changed: y01=5 is row 0, column 1."""
    typed = LAYER.output.copy()
    for name, value in cells.items():
        typed[0, int(name[1]), int(name[2])] = value
    return typed


@pytest.mark.parametrize(
    ("cells", "slip", "words"),
    [
        (
            {"y00": 8},
            "sign-lost",
            "In y[0,0,0] you have 8, and it is 32. That is what comes out when the sign of one product is "
            "wrong: 4×3 = 12, which is x[0,1,0] times w[0,0,1,0].",
        ),
        (
            {"y00": 20},
            "product-missed",
            "In y[0,0,0] you have 20, and it is 32. That is what comes out when one product is missed: "
            "4×3 = 12, which is x[0,1,0] times w[0,0,1,0].",
        ),
        (
            {"y00": 28},
            "product-doubled",
            "In y[0,0,0] you have 28, and it is 32. That is what comes out when one product is added twice: "
            "2×(−2) = −4, which is x[0,0,1] times w[0,0,0,1].",
        ),
        (
            {"y00": 20},
            "neighbour-read",
            "In y[0,0,0] you have 20, and it is 32. That is what comes out when w[0,1,1,1] = 4 is "
            "multiplied by the number above x[1,1,1]: 0, where it meets 3.",
        ),
        (
            {"y00": 29},
            "bias-forgotten",
            "In y[0,0,0] you have 29, and it is 32. That is what comes out when the bias 3 is left out of "
            "this one cell.",
        ),
        (
            {"y00": 17},
            "channel-sum-missed",
            "In y[0,0,0] you have 17, and it is 32. That is what comes out when the sum of channel 1, 15, "
            "is left out.",
        ),
        (
            {"y00": 2},
            "channel-sign-lost",
            "In y[0,0,0] you have 2, and it is 32. That is what comes out when the sum of channel 1, 15, is "
            "added with the wrong sign.",
        ),
        (
            {"y00": 35},
            "window-shifted",
            "In y[0,0,0] you have 35, and it is 32. That is what comes out when the whole window lies one "
            "cell below its place.",
        ),
    ],
)
def test_a_slip(cells, slip, words):
    slips = [each for each in diagnose(LAYER, answer(**cells)).slips if each.id == slip]
    found = {sentence(each): reason(each) for each in slips}
    assert words.endswith(f"when {found[words]}.")


def test_a_mistake_in_every_cell_in_some_and_in_the_shape():
    (found,) = diagnose(LAYER, LAYER.output - 3).mistakes
    assert sentence(found) == (
        "The bias was not added. It comes once, after all the channels. Look at y[0,0,0]: you have 29, "
        "and it is 32."
    )
    (found, *_) = diagnose(LAYER, answer(y01=35, y10=32, y11=44)).partly
    assert sentence(found) == (
        "From y[0,0,1] on, and not before it: The bias was not added. It comes once, after "
        "all the channels. Look at y[0,0,1]: you have 35, and it is 38."
    )
    (found, *_) = diagnose(PADDED, LAYER.output).mistakes
    assert sentence(found) == (
        "The padding was left out: the window has to start outside the picture, and the map is larger then. "
        "Your answer has the shape 1 × 2 × 2; the layer's is 1 × 4 × 4."
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("14+15+3 = 31", ["The terms as you wrote them add up to 32, not to 31."]),
        ("14+16+3", ["“16” stands where the sum of channel 1 belongs: it is 15."]),
        (
            "1*1+2*2+4*3+5*1+2*2+0*1+1*(-1)+3*4+3",
            ["“2*2” has a wrong sign: the product there is 2×(−2) = −4."],
        ),
        (
            "1*1 + 2*(-2)",
            [
                "4×3 = 12 is missing: x[0,1,0] times w[0,0,1,0].",
                "5×1 = 5 is missing: x[0,1,1] times w[0,0,1,1].",
            ],
        ),
        ("14 + 15 = 29", ["The bias is missing: 3."]),
        ("1*1+2*(-2)+4*3+5*1+2*2+0*1+1*(-1)+3*4+3+3", ["“3” does not belong to this window."]),
        (
            "32",
            [
                "“32” is the right result. Write the products it is made of, then every one of them can be "
                "checked."
            ],
        ),
    ],
)
def test_a_finding_of_a_sum(text, words):
    assert [sentence(found) for found in check_sum(text, LAYER[0]).findings] == words


REFUSED = [
    (
        lambda: count(standard(3, 8, 3), (4, 6, 6)),
        ("the input must have the layer's in_channels; got shape (4, 6, 6) for 3"),
    ),
    (
        lambda: count(Linear(5, 2), (12,)),
        "the input must have the layer's in_features; got shape (12,) for 5",
    ),
    (lambda: count(Pool(3), (1, 2, 2)), "the pooling window must be <= the input; got 3 > 2"),
    (
        lambda: count(pointwise(1, 1), 2, convention="flops"),
        (
            "the convention must be one of macs, macs on pixels, torch, torchinfo, fvcore, ptflops, "
            "ptflops-aten, thop, keras; got 'flops'"
        ),
    ),
    (lambda: Convention(per_mac=3), "a multiply-accumulate counts as 1 or 2 operations; got 3"),
    (
        lambda: Activation(function="swish"),
        ("the activation must be one of relu, relu6, sigmoid; got 'swish'"),
    ),
    (lambda: mobilenet(0), "the width multiplier must be > 0 and <= 4; got 0"),
    (
        lambda: depthwise(4, 3, groups=2),
        ("a depthwise convolution has a group per channel; got 2 groups for 4"),
    ),
    (
        lambda: depthwise(4, 3, groups=1),
        ("a depthwise convolution has a group per channel; got 1 group for 4"),
    ),
    (
        lambda: Setting(2048, 2048, 512),
        ("one pass of a timed layer must take at most 2,000,000,000 MACs; got 9,895,604,649,984"),
    ),
    (
        lambda: NonLocalBlock(4, subsample=True).check((1, 4, 1, 8)),
        "2x2 pooling needs height and width of at least 2; got 1 x 8",
    ),
    (
        lambda: NonLocalBlock(4, subsample=True).check((1, 4, 7, 7)),
        (
            "the document's reshape to height * width // 4 must equal the places that 2x2 pooling "
            "leaves; got 12 and 9 for 7 x 7"
        ),
    ),
    (
        lambda: NonLocalBlock(4).check((1, 3, 4, 4)),
        ("the input must be (batch, 4, height, width); got shape (1, 3, 4, 4)"),
    ),
    (
        lambda: MobileNet.document_002().check((1, 3, 64, 64)),
        (
            "height and width must be from 17 to 48, so that avg_pool2d(2) leaves one place for the "
            "linear layer; got 64 x 64"
        ),
    ),
    (
        lambda: read_sum("2*3 + 4*"),
        (
            "line 1, column 9: a number or a bracket must stand before and after a multiplication "
            "sign; got the end"
        ),
    ),
    (
        lambda: read_sum("2*3 + * 4"),
        (
            "line 1, column 7: a number or a bracket must stand before and after a multiplication "
            "sign; got another sign"
        ),
    ),
    (
        lambda: read_sum("2*3 + = 4"),
        ("line 1, column 7: a term must stand between two signs; got an equals sign"),
    ),
    (lambda: read_sum("()"), ("line 1, column 2: a term must stand between two signs; got an empty bracket")),
    (
        lambda: read_sum("(2*)"),
        (
            "line 1, column 4: a number or a bracket must stand before and after a multiplication "
            "sign; got a closing bracket"
        ),
    ),
    (
        lambda: read_sum("2 3 4 * "),
        (
            "line 1, column 9: a number or a bracket must stand before and after a multiplication "
            "sign; got the end"
        ),
    ),
    (lambda: read_sum("1/0"), ("line 1, column 1: a fraction must have a divisor other than 0; got 1/0")),
    (lambda: list(scopes(LAYER[0], channel=5)), "the channel must be one the window reads, 0 to 1; got 5"),
    (
        lambda: diagnose(LAYER, [1, 2]),
        ("an answer must have the axes (out_channels, height, width); got shape (2,)"),
    ),
    (lambda: Change("z", (0,), 1.0), "a change must be of x, w or b; got 'z'"),
    (
        lambda: Change("x", (0, 0, 0), 2e9),
        ("a changed number must be at most 1e+09 in size; got 2000000000.0"),
    ),
    (lambda: read_changes("x_0"), ("a change is written tensor_indices_value, such as x_0_1_2_5; got 'x_0'")),
    (lambda: read_changes("x_0_0_0_q"), "a change ends in a number; got 'x_0_0_0_q'"),
    (
        lambda: changed(EXAMPLE, (Change("x", (0, 0, 9), 1.0),)),
        ("a change must lie inside its tensor; got x[0,0,9] where the shape is (1, 3, 3)"),
    ),
    (
        lambda: exercise("standard", 4, 1),
        (
            "an exercise must have a topic of standard, stride, padding, dilation, depthwise, "
            "multiplier, pointwise, separable, grouped, row, transposed, dx, dw, db, size, counts, "
            "receptive, a whole level of 1 to 3 and a whole seed of 0 to 999999999; got 'standard', 4, 1"
        ),
    ),
    (
        lambda: markdown([trace(np.ones((1, 60, 60)), np.ones((1, 1, 3, 3)), backend="numpy")], ""),
        "a derivation must have at most 20000 products; got 30276",
    ),
    (
        lambda: script("numpy", [LAYER, LAYER]),
        ("two layers must be a depthwise one without bias and a plain 1x1 one; got others"),
    ),
    (
        lambda: run_figure(trace(np.ones((1, 16, 16)), [[[[1]]]], backend="numpy")),
        "a figure with frames must have at most 196 windows; got 256",
    ),
    (
        lambda: check_layer(State(np.ones((40, 2, 2)), np.ones((1, 40, 1, 1)))),
        "the input must have at most 32 channels; got 40",
    ),
    (
        lambda: check_layer(State(np.ones((1, 2, 225)), np.ones((1, 1, 1, 1)))),
        "the input must be at most 224 cells high and wide; got 225",
    ),
    (
        lambda: check_layer(State(np.ones((1, 60, 60)), np.ones((1, 1, 3, 3)), spec=ConvSpec(padding=200))),
        "the padded input must have at most 204000 numbers; got 211600",
    ),
    (
        lambda: random_layer((1, 2, 2), (1, 1, 1, 1), ConvSpec(), seed=1, least=3, most=2),
        "the smallest number must be at most the largest; got 3 > 2",
    ),
    (lambda: from_file(b"[1]"), ("the saved state must be an object with the key dsviz; got [1]")),
    (
        lambda: from_file(b'{"dsviz": 1, "x": [1], "weight": [[[[1]]]]}'),
        ("x must be a full list of lists, 3 deep, of numbers up to 1e+15; got [1]"),
    ),
    (
        lambda: from_file(b'{"dsviz": 1, "x": [[[1]]], "weight": [[[[1]]]], "spec": {"stride": 0}}'),
        ("the settings of a saved layer must be legal: stride must be from 1 to 1000000; got 0"),
    ),
    (
        lambda: from_file(b'{"dsviz": 1, "x": [[[1]]], "weight": [[[[1]]]], "spec": {"size": 0}}'),
        (
            "spec must be an object with keys of stride, padding, dilation, groups, padding_mode; got"
            " {'size': 0}"
        ),
    ),
    (
        lambda: from_file(b'{"dsviz": 1, "x": [[[1]]], "weight": [[[[1]]]], "settings": 3}'),
        ("settings must be an object of at most 32 numbers, flags or texts up to 200 characters; got 3"),
    ),
    (
        lambda: from_file(b'{"dsviz"'),
        ("line 1, column 9: a saved file must be JSON; got expecting ':' delimiter"),
    ),
    (lambda: from_file(b"\xff"), "a saved file must be JSON; got bytes that are not UTF-8"),
    (lambda: text_to_state("2AAAA"), "a saved state must be of version 1; got '2'"),
    (
        lambda: read_tensor("[[1, 2], [3]]", role="input"),
        ("line 1, column 10: every row must be as long as the first; got 1 for 2"),
    ),
    (
        lambda: read_tensor("[[[[[7]]]]]", role="input"),
        "input must have 1 to 4 axes; got 5, shape [1, 1, 1, 1, 1]",
    ),
    (
        lambda: read_tensor("[[[[[1]]]]]", role="kernel"),
        ("kernel must have 1 to 4 axes; got 5, shape [1, 1, 1, 1, 1]"),
    ),
    (
        lambda: read_tensor("np.load(3).reshape(2, 2)", role="kernel"),
        (
            "line 1, column 1: only words that print or shape a tensor can be read, such as array, "
            "tensor, constant, reshape; got np.load(. Leave it out, or paste the numbers it stands for, "
            "as print shows them"
        ),
    ),
    (
        lambda: read_tensor("np.array([1, 2, 3]).reshape(2, 2)", role="kernel"),
        ("line 1, column 1: shape [2, 2] must be filled by 4 numbers; got 3"),
    ),
    (
        lambda: read_cell("1,234,5"),
        (
            "a number must have a point before its decimals, such as 1.5, and nothing between its "
            "thousands; got a comma in '1,234,5'"
        ),
    ),
    (
        lambda: picture_size(b""),
        ("a picture must be a PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF or HEIC file; got an empty file"),
    ),
    (
        lambda: picture_size(b"GIF77a.."),
        (
            "a picture must be a PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF or HEIC file; got a file that begins "
            "with the bytes 47 49 46 37 37 61 2e 2e"
        ),
    ),
    (
        lambda: trace(np.ones((1, 2, 2)), np.ones((1, 1, 1, 1)), groups=2),
        ("groups must divide the input channels; got 2 groups for 1 channel"),
    ),
]


@pytest.mark.parametrize(("attempt", "words"), REFUSED)
def test_a_refusal(attempt, words):
    with pytest.raises(Refusal) as refused:
        attempt()
    assert str(refused.value) == words


@pytest.mark.parametrize(
    ("topic", "asked", "given"),
    [
        (
            "stride",
            "Work out every number of y, the layer's output.",
            "input 1×5×5 (channels × height × width), kernel 2×2, stride 3, no padding, without bias",
        ),
        (
            "size",
            "Work out the height and the width of the output.",
            "input 1×9×9 (channels × height × width), kernel 2×2, no padding",
        ),
        (
            "counts",
            (
                "Work out how many parameters the layer has, and how many multiply-accumulates (MACs) it "
                "takes for one picture. Count a MAC on padding like any other, and no MAC for a bias."
            ),
            (
                "input 2×7×7 (channels × height × width), 2 input and 9 output channels, kernel 2×2, no "
                "padding, with bias"
            ),
        ),
        (
            "separable",
            (
                "Work out z, the output of the depthwise convolution, and then y, the output of the 1×1 "
                "convolution with the weights p, which reads z."
            ),
            "input 2×3×3 (channels × height × width), kernel 2×2, no padding, groups 2, without bias",
        ),
    ],
)
def test_an_exercise(topic, asked, given):
    drawn = exercise(topic, 1, 1)
    assert (task(drawn), facts(drawn)) == (asked, given)


def test_one_of_many_is_said_in_the_singular():
    assert label("check.sum.matched", matched=1, terms=9) == "1 of your 9 terms is right."
    assert label("check.sum.matched", matched=4, terms=9) == "4 of your 9 terms are right."
    assert label("check.sum.only.wrong") == "Your one term is not right."
    assert label("check.sum.only.wrong", "zh") == "你只写了 1 项，它不对。"
    assert label("check.sum.only.right", "zh") == "你只写了 1 项，它是对的。"
    assert label("check.right", count=1) == "The one number is right."
    assert label("playground.facts.macs", count="1") == "1 multiplication"
    assert label("playground.facts.macs", count="1,001") == "1,001 multiplications"
    assert label("taken.read", shape="2 × 1", layout="HW", axes="") == "2 × 1 numbers read as **HW** ()."
