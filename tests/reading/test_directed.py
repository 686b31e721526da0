"""Settings said for one direction: rows and columns are told apart, and lines of them are no numbers."""

import pytest

import dsviz
from dsviz.reading.errors import ReadError
from dsviz.reading.spoken_settings import settings_in

SAID = {
    "横向步长为二": {"stride": "1, 2"},
    "纵向步长为1，横向步长为2": {"stride": "1, 2"},
    "横向步长为二，纵向步长为一": {"stride": "1, 2"},
    "高方向步长为2，宽方向步长为1": {"stride": "2, 1"},
    "横向和纵向步长均为2": {"stride": "2, 2"},
    "横向、纵向步长都是2": {"stride": "2, 2"},
    "水平和垂直步长分别为2和1": {"stride": "1, 2"},
    "上下填充0，左右填充1": {"padding": "0, 1"},
    "vertical stride 1, horizontal stride 2": {"stride": "1, 2"},
    "stride_h=1\nstride_w=2": {"stride": "1, 2"},
    "stride height 1, stride width 2": {"stride": "1, 2"},
    "padding_h = 1": {"padding": "1, 0"},
    "每行步长为2": {"stride": "2"},
}


@pytest.mark.parametrize("said", SAID)
def test_rows_and_columns_are_told_apart(said):
    assert settings_in(said) == SAID[said]


@pytest.mark.parametrize("said", ["横向步长为2，横向步长为3", "stride_h, stride_w = 1, 2"])
def test_what_is_said_in_two_ways_or_of_two_names_is_none(said):
    assert settings_in(said) == {}


def test_a_layer_is_read_with_its_two_strides():
    text = "x=1 2 3;4 5 6;7 8 9\nw=1 0;0 -1\n纵向步长为1，横向步长为2"
    checked = dsviz.check("-4\n-4", text, text)
    assert checked.verdict == "All 2 numbers are right. Settings taken from the text: stride 1, 2."


def test_numbers_behind_a_setting_are_refused():
    with pytest.raises(ReadError, match="横向步长为1"):
        dsviz.read("x=1 2 3;4 5 6;7 8 9\n横向步长为1，2")
