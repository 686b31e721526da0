"""What a Chinese keyboard writes is read: digits and signs of full width, and Chinese labels."""

import pytest

from dsviz.check.sums.read import read_sum
from dsviz.reading.cell import read_cell
from dsviz.reading.errors import ReadError
from dsviz.reading.paste import read_tensor
from dsviz.reading.whole import is_whole, read_pair, read_setting, read_whole

SQUARE = [[1, 2], [3, 4]]
TWO = [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]


@pytest.mark.parametrize(
    ("text", "array"),
    [
        ("１ ２\n３ ４", [SQUARE]),
        ("１，２，５\n３，４，６", [[[1, 2, 5], [3, 4, 6]]]),
        ("1、2\n3、4", [SQUARE]),
        ("［［１，２］，［３，４］］", [SQUARE]),
        ("【【1，2】，【3，4】】", [SQUARE]),
        ("[[1，2]，[3，4]]", [SQUARE]),
        ("（（1，2），（3，4））", [SQUARE]),
        ("｛｛1，2｝，｛3，4｝｝", [SQUARE]),
        ("[1，2；3，4]", [SQUARE]),
        ("[[１，２]；[３，４]]", [SQUARE]),
        ("[[1, 2]; [3, 4]]", [SQUARE]),
        ("－１ ２\n３ －４", [[[-1, 2], [3, -4]]]),
        ("＋１　２\n３　４", [SQUARE]),
        ("１．５ ２\n３ ４", [[[1.5, 2], [3, 4]]]),
        ("输入：\n1 2\n3 4", [SQUARE]),
        ("输入: [[1, 2], [3, 4]]", [SQUARE]),
        ("卷积核：[[1，2]，[3，4]]", [SQUARE]),
        ("x＝[[1，2]，[3，4]]", [SQUARE]),
        # Without brackets: a Chinese comma never stands before decimals.
        ("1，2；3，4", [SQUARE]),
        ("１，２；３，４", [SQUARE]),
        ("1、2；3、4", [SQUARE]),
        ("1，2;3，4", [SQUARE]),
        ("1,2；3,4", [SQUARE]),
        ("1，2； 3，4", [SQUARE]),
        ("1 ，2 ； 3 ，4", [SQUARE]),
        ("1，2；\u30003，4", [SQUARE]),
        ("1，2；\n3，4；", [SQUARE]),
        ("1，2；3，4。", [SQUARE]),
        ("1 2；3 4", [SQUARE]),
        ("输入：1，2；3，4", [SQUARE]),
        ("x＝1，2；3，4", [SQUARE]),
        ("“1，2；3，4”", [SQUARE]),
        ("１．５，２；３，４", [[[1.5, 2], [3, 4]]]),
        ("1。5，2；3，4", [[[1.5, 2], [3, 4]]]),
        ("1／2，2；3，4", [[[0.5, 2], [3, 4]]]),
        ("½，2；3，4", [[[0.5, 2], [3, 4]]]),
        ("－1，2；3，－4", [[[-1, 2], [3, -4]]]),
        ("—1，2；3，—4", [[[-1, 2], [3, -4]]]),
        ("−1，2；3，−4", [[[-1, 2], [3, -4]]]),
        ("【1，2；3，4】", [SQUARE]),
        ("（1，2；3，4）", [SQUARE]),
        ("｛1，2；3，4｝", [SQUARE]),
        ("1，2，3；4，5，6", [[[1, 2, 3], [4, 5, 6]]]),
        ("1，200；3，400", [[[1, 200], [3, 400]]]),
        ("第一通道：\n1 2\n3 4\n第二通道：\n5 6\n7 8", TWO),
        ("通道０：\n１ ２\n３ ４\n通道１：\n５ ６\n７ ８", TWO),
    ],
)
def test_a_tensor_is_read(text, array):
    assert read_tensor(text, role="input").array.tolist() == array


@pytest.mark.parametrize(
    ("text", "array"),
    [("1,5;2,5", [[[1.5, 2.5]]]), ("0,5;1,5", [[[0.5, 1.5]]]), ("1,5\t2\n3\t4", [[[1.5, 2], [3, 4]]])],
)
def test_a_comma_of_our_keyboards_may_stand_before_decimals_as_before(text, array):
    assert read_tensor(text, role="input").array.tolist() == array


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("1，2；3", "row-length"),
        ("①，②", "number-digits"),
        ("1，二；3，4", "number-spelled"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_rule(text, rule):
    with pytest.raises(ReadError) as caught:
        read_tensor(text, role="input")
    assert caught.value.rule == rule


@pytest.mark.parametrize(
    ("typed", "value"),
    [("０．５", 0.5), ("－３", -3), ("—３", -3), ("１／４", 0.25), ("3。", 3), ("0。5", 0.5), ("　３　", 3)],
)
def test_one_number_of_a_field_is_read(typed, value):
    assert read_cell(typed) == value


@pytest.mark.parametrize("typed", ["1，5", "１，２３４", "1、5", "1；5"])
def test_a_chinese_comma_parts_two_numbers_where_one_is_asked(typed):
    with pytest.raises(ReadError) as caught:
        read_cell(typed)
    assert caught.value.rule == "cell-number"


def test_a_bias_is_read_by_its_label():
    assert read_tensor("偏置: [１，２]", role="bias").array.tolist() == [1, 2]


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("stride", "２", 2),
        ("stride", "（２，１）", (2, 1)),
        ("stride", "２×３", (2, 3)),
        ("stride", "２ｘ３", (2, 3)),
        ("dilation", "２、１", (2, 1)),
        ("groups", "４", 4),
        ("padding", "【０；１；０；１】", ((0, 1), (0, 1))),
        ("padding", "１　２", (1, 2)),
        ("padding", "ｓａｍｅ", "same"),
        ("padding", "「Valid」", "valid"),
        ("padding", "‘same’", "same"),
        ("padding", "一", None),
        ("padding", "０，１；０，１", ((0, 1), (0, 1))),
        ("padding", "（0、1、0、1）", ((0, 1), (0, 1))),
        ("padding", "（0，0，2，0）", ((0, 0), (2, 0))),
        ("stride", "2　1", (2, 1)),
        ("stride", "—1", -1),
        ("groups", "２．５", None),
    ],
)
def test_a_setting_is_read(name, typed, value):
    assert read_setting(name, typed) == value


def test_whole_numbers_and_pairs_are_read():
    assert (read_whole("　６４ "), read_whole("－３"), read_whole("２．５")) == (64, -3, None)
    assert (read_pair("３，５"), read_pair("（３　５）"), read_pair("三")) == ((3, 5), (3, 5), None)
    assert is_whole("９" * 30)
    assert not is_whole("九")


@pytest.mark.parametrize(
    ("text", "products", "total"),
    [
        ("２×３＋３×（－２）＝０", [6, -6], 0),
        ("１＊２＋３＝５。", [2, 3], 5),
        ("０．５×２＝１", [1], 1),
        ("（２）（３）＝６", [6], 6),
        ("第一通道：２×３－１×４＝２", [6, -4], 2),
        ("偏置：３", [3], None),
        ("1，2；3，4", [1, 2, 3, 4], None),
        ("２×３、３×（－２）、６×（－１）、１×４", [6, -6, -6, 4], None),
        ("【２×３】＋　３×（—２）＝０。", [6, -6], 0),
        ("y[0,0,0]＝２×３＝６", [6], 6),
        ("２×３，加上", None, None),
    ],
)
def test_a_sum_is_read(text, products, total):
    if products is None:
        with pytest.raises(ValueError, match="加上"):
            read_sum(text)
        return
    read = read_sum(text)
    assert [term.value for term in read.terms] == products
    assert [each.value for each in read.totals] == ([] if total is None else [total])
