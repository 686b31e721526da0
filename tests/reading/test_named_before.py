"""Names that stand before numbers in a way of their own: R's prompt, comments, paragraphs of HTML, braces."""

import pytest

import dsviz

X, W = [[[1, 2, 3], [4, 5, 6]]], [[[[1, 2], [3, 4]]]]
R_X = "     [,1] [,2] [,3]\n[1,]    1    2    3\n[2,]    4    5    6"
R_W = "     [,1] [,2]\n[1,]    1    2\n[2,]    3    4"
HTML_X = "<table><tr><td>1</td><td>2</td><td>3</td></tr><tr><td>4</td><td>5</td><td>6</td></tr></table>"
HTML_W = "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>"
TEXTS = {
    "R": f"> x\n{R_X}\n> w\n{R_W}\n> b\n[1] 7\n",
    "R, Windows": f"> x\n{R_X}\n> w\n{R_W}\n".replace("\n", "\r\n"),
    "paragraphs": f"<p>Input</p>\n{HTML_X}\n<p>Kernel</p>\n{HTML_W}",
    "paragraphs in one line": f"<p>Input</p>{HTML_X}<p>Kernel:</p>{HTML_W}",
    "headings": f"<h3 class='a'><b>Input</b></h3>{HTML_X}<h3>Kernel</h3>{HTML_W}",
    "comments before tables": "/* input */\n1 2 3\n4 5 6\n/* kernel */\n1 2\n3 4",
    "comments before braces": "/* input */\n{{1,2,3},{4,5,6}}\n/* weights: */\n{{1,2},{3,4}}",
    "braces": "std::vector<std::vector<int>> x{{1,2,3},{4,5,6}};\nvector<vector<float>> w{{1,2},{3,4}};",
}


@pytest.mark.parametrize("form", TEXTS)
def test_each_tensor_is_the_one_that_its_name_says(form):
    assert dsviz.read(TEXTS[form], role="input").array.tolist() == X
    assert dsviz.read(TEXTS[form], role="kernel").array.tolist() == W


def test_the_vector_of_an_r_session_is_a_bias():
    assert dsviz.read(TEXTS["R"], role="bias").array.tolist() == [7]


def test_slices_of_an_r_session_are_channels():
    text = f"> x\n, , 1\n\n{R_W}\n\n, , 2\n\n{R_W.replace('4', '9')}\n\n> w\n{R_W}\n"
    assert dsviz.read(text, role="input").array.tolist() == [[[1, 2], [3, 4]], [[1, 2], [3, 9]]]


@pytest.mark.parametrize(
    "text",
    [
        '{"dims":[1,2,1,3],"data":[1,2,3,4,5,6]}',
        '{"dims":[1,2,1,3],"type":"float32","data":[1,2,3,4,5,6]}',
        '{"type": "float32", "data": [1,2,3,4,5,6], "dims": [1,2,1,3]}',
    ],
)
def test_an_object_of_onnxruntime_has_its_dims(text):
    """Its numbers were a row of six once, whatever it said."""
    assert dsviz.read(text).array.tolist() == [[[1, 2, 3]], [[4, 5, 6]]]


def test_a_comment_that_names_nothing_is_still_none():
    assert dsviz.read("/* first try */\n1 2\n3 4").array.tolist() == [[[1, 2], [3, 4]]]


def test_a_paragraph_in_a_cell_is_the_cells():
    text = "<table><tr><td><p>1</p></td><td>2</td></tr></table>"
    assert dsviz.read(text).array.tolist() == [[[1, 2]]]
