"""What people brought from the field, case by case: python -m tests.check.handed prints it as a table.

The right values are those of the people's own programs or of plain sums by hand; none is this program's. The
students' answers are those of `field_answers`, the forms of one matrix those of `forms_of_text`.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from PIL import Image

import dsviz
from dsviz.check.diagnose import diagnose
from dsviz.check.sums.working import check_working
from dsviz.conv.geometry import output_size, same_padding
from dsviz.conv.trace import trace
from dsviz.cost.architectures import mobilenet, nonlocal_block
from dsviz.cost.counting import count
from dsviz.export.derivation import step_formula
from dsviz.figures.run import run_figure
from dsviz.reading.files.opening import read_file
from dsviz.reading.together import read_together, tensors_of
from tests.check.field_answers import ANSWERS, B, Layer, y
from tests.reading.forms_of_text import TWO_BY_THREE

REFUSED = "refused: "


class Case(NamedTuple):
    """A case: its name, what it should give, and what gives it."""

    name: str
    right: Any
    give: Callable[[], Any]

    @property
    def given(self) -> Any:
        """What the program gives: numbers, ids, or the rule that refuses."""
        try:
            return self.give()
        except ValueError as error:
            place = getattr(error, "place", None)
            where = f" at {place.line}, {place.column}" if place else ""
            return f"{REFUSED}{getattr(error, 'rule', error)}{where}"

    def is_ok(self, given: Any) -> bool:
        """Tell whether that is the right value; a set holds all that would be right."""
        if isinstance(self.right, set):
            return given in self.right
        if isinstance(self.right, str) or isinstance(given, str):
            return bool(self.right == given)
        one, other = np.asarray(self.right, dtype=float), np.asarray(given, dtype=float)
        return one.shape == other.shape and bool(np.allclose(one, other, rtol=0, atol=5e-4))


def marked(answer, x, weight, bias=None, **settings):
    """What is said of an answer: right, the ids of what is found, or nothing."""
    found = dsviz.check(answer, x, weight, bias, **settings)
    if found.is_right:
        return "right"
    return ", ".join(one.id for one in (*found.findings, *found.slips)) or "nothing"


def maps(x, weight, bias=None, **settings):
    """The output of tensors given as text."""
    read = dsviz.read(x)
    kernel = dsviz.read(weight, role="kernel", channels=read.array.shape[0])
    given = None if bias is None else dsviz.read(bias, role="bias").array
    found = dsviz.convolve(read.array, kernel.array, given, backend="numpy", **settings)
    return found[0] if len(found) == 1 else found


def array(text, role="input", **how):
    return dsviz.read(text, role, **how).array


def layer(text):
    """The output of the layer whose tensors stand in one text."""
    typed = {role: one.typed for role, one in tensors_of(text).by_role.items() if role != "output"}
    found = read_together(typed, {})
    bias = found["bias"].array if "bias" in found else None
    return dsviz.convolve(found["input"].array, found["kernel"].array, bias, backend="numpy")


def others(text, x_shape, layout):
    """The array of a kernel in a layout that is taken or offered."""
    kernel = dsviz.read(text, role="kernel", channels=x_shape[0])
    offered = {kernel.layout: kernel.array} | {other.layout: other.array for other in kernel.others}
    return offered[layout]


def summed(text, x, weight, bias=None, padding=0, step=0):
    """What is said of one sum: right, or the ids of what is to be corrected."""
    found = check_working(text, trace(x, weight, bias, backend="numpy", padding=padding)[step])
    parts = [found] if not isinstance(found, tuple) else [part.checked for part in found if part.checked]
    ids = [one.id for part in parts for one in part.findings]
    is_right = all(part.is_right for part in parts)
    return "right" if is_right else ", ".join(ids)


def shapes_said(answer, x, weight, bias=None, **settings):
    """The shapes that the verdict names: the answer's, and the layer's."""
    words = dsviz.check(answer, x, weight, bias, **settings).verdict
    return ", ".join(re.findall(r"[0-9]+(?: × [0-9]+){2}", words)[:2])


def can_be(text, numbers):
    """The reading of a text, taken or offered, that has some numbers; else the one taken."""
    read = dsviz.read(text)
    ways = [read.array, *(other.array for other in read.others)]
    return next((way for way in ways if np.array_equal(way, numbers)), read.array)


def student(name):
    """What is said of a student's answer, and whether it helps."""
    _, _, its, typed, helps = next(one for one in ANSWERS if one[0] == name)
    settings = {"stride": its.stride, "padding": its.padding, "groups": its.groups}
    traced = trace(its.x, its.weight, its.bias, backend="numpy", **settings)
    found = diagnose(traced, typed)
    told = [one.id for one in (*found.mistakes, *found.partly, *found.slips)]
    shown = {"S14": found.is_right and found.answer_decimals == 1, "S23": found.given_maps == (0,)}
    is_helpful = bool(shown.get(name) or helps & set(told))
    return f"{'helps' if is_helpful else 'does not help'}{'' if len(told) < 9 else ', long'}"


def statements(name):
    """How many statements a student's answer gets."""
    _, _, its, typed, _ = next(one for one in ANSWERS if one[0] == name)
    settings = {"stride": its.stride, "padding": its.padding, "groups": its.groups}
    found = dsviz.check(typed, its.x, its.weight, its.bias, **settings)
    return len(found.findings) + len(found.slips)


def misread(place, number, of="weight"):
    """What is said of an answer for which one number of B was read as another, everywhere."""
    tensor = np.array(getattr(B, of))
    tensor[place] = number
    return marked(y(B._replace(**{of: tensor})), B.x, B.weight, B.bias)


def jpeg_and_its_pixels(size):
    """How far the numbers of a JPEG are from those of a PNG with the same pixels, at most."""
    down, across = np.indices((128, 128))
    pixels = (127 + 60 * np.sin(down / 5) + 60 * np.cos(across / 3 + down / 9)).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", quality=90)
    own = np.asarray(Image.open(io.BytesIO(file.getvalue())).convert("L"))
    read = dsviz.read_picture(file.getvalue(), size)[0]
    return abs(read - picture("PNG", own, size)).max()


def picture(kind, pixels, size, mode="L", **how):
    file = io.BytesIO()
    Image.fromarray(np.asarray(pixels), mode=None).convert(mode).save(file, kind, **how)
    return dsviz.read_picture(file.getvalue(), size)[0]


def deep_picture():
    file = io.BytesIO()
    Image.fromarray(np.array([[0, 100], [200, 255]], dtype=np.uint16)).save(file, "PNG")
    return dsviz.read_picture(file.getvalue(), 2)[0]


def opened(save, name):
    file = io.BytesIO()
    save(file)
    (found,) = read_file(file.getvalue(), name)
    return found.read()


def of_latex(x, weight):
    """What the last line of a step's formula ends in, and how many lines it has."""
    lines = step_formula(trace(x, weight, backend="numpy")[0]).splitlines()
    return f"{lines[-2].split()[-1]}, {len(lines)}"


def of_title(x, weight):
    """What the title of the figure ends in, and whether it goes over several lines."""
    lines = run_figure(trace(x, weight, backend="numpy")).layout.title.text.split("<br>")
    return f"{lines[-1].split()[-1]}, {len(lines) > 1}"


def first_of_part(filters):
    """The first number of some filters of a kernel with 64, of which filter n holds n."""
    file = io.BytesIO()
    np.save(file, np.broadcast_to(np.arange(64.0)[:, None, None, None], (64, 3, 7, 7)))
    (found,) = read_file(file.getvalue(), "conv1.npy")
    part = found.read(filters=filters, layout="OIHW")
    return part.ravel()[0] if part.shape == (8, 3, 7, 7) else np.nan


X9, K4 = "1 2 3\n4 5 6\n7 8 9", "1 2\n3 4"
ONE_TO_NINE = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
PRINTED_X, PRINTED_W = "[[-0.5581,0.6675],[-0.1974,1.9428]]", "[[0.3303,-0.3739],[0.4075,0.3199]]"
BIAS_X, BIAS_W = [[1, 2, 4], [0, 3, 5], [7, 6, 2]], [[1, 2], [3, -4]]
SQUARE = np.arange(25.0).reshape(5, 5) ** 2 % 23
P2_X = "[[1.0, 2, 3, 4, 5], [4, 5, 6, 7, 8], [7, 8, 9, 10, 11], [11, 12, 13, 14, 15], [16, 17, 18, 19, 20]]"
P2_W = "[[1, 2, 5], [3.0, 4, 2], [7, 8, 9]]"
P2_SCIPY = """[[ 23.  55.  72.  89.  79.]
 [ 75. 152. 193. 234. 194.]
 [153. 283. 324. 365. 291.]
 [241. 431. 472. 513. 401.]
 [287. 440. 473. 506. 364.]]"""
P2_TORCH = """tensor([[[[ 85., 139., 172., 205., 145.],
          [166., 258., 299., 340., 225.],
          [273., 405., 446., 487., 315.],
          [403., 585., 626., 667., 427.],
          [180., 252., 269., 286., 181.]]]])"""
P22_X = """| 60 | 113 | 56 | 139 | 85 |
|---|---|---|---|---|
| 73 | 121 | 54 | 84 | 128 |
| 131 | 99 | 70 | 129 | 127 |
| 80 | 57 | 115 | 69 | 134 |
| 104 | 126 | 123 | 95 | 130 |"""
P22_W = "0 | -1 | 0\n---|---|---\n-1 | 5 | -1\n0 | -1 | 0"
P22_Y = "53 | 39 | x |\n---|---|---|\nx | x | x |\nx | x | x |"
P28_W = "1 1 1\n0 0 0\n−1 −1 −1"
P22 = {"padding": 1, "stride": 2}
P11 = "[-5 5 0 5; 5 5 0 0; 0 5 0 5; 5 5 5 5]", "[-1 -1 -1; 0 0 0; 1 1 1]"
P12_X = "\n".join(",".join(str(5 * row + col + 1) for col in range(5)) + ";" for row in range(5))
P14_K, P14_X = "float K[5] = {-0.014,-0.45,0,0.4,0.01};", "int test[1][4] = {{1,2,3,4}};"
P25_W = "1/16 * [[1,2,1],[2,4,2],[1,2,1]]"
P25_X = "52 55 61\n68 70 73\n62 59 55"
P24_X, P24_W = (
    "48 159 225\n139 73 232\n166 110 0",
    r"\frac{1}{16} \begin{bmatrix}1&2&1\\2&4&2\\1&2&1\end{bmatrix}",
)
P27_X = r"\begin{pmatrix}0&1&2&3\\4&5&6&7\\8&9&10&11\\12&13&14&15\end{pmatrix}"
P27_W = r"\frac{1}{4}\begin{pmatrix}1&1\\1&1\end{pmatrix}"
P31_X, P31_W = "[[[1,2,3,4,5],[6,7,8,9,10]]]", "[[[1,0,-1],[2,1,0]],[[0,1,1],[1,-1,0]]]"
P42_X = "[1.4518,.4856,-.5389],[.3609,-1.0716,-.8421],[-.1299,-.9957,.2819]"
P42_TEXT = (
    "OrderedDict([('weight', tensor([[[[1., 1., 1.], [1., 1., 1.], [1., 1., 1.]]]])), "
    "('bias', tensor([-0.0658]))])"
)
P44_X = "[[1,2,0,3,1],[0,1,2,3,1],[1,2,1,0,0],[5,2,3,1,1],[2,1,0,1,1]]"
P44_W = "[[1,2,1],[0,1,0],[2,1,0]]"
# A window at the lower right corner; two of its inputs are exchanged in the sum.
P45 = "(1*7)+(4*11)+(7*0)+(2*8)+(5*12)+(8*0)+(3*0)+(6*0)+(9*0) = 121"
P45_X, P45_W = np.arange(1.0, 13).reshape(1, 3, 4), [[[[1, 4, 7], [2, 5, 8], [3, 6, 9]]]]
# The sums of the right map leave one kernel for three equal slices: 2.2 times 1 to 9.
P15_IM = "".join(f"[{','.join([str([channel] * 5)] * 5)}]," for channel in (1, 2, 3))
P15_BESIDE = "\n".join(["1 1 1 1 1     2 2 2 2 2     3 3 3 3 3"] * 5)
P15_X = np.ones((3, 5, 5)) * np.array([1, 2, 3])[:, None, None]
P15_W = np.tile(2.2 * np.arange(1.0, 10).reshape(3, 3), (1, 3, 1, 1))
# Three ones lie so that the map is the one that was printed.
P17_X = (
    "tf.constant([[[[2.],[2.],[2.],[2.]],[[2.],[1.],[2.],[1.]],[[2.],[2.],[2.],[2.]],[[1.],[2.],[2.],[2.]]]])"
)
P17_Y = "tf.Tensor([[[[17. 17.]\n [16. 16.]]\n [[16. 16.]\n [16. 16.]]]], shape=(1, 2, 2, 2), dtype=float32)"
# The first row as it was given, the others as its map leaves them.
P21_X, P21_W = [[2, 5, -3, 0], [0, 6, 0, -4], [-1, -3, 0, 2], [0, 0, 0, 3]], [[-2, 0], [4, 6]]
DEPTHWISE = Layer(
    np.stack([SQUARE, SQUARE.T, SQUARE[::-1]]), np.arange(27.0).reshape(3, 1, 3, 3) % 7 - 3, None, groups=3
)
P47_X = "1.1 1.2 1.3\n2.1 2.2 2.3\n3.1 3.2 3.3"
P47_W = ".2810 .2938 .0777\n-.0454 .2108 .3242\n-.1402 -.2465 .1306"
C2_W = "[[[[1,10],[2,20]],[[3,30],[4,40]]]]"
C3_W = "[[[[3,1],[-2,2]],[[-1,-3],[4,5]]]]"
HALVES = np.repeat(np.where(np.arange(100) < 50, 0, 255)[None], 100, 0).astype(np.uint8)
RAMP = np.arange(16, dtype=np.uint8).reshape(4, 4)
SMALL = [[1.0, 2.0], [3.0, 4.0]]
BIG = [[[0, 12], [17, 0]], [[18, 21], [0, 16]]]

CASES = (
    # What was right, and mistakes of a whole layer
    Case("K0 a product to the digits shown", "right", lambda: marked("0.1072", PRINTED_X, PRINTED_W)),
    Case(
        "K1 one too much everywhere", {"constant-added"}, lambda: marked([[-6, 0], [4, 24]], BIAS_X, BIAS_W)
    ),
    Case("K2 a row is one kernel", [[[[1, 0, 1]]]], lambda: array("[[1,0,1]]", "kernel", channels=1)),
    Case("K2 a column is one kernel", [[[[1], [2]]]], lambda: array("[[1],[2]]", "kernel", channels=1)),
    Case("K2 four brackets", [[[[1, 2]]]], lambda: array("[[[[1,2]]]]", "kernel", channels=1)),
    Case("K2 an input of one row", [[[1, 2, 3]]], lambda: array("[[[[1,2,3]]]]")),
    Case(
        "K6 no bias and flipped",
        {"kernel-flipped+bias-forgotten"},
        lambda: marked(y(Layer(SQUARE[None], np.flip(BIAS_W)[None, None])), SQUARE, BIAS_W, [50]),
    ),
    Case(
        "K7 padding where none is",
        {"padding-added"},
        lambda: marked(
            [[4, 11, 18, 9], [18, 37, 47, 21], [36, 67, 77, 33], [14, 23, 26, 9]], ONE_TO_NINE, SMALL
        ),
    ),
    Case(
        "K8 1/9 forgotten",
        {"scale-forgotten|kernel-not-used"},
        lambda: marked(
            np.array([[SQUARE[r : r + 3, c : c + 3].sum() for c in range(3)] for r in range(3)]),
            SQUARE,
            np.full((3, 3), 1 / 9),
        ),
    ),
    Case(
        "K9 reflect for replicate",
        {"border-filled-otherwise"},
        lambda: marked(
            [[33, 36, 39], [42, 45, 48], [51, 54, 57]],
            ONE_TO_NINE,
            np.ones((3, 3)),
            padding=1,
            padding_mode="replicate",
        ),
    ),
    Case(
        "K12 one number is missing",
        {"one-number-off"},
        lambda: marked(
            [[21, 22, 23, 24, 25, 26, 27, 28]], [[20, 21, 22], [23, 24, 25], [26, 27, 28]], [[1]], [1]
        ),
    ),
    Case(
        "K13 the layer's shape is said",
        "1 × 1 × 1, 1 × 3 × 3",
        lambda: shapes_said([[10]], SMALL, np.ones((2, 2)), [5], padding=1),
    ),
    Case(
        "K14 no turning to look better",
        "2 × 2 × 4, 2 × 2 × 2",
        lambda: shapes_said(np.arange(16.0).reshape(2, 2, 4), [SQUARE[:3, :3]] * 2, np.ones((2, 2, 2, 2))),
    ),
    Case("K15 Conv1d's tensors", [[17, 20, 23], [4, 6, 8]], lambda: layer(f"x = {P31_X}\nw = {P31_W}")[:, 0]),
    Case(
        "K15 Keras' kernel over a row",
        [[[[0, 1, 0]]]],
        lambda: array("tf.constant([[[0.]], [[1.]], [[0.]]])  # Conv1D", "kernel", channels=1),
    ),
    Case("K4 9 cells had 44 claims: S34", 1, lambda: statements("S34")),
    Case("K4 what was true with 53 others: S41", 1, lambda: statements("S41")),
    Case("K4 a slip in 9 of 9 cells: S28", 1, lambda: statements("S28")),
    Case(
        "K10 depthwise, filters 1 and 0 exchanged",
        "kernels-exchanged",
        lambda: marked(
            y(DEPTHWISE._replace(weight=DEPTHWISE.weight[[1, 0, 2]])),
            DEPTHWISE.x,
            DEPTHWISE.weight,
            groups=3,
        ),
    ),
    Case(
        "K10 depthwise, their maps exchanged",
        "maps-exchanged",
        lambda: marked(y(DEPTHWISE)[[1, 0, 2]], DEPTHWISE.x, DEPTHWISE.weight, groups=3),
    ),
    Case("K11 one weight's sign", "weight-misread", lambda: misread((0, 0, 1, 0), -2)),
    Case("K11 one weight", "weight-misread", lambda: misread((0, 0, 2, 1), 4)),
    Case("K11 one pixel", "pixel-misread", lambda: misread((0, 2, 2), 7, of="x")),
    # Found in public
    Case("P2 scipy's map", "kernel-flipped", lambda: marked(P2_SCIPY, P2_X, P2_W, padding=1)),
    Case("P2 torch's", "right", lambda: marked(P2_TORCH, P2_X, P2_W, padding=1)),
    Case("P3 right", "right", lambda: marked("14", "[[0,0,0],[1,1,2],[1,3,0]]", "[[4,1,1],[0,3,3],[2,1,2]]")),
    Case(
        "P3 asked",
        "kernel-flipped|kernel-turned, sign-lost",
        lambda: marked("10", "[[0,0,0],[1,1,2],[1,3,0]]", "[[4,1,1],[0,3,3],[2,1,2]]"),
    ),
    Case(
        "P9 a column, as scipy has it",
        "kernel-flipped",
        lambda: marked("2 5\n8 11\n14 17\n20 23", "[[0,1],[2,3],[4,5],[6,7],[8,9]]", "[[1],[2]]"),
    ),
    Case(
        "P10 SAME of TensorFlow",
        8,
        lambda: dsviz.convolve(
            array("np.ones((1,2,2,1))"),
            array("np.arange(9).reshape(3,3,1,1)", "kernel", channels=1),
            padding="same",
            stride=2,
            backend="numpy",
        ).item(),
    ),
    Case(
        "P10 padding 1",
        24,
        lambda: dsviz.convolve(
            array("np.ones((1,2,2,1))"),
            array("np.arange(9).reshape(3,3,1,1)", "kernel", channels=1),
            padding=1,
            stride=2,
            backend="numpy",
        ).item(),
    ),
    Case("P11 right", [[5, 0], [5, 10]], lambda: maps(*P11)),
    Case("P11 conv2", "kernel-flipped|kernel-mirrored", lambda: marked("-5 0\n-5 -10", *P11)),
    Case(
        "P12 opposite sign",
        "kernel-flipped|kernel-mirrored|absolute-taken",
        lambda: marked("2 2 2\n2 2 2\n2 2 2", P12_X, "[0,0,0;1,0,-1;0,0,0]"),
    ),
    Case("P14 right", [[0.83, 0.79, 0.686, -1.378]], lambda: maps(P14_X, P14_K, padding=(0, 2))),
    Case(
        "P14 conv2", "kernel-flipped", lambda: marked("-.942 -1.006 -.99 1.22", P14_X, P14_K, padding=(0, 2))
    ),
    Case(
        "P15 two statements",
        P15_X,
        lambda: array(f"im = np.asarray([{P15_IM}])\nim = np.reshape(im,[1,3,5,5])"),
    ),
    Case("P15 channels side by side", P15_X, lambda: can_be(P15_BESIDE, P15_X)),
    Case(
        "P15 its map",
        [[369.6, 514.8, 316.8], [435.6, 594, 356.4], [211.2, 277.2, 158.4]],
        lambda: dsviz.convolve(P15_X, P15_W, stride=2, padding=1, backend="numpy")[0],
    ),
    Case("P17 Keras' printed map", "right", lambda: marked(P17_Y, P17_X, "np.ones([3,3,1,2])")),
    Case(
        "P18 a kernel of TensorFlow.js",
        [[[[1]]], [[[0.5]]], [[[1]]]],
        lambda: array("tf.tensor4d([1, 0.5, 1], [1, 1, 1, 3])", "kernel", channels=1),
    ),
    Case(
        "P21 stride 2, padding 1",
        "right",
        lambda: marked("12 2 0\n-6 -24 16\n0 0 -6", P21_X, P21_W, stride=2, padding=1),
    ),
    Case("P22 right", [[114, -26, 158], [403, -47, 244], [314, 279, 421]], lambda: maps(P22_X, P22_W, **P22)),
    Case(
        "P22 53 of the window below, 39 of no window", "nothing", lambda: marked(P22_Y, P22_X, P22_W, **P22)
    ),
    Case("P24 right", "right", lambda: marked("125.6875", P24_X, P24_W)),
    Case("P24 rounded", "rounding", lambda: marked("126", P24_X, P24_W)),
    Case("P25 a factor before a list", 63.75, lambda: maps(P25_X, P25_W).item()),
    Case("P25 behind it", 63.75, lambda: maps(P25_X, "[[1,2,1],[2,4,2],[1,2,1]] / 16").item()),
    Case("P25 a decimal comma", "right", lambda: marked("63,75", P25_X, P25_W)),
    Case("P25 the factor forgotten", "scale-forgotten", lambda: marked("1020", P25_X, P25_W)),
    Case(
        "P26 NDArray of five axes",
        f"{REFUSED}axes",
        lambda: array("[[[[[1. 2. 3.]]]], [[[[4. 5. 6.]]]]]\n<NDArray 2x1x1x1x3 @cpu(0)>"),
    ),
    Case(
        "P27 fractions of matrices",
        [[2.5, 3.5, 4.5], [6.5, 7.5, 8.5], [10.5, 11.5, 12.5]],
        lambda: maps(P27_X, P27_W),
    ),
    Case("P28 a typographer's minus", "right", lambda: marked("−6 3", "1 2 3 4\n5 6 7 8\n9 1 2 3", P28_W)),
    Case(
        "P29 transposed by hand",
        "full-convolution|transposed-computed",
        lambda: marked(
            [[1, 0, 2, 0], [3, 5, 2, 4], [1, 7, 9, 0], [-1, -2, 3, 6]],
            "[[1,0,2],[2,3,0],[-1,0,3]]",
            "[[1,0],[1,2]]",
        ),
    ),
    Case("P30 over a row", "right", lambda: marked("[5,5,1,2]", "x=[2,1,2,3,1,0]", "w=[1,-1,2]")),
    Case("P30 boxed", "right", lambda: marked(r"\boxed{[5,5,1,2]}", "[2,1,2,3,1,0]", "[1,-1,2]")),
    Case(
        "P34 a script's declaration",
        [[[[0.147626, 1]]]],
        lambda: array("var weight0=[[[[0.147626, 1]]]];", "kernel", channels=1),
    ),
    Case(
        "P35 Keras' Conv1D with its bias",
        [[[0, 1, 0]]],
        lambda: dsviz.read("[array([[[0.]], [[1.]], [[0.]]]), array([0.])]", "kernel", channels=1).array[0],
    ),
    Case(
        "P36 a printout with ...", f"{REFUSED}elided at 1, 18", lambda: array("tensor([[1., 2., ..., 3.]])")
    ),
    Case("P37 padding -1", f"{REFUSED}padding-negative", lambda: marked("1", X9, K4, padding=-1)),
    Case(
        "P38 OpenCV's border",
        "right",
        lambda: marked(
            "6 6 10 14 18 22 26 30",
            "2 4 6 8 10 12 14 16",
            "[[1,1]]",
            padding=(0, 0, 1, 0),
            padding_mode="reflect",
        ),
    ),
    Case(
        "P39 symm at padding 1",
        f"{REFUSED}padding-mode-symmetric",
        lambda: maps(X9, K4, padding=1, padding_mode="symm"),
    ),
    Case("P40 right", 70, lambda: maps("[[1,2],[3,4]]", "[[5,6],[7,8]]").item()),
    Case(
        "P40 not added up",
        "elementwise-product",
        lambda: marked("[[5,12],[21,32]]", "[[1,2],[3,4]]", "[[5,6],[7,8]]"),
    ),
    Case("P42 a state_dict, to the digits shown", "right", lambda: marked("-1.0637", P42_X, P42_TEXT)),
    Case(
        "P43 a named parameter",
        [[[[1, 2], [3, 4]]]],
        lambda: array(
            "('weight', Parameter containing:\ntensor([[[[1., 2.],\n   [3., 4.]]]], requires_grad=True))",
            "kernel",
        ),
    ),
    Case("P44", [[10, 12, 12], [18, 16, 16], [13, 9, 3]], lambda: maps(P44_X, P44_W)),
    Case("P47 printouts", "right", lambda: marked("1.0841", P47_X, P47_W)),
    # Single sums
    Case(
        "P45 two inputs exchanged",
        "input-wrong, input-wrong, total-right-terms-wrong",
        lambda: summed(P45, P45_X, P45_W, padding=1, step=11),
    ),
    Case(
        "a sum that goes on behind =",
        "right",
        lambda: summed("14+16=30+7=37", [[[1, 3]], [[5, 1]]], [[[[2, 4]], [[2, 6]]]], [7]),
    ),
    Case("sum (...)/16", "right", lambda: summed("(1*2 + 3*4)/16 = 0.875", [[[1, 3]]], [[[[0.125, 0.25]]]])),
    Case(
        "sum of fractions",
        "right",
        lambda: summed(r"\frac{2}{16} + \frac{3}{4} = 0.875", [[[1, 3]]], [[[[0.125, 0.25]]]]),
    ),
    Case(
        "sum in boxed",
        "right",
        lambda: summed(r"1 \cdot 2 + 3 \cdot 4 = \boxed{14}", [[[1, 3]]], [[[[2, 4]]]]),
    ),
    Case(
        "sum with rounded products",
        "right",
        lambda: summed("0.180 + 0.364 = 0.544", [[[0.601, 0.7]]], [[[[0.3, 0.52]]]]),
    ),
    Case(
        "two sums, one a line",
        "right",
        lambda: summed("1*2+3*4=14\n5*6+7=37", [[[1, 3]], [[5, 0]]], [[[[2, 4]], [[6, 9]]]], [7]),
    ),
    Case(
        "labelled sums on one line",
        "right",
        lambda: summed(
            "第一通道：1×2+3×4=14，第二通道：5×6=30", [[[1, 3]], [[5, 0]]], [[[[2, 4]], [[6, 9]]]]
        ),
    ),
    # Other frameworks' layouts
    Case(
        "C2 TFLite's kernel",
        10,
        lambda: dsviz.convolve(
            [np.ones((2, 2)), np.zeros((2, 2))], others(C2_W, (2, 2, 2), "OHWI"), backend="numpy"
        ).item(),
    ),
    Case(
        "C3 TFLite's depthwise kernel",
        [[[[3, -2], [-1, 4]]], [[[1, 2], [-3, 5]]]],
        lambda: others(C3_W, (2, 2, 2), "IHWO"),
    ),
    Case(
        "C6 ONNX, 4 filters of 3x3x2",
        (4, 3, 3, 2),
        lambda: np.array(
            read_together(
                {
                    role: one.typed
                    for role, one in tensors_of(
                        f"w = {np.ones((4, 3, 3, 2)).tolist()}\nb = [1, 2, 3, 4]"
                    ).by_role.items()
                },
                {},
            )["kernel"].array.shape
        ),
    ),
    Case("C7 a 1x3 kernel of PyTorch", [[[[1, 2, 1]]]], lambda: array("[[[[1,2,1]]]]", "kernel", channels=1)),
    # Tables
    Case("C12 Excel's #N/A", f"{REFUSED}cell-error at 2, 1", lambda: array("1,2\n#N/A,3\n5,6")),
    Case("C13 at the end of rows", f"{REFUSED}cell-error at 1, 5", lambda: array("1,2,#N/A\n3,4,#N/A")),
    Case("T-C #DIV/0!", f"{REFUSED}cell-error at 1, 3", lambda: array("1\t#DIV/0!\n2\t3")),
    Case(
        "decimal commas with ;",
        [[[1.1, 2.2], [3.3, 4.1]]],
        lambda: can_be("1,1;2,2\n3,3;4,1", [[[1.1, 2.2], [3.3, 4.1]]]),
    ),
    Case(
        "decimal commas in a column",
        [[[[0.25], [0.5], [0.25]]]],
        lambda: array("0,25\n0,5\n0,25", "kernel", channels=1),
    ),
    Case(
        "thousands with blanks", f"{REFUSED}cell-thousands at 1, 3", lambda: array("1 000 2 000\n3 000 4 000")
    ),
    # Factors and words of NumPy
    Case(
        "C31 (1/8)*np.array",
        [[[[-0.125, 0, 0.125]]]],
        lambda: array("(1/8)*np.array([[-1.0,0.0,1.0]])", "kernel", channels=1),
    ),
    Case(
        "C31 np.ones((3,3))/9",
        [[np.full((3, 3), 1 / 9)]],
        lambda: array("np.ones((3,3))/9", "kernel", channels=1),
    ),
    # What happened to a map
    Case(
        "C20 after a ReLU",
        {"relu-applied"},
        lambda: marked(
            np.maximum(y(Layer(SQUARE[None] - 8, np.array([[SMALL]]))) - 30, 0),
            SQUARE - 8,
            SMALL,
            [-30],
        ),
    ),
    Case(
        "C20 wrapped to 8 bits",
        {"wrapped-to-bytes"},
        lambda: marked(y(Layer(SQUARE[None] - 8, np.array([[SMALL]]))) % 256, SQUARE - 8, SMALL),
    ),
    # Files and pictures
    Case("T-D .npy", SMALL, lambda: opened(lambda file: np.save(file, np.array(SMALL)), "x.npy")),
    Case(
        "T-D float16, big-endian, Fortran",
        SMALL,
        lambda: opened(lambda file: np.save(file, np.asfortranarray(np.array(SMALL, dtype=">f2"))), "x.npy"),
    ),
    Case("C10 a JPEG's halves", [[0, 0, 255, 255]] * 4, lambda: picture("JPEG", HALVES, 4, quality=95)),
    Case("C10 a PNG's", [[0, 0, 255, 255]] * 4, lambda: picture("PNG", HALVES, 4)),
    *(
        Case(f"T-B a JPEG and its own pixels, {size}", True, lambda size=size: jpeg_and_its_pixels(size) <= 1)
        for size in (14, 28, 32, 62)
    ),
    Case("C25 .jfif is JPEG", [[0, 255]] * 2, lambda: picture("JPEG", HALVES, 2, quality=95)),
    Case("C26 16 bits", [[0, 100], [200, 255]], deep_picture),
    Case("T-J BMP", RAMP, lambda: picture("BMP", RAMP, 4)),
    Case("T-J TIFF", RAMP, lambda: picture("TIFF", RAMP, 4)),
    Case("T-J GIF", RAMP, lambda: picture("GIF", RAMP, 4)),
    Case("T-I filters 8 to 15 of 64", 8.0, lambda: first_of_part((8, 16))),
    # Exports of numbers with three decimals
    Case(
        "C15 LaTeX ends in the result", "0.75891, 5", lambda: of_latex([[[-1.234] * 5]], [[[[-0.123] * 5]]])
    ),
    Case(
        "C16 a figure's title ends in it",
        "0.910692, True",
        lambda: of_title([[[-1.234] * 3] * 2], [[[[-0.123] * 3] * 2]]),
    ),
    # Sizes and networks
    Case("T-F same of 224, 7, stride 2", [2, 3], lambda: list(same_padding(224, 7, 2))),
    Case("T-F its output", 112, lambda: output_size(224, 7, 2, pad_total=5)),
    Case("T-G MobileNet 0.25 at 96, parameters", 470_072, lambda: count(mobilenet(0.25, 96)).parameters),
    Case("T-G 0.35", 765_881, lambda: count(mobilenet(0.35)).parameters),
    Case(
        "C28 symmetric, given as numbers",
        [2, 1, 1, 2, 3, 4, 5, 6, 6, 5],
        lambda: np.pad(array("1 2 3 4 5 6").ravel(), 2, mode="symmetric"),
    ),
    Case("C34 Non-local, multiplications", 4_064_256, lambda: count(nonlocal_block(64, (14, 14))).macs),
    Case("C34 subsampled", 2_220_288, lambda: count(nonlocal_block(64, (14, 14), subsample=True)).macs),
    Case("C35 rank of a blur", 1, lambda: np.linalg.matrix_rank(array("1 2 1\n2 4 2\n1 2 1")[0])),
    *(Case(f"{name} {done}", "helps", lambda name=name: student(name)) for name, done, *_ in ANSWERS),
    *(
        Case(f"K5 {name}", [[[1, 2, 3], [4, 5, 6]]], lambda text=text: array(text))
        for name, text in TWO_BY_THREE.items()
    ),
)


def shown(value):
    return " ".join(str(np.asarray(value).tolist() if not isinstance(value, str | set) else value).split())[
        :44
    ]


def main() -> int:
    """Print every case: what is right, what is given; return how many differ."""
    wrong = 0
    for case in CASES:
        given = case.given
        ok = case.is_ok(given)
        wrong += not ok
        print(f"{case.name[:44]:44}  {shown(case.right):44}  {shown(given):44}  {'ok' if ok else 'WRONG'}")
    print(f"{len(CASES)} cases, {len(CASES) - wrong} ok, {wrong} wrong")
    return wrong


if __name__ == "__main__":
    sys.exit(bool(main()))
