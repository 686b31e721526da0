"""Tensors whose numbers stand in a file: what is needed and is not in the text is told in one sentence."""

import time

import pytest

import dsviz
from dsviz.reading.errors import ReadError
from dsviz.reading.several import read_tensors
from dsviz.reading.together import tensors_of

K, LAYER = "k = [1 0; 0 1];\n", "y = conv2(x, k, 'valid')"
PLAIN = [[1, 0], [0, 1]]
FILES = [
    ("x = imread('a.png');\n", "x", "imread('a.png')"),
    ("x = double(imread('a.png'))/255;\n", "x", "imread('a.png')"),
    ("load data.mat\n", "x", "load data.mat"),
    ("load('data.mat');\n", "x", "load('data.mat')"),
    (">> x = imread('a.png');\n", "x", "imread('a.png')"),
    ("x = cv2.imread('a.png', 0)\n", "x", "cv2.imread('a.png')"),
    ('x = np.array(Image.open("a.png"))\n', "x", 'Image.open("a.png")'),
    ("x = np.load('x.npy')\n", "x", "np.load('x.npy')"),
]


@pytest.mark.parametrize(("line", "name", "call"), FILES)
def test_an_input_in_a_file_is_not_another_tensor_of_the_text(line, name, call):
    text = line + K + LAYER
    with pytest.raises(ReadError) as refused:
        dsviz.read(text)
    assert (refused.value.rule, refused.value.values) == ("numbers-in-file", {"name": name, "got": call})
    assert f"disp({name})" in str(refused.value)
    assert "文件" in refused.value.sentence("zh")
    assert len(str(refused.value)) < 300
    assert dsviz.read(text, role="kernel").array.tolist() == [[PLAIN]]
    with pytest.raises(ReadError, match="the numbers of x"):
        dsviz.check("6 8; 12 14", text, text)
    found = tensors_of(text)
    assert {role: one.array.tolist() for role, one in found.by_role.items()} == {"kernel": PLAIN}
    assert [(one.name, one.is_note) for one in found.others] == [("x", True)]


@pytest.mark.parametrize(("line", "name", "call"), FILES)
def test_an_input_that_is_given_is_not_missed(line, name, call):
    text = line + K + LAYER
    checked = dsviz.check("6 8; 12 14", [[1, 2, 3], [4, 5, 6], [7, 8, 9]], text)
    assert checked.is_right
    assert "Left out" not in checked.verdict
    assert "file" not in checked.verdict


def test_a_kernel_in_a_file_is_told_too():
    for line in ("k = load('k.mat');\n", "load k.mat\n", "k = readmatrix('k.csv');\n"):
        text = f"x = [1 2; 3 4];\n{line}{LAYER}"
        assert dsviz.read(text).array.tolist() == [[[1, 2], [3, 4]]]
        with pytest.raises(ReadError, match=r"disp\(k\)"):
            dsviz.read(text, role="kernel")
    turned = "x = [1 2; 3 4];\nload h.mat\ny = filter2(h, x)"
    with pytest.raises(ReadError, match=r"disp\(h\)"):
        dsviz.read(turned, role="kernel")


@pytest.mark.parametrize(
    "text",
    [
        f"x = [1 2; 3 4];\nt = load('a.mat');\n{K}{LAYER}",
        f"load data.mat\nx = [1 2; 3 4];\n{K}{LAYER}",
        f"x = imread('a.png');\nx =\n   1   2\n   3   4\n\n{K}{LAYER}",
        f"x = double(imread('a.png'));\n{K}x =\n   1   2\n   3   4\n",
    ],
)
def test_a_file_that_nothing_needs_is_left_out(text):
    assert dsviz.read(text).array.tolist() == [[[1, 2], [3, 4]]]
    assert dsviz.read(text, role="kernel").array.tolist() == [[PLAIN]]
    assert not any(one.is_note for one in read_tensors(text))


def test_the_note_says_what_to_paste():
    text = "x = imread('a.png')\nw = [[1]]\ny = [[2]]"
    note = str(dsviz.read(text, role="kernel").notes[0])
    assert "x (its numbers stand in a file, imread('a.png'): paste what disp or print shows of it)" in note


def test_many_files_are_passed_over_in_no_time():
    began = time.perf_counter()
    with pytest.raises(ReadError):
        dsviz.read("x = load('a');\n" * 25_000)
    assert time.perf_counter() - began < 15  # once it was a minute
