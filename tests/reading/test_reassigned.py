"""Of two statements of one tensor the last one rules; one that cannot be read is not passed over."""

import pytest

import dsviz
from dsviz.reading.errors import ReadError
from dsviz.reading.several import read_tensors

X, W, Y = "x = [[1, 2], [3, 4]]\n", "w = [[1, 0], [0, 1]]\n", "y = F.conv2d(x, w)\n"


def numbers(text):
    return {one.name: one.typed.numbers for one in read_tensors(text)}


@pytest.mark.parametrize(
    "text", [X + W + "w = [[5, 6], [7, 8]]", W + X + "w = np.array([[5, 6], [7, 8]])\n" + Y]
)
def test_the_last_statement_rules(text):
    assert numbers(text)["w"] == [5, 6, 7, 8]
    assert [one.name for one in read_tensors(text)].count("w") == 1
    assert dsviz.check([[5 + 12 + 21 + 32]], text, text).is_right
    assert dsviz.read(text, role="kernel").array.ravel().tolist() == [5, 6, 7, 8]


def test_two_statements_of_one_tensor_alone_are_asked_about():
    with pytest.raises(ReadError) as refused:
        dsviz.read("x = [[1, 2]]\nx = [[3, 4]]")
    assert refused.value.rule == "one-of-role"


@pytest.mark.parametrize(
    ("statement", "rule", "got"),
    [
        ("w = np.load('w.npy')", "numbers-in-file", "np.load('w.npy')"),
        ("w = np.array(np.loadtxt('w.txt'))", "numbers-in-file", "np.loadtxt('w.txt')"),
        ("w = w_other", "worked-out", "w = w_other"),
        ("w = model.conv1.weight", "worked-out", "w = model.conv1.weight"),
        ("w = kernels[0]", "worked-out", "w = kernels[0]"),
        ("w = make_kernel(3)", "worked-out", "w = make_kernel(3)"),
        ("w = blurred(w)", "worked-out", "w = blurred(w)"),
        ("for i in range(2):\n    w = blurred(w)", "worked-out", "w = blurred(w)"),
    ],
)
@pytest.mark.parametrize("behind", ["", Y, "print('done')\n"])
def test_a_last_statement_that_cannot_be_read_is_refused(statement, rule, got, behind):
    text = f"{X}{W}{statement}\n{behind}"
    with pytest.raises(ReadError) as refused:
        read_tensors(text)
    assert refused.value.rule == rule
    assert refused.value.values["got"] == got
    with pytest.raises(ReadError) as refused:
        dsviz.check([[5]], text, text)
    assert refused.value.rule == rule


def test_a_bias_is_no_other():
    with pytest.raises(ReadError) as refused:
        dsviz.check([[6]], f"{X}{W}b = [1]\nb = np.load('b.npy')\n", f"{X}{W}b = [1]\nb = np.load('b.npy')\n")
    assert refused.value.values["name"] == "b"


@pytest.mark.parametrize(
    "behind",
    [
        *("x = x.to(device)\n", "w = nn.Parameter(w)\nlayer = foo(w)\n", "x = x.cuda().float()\n"),
        *(
            "def f(x):\n    x = padded(x)\n    return x\n",
            "x = the input\n",
            "z = foo(x)\n",
            "y = conv(x, w)\n",
        ),
        "w = load_kernel('a')\n" + W,
    ],
)
def test_what_leaves_the_numbers_as_they_are_is_passed_over(behind):
    text = X + W + behind
    assert numbers(text)["x"] == [1, 2, 3, 4]
    assert numbers(text)["w"] == [1, 0, 0, 1]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        *(("十", 10), ("负十", -10), ("一百", 100), ("二十五", 25), ("一点五", 1.5), ("二百五十", 250)),
        *(("三", 3), ("十点五", 10.5)),
    ],
)
@pytest.mark.parametrize("said", ["偏置：", "偏置为", "偏置 = ", "偏置值为", "偏置项：", "步幅为1，偏置为"])
def test_a_bias_in_chinese_numerals_is_read(written, number, said):
    text = f"{X}{W}{said}{written}。\n"
    assert {one.role: one.typed.numbers for one in read_tensors(text)}["bias"] == [number]
    assert dsviz.check([[5 + number]], text, text).is_right


def test_biases_in_chinese_numerals_are_read():
    text = f"{X}w = [[[[1]]], [[[2]]]]\n偏置：一，二\n"
    assert {one.role: one.typed.numbers for one in read_tensors(text)}["bias"] == [1, 2]


@pytest.mark.parametrize(
    ("line", "rule", "got"),
    [
        ("偏置：一千", "number-spelled", "一千"),
        ("偏置十", "number-spelled", "十"),
        ("偏置：一万", "number-digits", "一万"),
        ("偏置：半", "number-digits", "半"),
    ],
)
def test_a_bias_that_has_no_room_is_refused(line, rule, got):
    with pytest.raises(ReadError) as refused:
        read_tensors(f"{X}{W}{line}\n")
    assert (refused.value.rule, refused.value.values["got"]) == (rule, got)
    assert refused.value.place.line == 3
