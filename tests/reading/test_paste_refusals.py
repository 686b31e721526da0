"""What cannot be read is answered with a rule, a sentence and the place."""

import pickle

import pytest

import dsviz
from dsviz.content import labels
from dsviz.reading.errors import ReadError
from dsviz.reading.paste import read_tensor

REFUSED = [
    # numbers of channels and filters that leave one out, or say one twice
    ("Channel 1:\n1 2\nChannel 3:\n3 4", "channels-numbered", (3, 1)),
    ("Channel 0:\n1 2\nChannel 1:\n1 2\nChannel 3:\n3 4", "channels-numbered", (5, 1)),
    ("Channel 1:\n1 2\nChannel 2:\n3 4\nChannel 2:\n5 6", "channels-numbered", (5, 1)),
    ("第一通道:\n1 2\n第三通道:\n3 4", "channels-numbered", (3, 1)),
    ("Filter 1:\n1 2\nFilter 3:\n3 4", "channels-numbered", (3, 1)),
    ("x[:,:,0] =\n1 2\nx[:,:,2] =\n3 4", "channels-numbered", (3, 1)),
    # nothing there
    ("", "text-empty", None),
    ("  \n\t\n", "text-empty", None),
    ("# only words", "text-empty", None),
    ("x = ", "text-empty", None),
    ("[]", "list-empty", (1, 1)),
    ("[[1], []]", "list-empty", (1, 7)),
    # a bracket too many, which no comma is to blame for
    ("[1,2,3\n4,5,6]\n7,8,9]", "bracket-close", (3, 6)),
    ("[1,2,3]\n4,5]", "bracket-close", (2, 4)),
    # numbers left out, endless, too large, too small, in another script
    ("[[1 ... 3]]", "elided", (1, 5)),
    ("array([[1., 2., ..., 9.]])", "elided", (1, 17)),
    ("[1, \u2026, 9]", "elided", (1, 5)),
    ("1 2 ... 9", "elided", (1, 5)),
    ("[[1, nan]]", "number-finite", (1, 6)),
    ("[[1, -inf]]", "number-finite", (1, 6)),
    ("[[1, Infinity]]", "number-finite", (1, 6)),
    ("1,2\n3,NaN", "number-finite", (2, 3)),
    ("[[1e308]]", "number-size", (1, 3)),
    ("[[1e999]]", "number-size", (1, 3)),
    ("[[-1.1e15]]", "number-size", (1, 3)),
    ("[[1e-400]]", "number-size", (1, 3)),
    ("[[1/1e999]]", "number-size", (1, 3)),
    ("[[1/0]]", "fraction-zero", (1, 3)),
    ("[[1/0.00]]", "fraction-zero", (1, 3)),
    ("[[\u0663]]", "number-digits", (1, 3)),
    ("[[1\u0663]]", "number-digits", (1, 3)),
    ("[[\u00b2]]", "number-digits", (1, 3)),
    ("1 \u096b", "number-digits", (1, 3)),
    # what looks like a number and is none
    ("[1-2]", "number-form", (1, 2)),
    ("[1j]", "number-form", (1, 2)),
    ("[1.2.3]", "number-form", (1, 2)),
    ("[1/2/3]", "number-form", (1, 2)),
    ("[0x10]", "number-form", (1, 2)),
    ("[1_00]", "number-form", (1, 2)),
    ("[1_000_0]", "number-form", (1, 2)),
    ("[1 2; 5:1]", "range-ends", (1, 7)),
    ("1:0:5", "range-ends", (1, 1)),
    ("{0:1, 1:2}", "number-form", (1, 2)),
    ("[1 - 0.11]", "sign-apart", (1, 4)),
    ("[1, 2 + 3]", "sign-apart", (1, 7)),
    ("1 - 0.11\n2 3", "sign-apart", (1, 3)),
    ("- 1 2\n- 3 4", "sign-apart", (2, 1)),
    ("1 \u2212 2", "sign-apart", (1, 3)),
    ("[-]", "number-form", (1, 2)),
    ("[--1]", "number-form", (1, 2)),
    ("[1e]", "number-form", (1, 2)),
    # rows without brackets in a line with a word are no code
    ("x=1 2 3；4 5 6；7 8 9\nw=1 0；0 abc", "one-tensor", (2, 1)),
    # a tensor that only a call tells is not left out
    ("x = magic(3);\nw = [1 2;3 4]", "call-known", (1, 5)),
    ("w = [1 2;3 4];\nA = magic(5);", "call-known", (2, 5)),
    # the letter of a type is none of a power of ten
    ("1.0f+00", "cell-number", (1, 1)),
    ("1.0F+00, 2.0F-01", "cell-number", (1, 1)),
    ("[1.0L+00]", "number-form", (1, 2)),
    ("[" + "1" * 65 + "]", "number-form", (1, 2)),
    ("[1,\n 2,\n 3*4]", "number-form", (3, 2)),
    # commas and gaps
    ("[1,,2]", "number-missing", (1, 4)),
    ("[,1]", "number-missing", (1, 2)),
    ("[1, null]", "number-missing", (1, 5)),
    ("[1, None]", "number-missing", (1, 5)),
    ("np.array([1], dtype=)", "number-missing", (1, 21)),
    ("(1; 2)", "character", (1, 3)),
    ("[1 2; 3]", "row-length", (1, 1)),
    # ranges that are worked on, or go nowhere
    ("[2*1:3]", "number-form", (1, 4)),
    ("[1:3*2]", "number-form", (1, 2)),
    ("{1:3}", "number-form", (1, 2)),
    # a printout of other numbers than the statement makes
    (">>> x = np.arange(4)\n>>> x\narray([1, 2, 3, 4])", "one-tensor", (2, 4)),
    ("[[1, 2]] @ [[1, 2]]", "factor-number", (1, 12)),
    # C fills with zeros what is left out
    ("int a[3][3] = {1,2,3};", "sides-filled", (1, 5)),
    ("int a[3][3] = {{1,2},{4,5}};", "sides-filled", (1, 5)),
    ("int a[3][3] = {{1},{4,5}};", "sides-filled", (1, 5)),
    ("x = [1]\nfloat k[9] = {0};", "sides-filled", (2, 7)),
    ("float a[2][2] = {{1.5f}, {2.f}};", "sides-filled", (1, 7)),
    ("int a[2][2] = {1,2,3,4,5};", "sides-filled", (1, 5)),
    ("int a[][3] = {1,2,3,4};", "sides-filled", (1, 5)),
    ("1\n|\n2\n|\n3\n|\n4\n|\n5\n|\n6", "rows-lost", (1, 1)),
    ("[[1]; 2]", "row-shape", (1, 7)),
    ("[1, 2 3]", "comma-missing", (1, 7)),
    ("[3 -2, 4]", "comma-missing", (1, 8)),
    ("[[1, 2], [3, 4] [5, 6]]", "comma-missing", (1, 17)),
    # brackets
    ("[1", "bracket-open", (1, 1)),
    ("[[1, 2],\n [3, 4]", "bracket-open", (1, 1)),
    ("array([1]", "bracket-open", (1, 1)),
    ("1]", "bracket-close", (1, 2)),
    ("[1)", "bracket-pair", (1, 3)),
    ("[" * 10_000, "bracket-depth", (1, 17)),
    ("[" * 10_000 + "1" + "]" * 10_000, "bracket-depth", (1, 17)),
    ("\n".join(["array("] * 10_000), "bracket-depth", (17, 1)),
    # uneven rows
    ("[[1, 2], [3]]", "row-length", (1, 10)),
    ("[[1, 2],\n [3, 4],\n [5, 6, 7]]", "row-length", (3, 2)),
    ("[[1, 2], 3]", "row-shape", (1, 10)),
    ("[[[1, 2]], [[3], [4]]]", "row-shape", (1, 12)),
    ("1,2\n3", "row-length", (2, 1)),
    ("1\t2\n\n3\t4\t5", "channel-columns", (3, 1)),
    ("1 2\n3 4\n\n5 6\n\n7 8\n9 1", "channel-rows", (6, 1)),
    ("y00 = 1\ny11 = 2", "cells-missing", None),
    ("Columns 1 through 2\n 1 2\nColumn 3\n 3\n 4", "columns-count", (3, 1)),
    ("1 2\n3 4\n\n5 6", "channel-rows", (4, 4)),
    ("1 2 3\n4 5 6\n\n1 0\n0 1", "channel-columns", (4, 1)),
    ("[1, 2, 3] [4, 5]", "row-length", (1, 11)),
    # code that makes one tensor of others
    ("np.stack([[1, 2], [3]])", "parts-join", (1, 1)),
    ("np.concatenate([[[1, 2]], [[3]]])", "parts-join", (1, 1)),
    ("np.stack([[1], [2]], axis=5)", "parts-join", (1, 1)),
    ("array([1, 2]).repeat(2)", "repeat-doubt", (1, 14)),
    ("x = [[1, 2]]\nx = x.repeat(2, 1)", "repeat-doubt", (2, 6)),
    ("reshape([1, 2, 3, 4], [2, 2])", "reshape-doubt", (1, 1)),
    ("np.tile([1, 2], 100000)", "numbers-count", (1, 1)),
    ("np.diag([1, 2], k=5000)", "numbers-count", (1, 1)),
    ("np.linspace(0, 1, 1000000000)", "numbers-count", (1, 1)),
    ("np.tile([1, 2], 1.5)", "axes-known", (1, 1)),
    ("[[1, 2]] -[[3, 4]]", "character", (1, 10)),
    # a statement that is not understood, and would make another tensor
    ("x = [[1, 2], [3, 4]]\nx = np.pad(x, 1)", "call-pad", (2, 5)),
    ("x = [[1, 2], [3, 4]]\nx = x[0]", "worked-out", (2, 6)),
    ("k = np.array([[1, 2], [3, 4]])\nk = k / k.sum()", "call-known", (2, 10)),
    # cells
    ("1,,3", "cell-empty", (1, 3)),
    ("1\t\t3", "cell-empty", (1, 3)),
    ("1,500\t2", "comma-thousand", (1, 1)),
    ("63,75", "comma-doubt", (1, 1)),
    ("0,1\n0,2", "comma-doubt", (1, 1)),
    ("[[0,5, 1,5],[2,5, 3,5]]", "comma-doubt", (1, 3)),
    ("0,5 1,5\n2,5 3,5", "cell-comma", (1, 1)),
    ("1/3 −0,5\n2 3", "cell-comma", (1, 5)),
    ('"1,5","2,5"', "cell-comma", (1, 1)),
    ("```\n1 2\n3 x\n```", "cell-number", (3, 3)),
    ('"1","x"', "cell-number", (1, 6)),
    ("a,b", "cell-number", (1, 1)),
    ("a,b\n1,2", "header-row", (1, 1)),
    ("c0 c1\n1 2", "header-row", (1, 1)),
    (",0,1\n0,1,2\n1,3,4", "index-column", (1, 1)),
    ("top,1,2\nlow,3,4", "row-names", (1, 1)),
    ("1,2\n#N/A,3\n5,6", "cell-error", (2, 1)),
    ("1,2,#N/A\n3,4,#N/A", "cell-error", (1, 5)),
    ("1\t#DIV/0!\n2\t3", "cell-error", (1, 3)),
    ("=SUMPRODUCT(A1:C3,$E$1:$G$3)", "cell-formula", (1, 1)),
    ("1\t=A1", "cell-formula", (1, 3)),
    ("[1 2 ...\n 3 4]", "elided", (1, 6)),
    ("1;#WERT!\n2;3", "cell-error", (1, 3)),
    ("1 000 2 000\n3 000 4 000", "cell-thousands", (1, 3)),
    ("1 ? 2", "cell-open", (1, 3)),
    ("1 2\n3 x", "cell-number", (2, 3)),
    ("'1','2'", "cell-number", (1, 1)),
    # shapes
    ("tf.constant([1, 2, 3], shape=[2, 2])", "shape-count", (1, 13)),
    ("np.array([1, 2, 3]).reshape(2, 2)", "shape-count", (1, 1)),
    ("[1, 2, 3].reshape(0, 3)", "shape-form", (1, 1)),
    ("[1, 2, 3].reshape(-1, -1)", "shape-form", (1, 1)),
    ("[1, 2, 3].reshape(1.5, 2)", "shape-form", (1, 1)),
    ("[1, 2, 3].reshape(1, 1, 1, 1, 1, 1, 1, 1, 3)", "shape-form", (1, 1)),
    ("[1].unsqueeze(5)", "axes-known", (1, 4)),
    ("[[1]].permute(1, 2)", "axes-known", (1, 6)),
    ("[1][:, :, None]", "axes-known", (1, 4)),
    ("np.ones((2, 0))", "shape-form", (1, 1)),
    ("np.ones((10**9, 2))", "character", (1, 13)),
    ("np.ones((100000, 100000))", "numbers-count", (1, 1)),
    ("np.arange(0)", "shape-form", (1, 1)),
    ("np.eye(1.5)", "shape-form", (1, 1)),
    ("matrix(c(1,2,3), nrow=2)", "shape-count", (1, 8)),
    ("[1, 2] * [3, 4]", "factor-number", (1, 10)),
    ("1 / [3, 4]", "factor-number", (1, 5)),
    ("([[1, 2]]*2).T", "list-product", (1, 2)),
    ("1 2 3    1 0\n4 5 6    0 1\n7 8 9", "tables-beside", (1, 1)),
    ("[[3, 2 8/9]]", "number-mixed", (1, 6)),
    ("37 47 | 67 77", "bars-part", (1, 1)),
    ("[[3, 2.889...]]", "number-dotted", (1, 6)),
    ("1 三十七\n2 3", "number-spelled", (1, 3)),
    ("(np.arange(9.)-4).reshape(3, 3)", "worked-out", (1, 15)),
    ("np.arange(9).reshape(3, 3)-4", "worked-out", (1, 27)),
    ("x, w = [[1]], [[2]], [[3]]", "names-values", (1, 1)),
    ("np.array([1, 2]*0)", "repeat-count", (1, 17)),
    ("[1, 2] / 0", "fraction-zero", (1, 1)),
    ("[1, 2] *", "number-missing", (1, 9)),
    ("[" + "1, " * 9999 + "1]" + ".T" * 501, "work-count", (1, 1)),
    ("np.array([1.5], dtype=int)", "dtype-whole", (1, 1)),
    ("np.array([300], dtype=np.uint8)", "dtype-range", (1, 10)),
    ("1. 4 5\n2. 6 7", "rows-numbered", (1, 1)),
    ("1\t2\n3\t(4)", "cell-brackets", (2, 3)),
    # more than one tensor, or none
    ("x = [1, 2]\ny = [3, 4]", "one-tensor", (2, 1)),
    ("tf.Tensor([[1. 2.]], shape=(1, 2)) tf.Tensor([[1. 2.]], shape=(1, 2))", "one-tensor", (1, 36)),
    ("tensor([[1, 2]])\ntensor([[1, 2]])", "one-tensor", (2, 1)),
    ("tensor([1, 2]), tensor([3, 4])", "one-tensor-or-list", (1, 17)),
    ("array([[1, 2]]);\narray([[3, 4]])", "one-tensor-or-list", (2, 1)),
    ("tf.constant([1]), tf.constant([2])", "one-tensor-or-list", (1, 19)),
    ("<tf.Tensor: numpy=array([1.])>, <tf.Tensor: numpy=array([2.])>", "one-tensor-or-list", (1, 33)),
    ("[[1, 2], [3, 4]], [[5, 6], [7, 8]]", "one-tensor-or-list", (1, 19)),
    ("[[1, 2], [3, 4]]; [[5, 6], [7, 8]]", "one-tensor-or-list", (1, 19)),
    ("[[1, 2], [3, 4]]\n[[5, 6], [7, 8]]", "one-tensor-or-list", (2, 1)),
    ("[[1, 2], [3, 4]], [[5, 6, 7]]", "one-tensor-or-list", (1, 19)),
    ("<tf.Tensor: numpy=array([1., 2.])>\n<tf.Tensor: numpy=array([1., 2.])>", "one-tensor", (2, 1)),
    ("torch.Size([1, 2])", "shape-alone", (1, 1)),
    ("TensorShape([1, 2])", "shape-alone", (1, 1)),
    ("np.array([1, 2], [3, 4])", "call-one-tensor", (1, 1)),
    ("np.array()", "call-one-tensor", (1, 1)),
    ("<tf.Variable 'w:0' shape=(2, 2) dtype=float32>", "call-one-tensor", (1, 1)),
    # code and markup
    ("__import__('os').system('ls')", "word-known", (1, 1)),
    ("[1, exit()]", "word-known", (1, 5)),
    ("np.pad([[1, 2], [3, 4]], 1)", "call-pad", (1, 1)),
    ("F.pad(torch.ones(1, 1, 2, 2), (1, 1))", "call-pad", (1, 1)),
    ("padarray([1 2; 3 4], [1 1])", "call-pad", (1, 1)),
    ("x.pad(1)", "call-pad", (1, 1)),
    ("np.random.rand(3, 3)", "call-known", (1, 1)),
    ("np.full_like([[1, 2]], .5)", "like-whole", (1, 1)),
    ("magic(3)", "call-known", (1, 1)),
    ("np.block([[np.ones((2, 2)), np.zeros((2, 2))]])", "call-known", (1, 1)),
    ("torch.tensor([[1, 2]]).expand(2, 2)", "call-known", (1, 23)),
    ("np.load('secret.npy')", "word-known", (1, 1)),
    ("os.environ['HOME']", "word-known", (1, 1)),
    ("np.array([1])[1]", "worked-out", (1, 14)),
    ("np.array([[1, 2], [3, 4]])(0)", "character", (1, 27)),
    ("np.array([[1, 2], [3, 4]]).X", "number-form", (1, 27)),
    ("* [1, 2]", "character", (1, 1)),
    ("[lambda: 0]", "word-known", (1, 2)),
    ("[x for x in (1, 2)]", "word-known", (1, 2)),
    ("[True, False]", "truth-number", (1, 2)),
    ("1 0\nTrue False", "truth-number", (2, 1)),
    # a row that would be lost
    ("#1 2 3\n4 5 6", "comment-numbers", (1, 1)),
    ("1,2\n # 3,4\n5,6", "comment-numbers", (2, 2)),
    ("1 2\n% -0.5 1/3", "comment-numbers", (2, 1)),
    ("np.array([1, 2], order='F')", "word-known", (1, 18)),
    ("{'a': 1}", "word-known", (1, 2)),
    ("<script>alert(1)</script>", "word-known", (1, 2)),
    ("[1, 2]<script>alert(1)</script>", "word-known", (1, 8)),
    ("<img src=x onerror=alert(1)>", "word-known", (1, 2)),
    ("[1, 'two']", "character", (1, 5)),
    ("[1 + 2]", "sign-apart", (1, 4)),
    ("[\x00]", "character", (1, 2)),
    ("[\U0001f600]", "character", (1, 2)),
    ("[${7*7}]", "character", (1, 2)),
    # changed after it was made
    ("x = np.ones((2, 2))\nx[i] = 0", "tensor-changed", (2, 1)),
    ("x = np.array([1, 2])\nx[0] = 0.5", "change-whole", (2, 1)),
]


@pytest.mark.parametrize(("text", "rule", "place"), REFUSED, ids=lambda value: str(value)[:24])
def test_a_refusal_names_its_rule_and_its_place(text, rule, place):
    with pytest.raises(ReadError) as caught:
        read_tensor(text)
    error = caught.value
    assert (error.rule, error.place) == (rule, place)
    assert len(str(error)) < 300
    assert "\n" not in str(error)


@pytest.mark.parametrize(
    ("text", "settings", "sentence"),
    [
        (
            "tensor(5.)",
            {},
            "input must have rows and columns; got a single number (for one cell write [[5]])",
        ),
        ("[[[[[1]]]]]", {}, "input must have 1 to 4 axes; got 5, shape [1, 1, 1, 1, 1]"),
        (
            "[[1, 2], [3, 4]]",
            {"role": "bias"},
            "bias must have one axis longer than 1 at most; got shape [2, 2]",
        ),
    ],
)
def test_axes_that_have_no_meaning(text, settings, sentence):
    with pytest.raises(ReadError) as caught:
        read_tensor(text, **settings)
    assert str(caught.value) == sentence


def test_too_many_characters():
    with pytest.raises(ReadError) as caught:
        read_tensor("1 " * 300_000)
    assert str(caught.value) == "a pasted text must have at most 500000 characters; got 600000"


@pytest.mark.parametrize("text", ["1 " * 50_001, "[" + "1," * 50_001 + "]", "1\n" * 50_001])
def test_too_many_numbers(text):
    with pytest.raises(ReadError) as caught:
        read_tensor(text)
    assert caught.value.sentence("en", placed=False) == "a tensor must have at most 50000 numbers; got more"


def test_a_sentence_says_the_place_the_rule_and_the_values():
    with pytest.raises(ReadError) as caught:
        read_tensor("[[1, 2],\n [3]]")
    error = caught.value
    assert str(error) == "line 2, column 2: every row must be as long as the first; got 1 for 2"
    assert error.sentence("en", placed=False) == "every row must be as long as the first; got 1 for 2"
    assert error.values == {"got": 1, "expected": 2}


def test_a_refusal_survives_pickling():
    error = pickle.loads(pickle.dumps(ReadError.at("a\nbc", 3, "number-finite", got="nan")))
    assert (error.rule, error.place, error.values) == ("number-finite", (2, 2), {"got": "nan"})
    assert str(error) == "line 2, column 2: every number must be finite; got nan"


def test_every_rule_on_pasted_text_is_met_by_a_test():
    names = list(labels("refusal.reading"))
    of_text = names[names.index("text-length") : names.index("number-alone")]
    met = {rule for _, rule, _ in REFUSED} | {"text-length", "numbers-count", "cell-half"}
    assert set(of_text) == met


def test_a_refusal_names_a_single_number_in_its_language():
    with pytest.raises(ReadError) as met:
        read_tensor("[[1, 2], 3]")
    assert str(met.value).endswith("got a single number after [2]")
    assert "单独一个数" in met.value.sentence("zh")


def test_numbers_that_only_a_file_holds_are_asked_for():
    text = "x = imread('a.png');\nk = [1 0; 0 1];\ny = conv2(x, k)"
    with pytest.raises(ReadError) as caught:
        dsviz.read(text)
    assert caught.value.rule == "numbers-in-file"
    assert str(caught.value).endswith("Paste what disp(x) or print(x) shows")
