"""The guides as PowerPoint files, opened with python-pptx: every beat, its words, its notes, its picture."""

import re
from io import BytesIO

import pytest
from PIL import Image
from pptx import Presentation

from dsviz.guides import ALL, BACKWARD, STANDARD, TRANSPOSED
from dsviz.guides.facts import traces_of
from dsviz.guides.told import told
from dsviz.slides.command import LESSONS, write_slides
from dsviz.slides.deck import deck, naming, plain
from dsviz.slides.moment import Moment
from dsviz.slides.raster import png
from dsviz.slides.sheet import Text
from dsviz.slides.stamps import stamped
from tests.thorough import THOROUGH, one_in


def opened(guide, language="en", **how):
    return Presentation(BytesIO(deck(guide, language, engine="numpy", **how)))


def texts(slide):
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def pictures(slide):
    return [shape for shape in slide.shapes if shape.shape_type == 13]


# Each guide in one of the languages, by turns; in both in a thorough run.
TOLD = [
    pytest.param(guide, language, id=f"{guide.id}-{language}")
    for at, guide in enumerate(ALL)
    for turn, language in enumerate(("en", "zh"))
    if THOROUGH or at % 2 == turn
]


@pytest.mark.parametrize(("guide", "language"), one_in(4, TOLD))
def test_every_beat_has_a_slide_with_its_words_and_every_answer_one_of_its_own(guide, language):
    traces = traces_of(guide, "numpy")
    slides = iter(opened(guide, language).slides)
    assert texts(next(slides))[0]
    for beat in told(guide, traces, language)["beats"]:
        slide = next(slides)
        assert slide.shapes.title.text_frame.text == beat["title"]
        assert plain(beat["words"]) in texts(slide)[1]
        assert plain(beat["words"]) in slide.notes_slide.notes_text_frame.text
        assert len(pictures(slide)) == 1
        assert pictures(slide)[0]._element._nvXxPr.cNvPr.get("descr")
        if "answer" in beat:
            assert plain(beat["question"]) in texts(slide)[1]
            assert plain(beat["answer"]) not in "".join(texts(slide))
            slide = next(slides)
            assert plain(beat["answer"]) in texts(slide)[1]
            assert plain(beat["answer"]) == slide.notes_slide.notes_text_frame.text
    assert next(slides, None) is None


def test_the_slides_say_the_numbers_of_the_document():
    words = [" ".join(texts(slide)) for slide in opened(STANDARD).slides]
    # Document 001's picture, its middle window: sums 1, -2, 1 and a bias of 1.
    assert "1, −2 and 1" in words[5]
    assert "1 + (−2) + 1 + 1 = 1" in words[7]
    assert not any(re.search(r"[{}\[\]]", each) for each in words)


def test_a_picture_does_not_show_what_its_slide_asks():
    slides = list(opened(STANDARD).slides)
    asked, told_now = (Image.open(BytesIO(pictures(slides[at])[0].image.blob)) for at in (6, 7))
    assert asked.size == told_now.size == (1920, 700)
    assert asked.tobytes() != told_now.tobytes()


def test_a_stamp_is_drawn_with_what_its_cells_hold():
    """d2l's kernel 1 to 9 with stride 2: the second number is 2, and meets 3, 6 and 9 in a column."""
    trace = traces_of(TRANSPOSED, "numpy")["stamped"]

    def words(part):
        return [
            mark.words for mark in stamped(trace, Moment((0, 0, 1), part)).marks if isinstance(mark, Text)
        ]

    assert words("window")[-1] == "×9"
    assert [each for each in words("products") if each[0] == "+"] == [f"+{2 * n}" for n in range(1, 10)]
    assert "14" not in words("products")[words("products").index("y[0]") :]  # 6 + 2×4 comes when it lands
    cells = words("result")[words("result").index("y[0]") + 1 :]
    held = [each for each in cells if each[0] not in "+×"]
    assert held == [*"12546", "4", "5", "14", "10", "12", "7", "8", "23", "16", "18"]


def sheets_of(monkeypatch, guide, language="en"):
    """Make the slides of a guide, and return the words on each of their pictures, by its title."""
    sheets = []
    monkeypatch.setattr("dsviz.slides.deck.png", lambda sheet: sheets.append(sheet) or png(sheet))
    deck(guide, language, engine="numpy")
    return [(each.title, [mark.words for mark in each.marks if isinstance(mark, Text)]) for each in sheets]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_stamp_of_dx_names_dy_and_dx_and_says_its_sums(monkeypatch, language):
    sheets = sheets_of(monkeypatch, BACKWARD, language)
    asked, answered = (words for title, words in sheets if title == "dy[0,0,1]")
    for words in asked, answered:
        names = [each for each in words if re.fullmatch(r"\w+\[\d(,\d)?\]", each)]
        assert names == ["dy[0]", "dy[1]", "w[0,0]", "dx[0]", "dx[1]"]
    # dy 2 at (0, 1), the kernel 3 -2 / -1 4; of dy 1 before it the cells hold -2 and 4.
    right = ["−2 + 2×3 = 4", "0 + 2×(−2) = −4", "4 + 2×(−1) = 2", "0 + 2×4 = 8"]
    cells = ["dx[0,0,1]", "dx[0,0,2]", "dx[0,1,1]", "dx[0,1,2]"]
    whole = [f"{cell} = {words}" for cell, words in zip(cells, right, strict=True)]
    assert said_on(answered) == whole
    assert said_on(asked) == [each.rpartition(" = ")[0] for each in whole]


def said_on(words):
    return [each for line in words if " = " in line for each in line.split(" " * 6)]


@pytest.mark.parametrize("guide", [BACKWARD, TRANSPOSED], ids=lambda guide: guide.id)
def test_whose_they_are_stands_on_every_picture_a_stamp_too(monkeypatch, guide):
    for title, words in sheets_of(monkeypatch, guide):
        assert words.count("dsviz · CC BY 4.0") == 1, title


def test_before_its_products_a_stamp_says_no_sums(monkeypatch):
    number, stamp = (words for _, words in sheets_of(monkeypatch, TRANSPOSED)[:2])
    assert not any(" = " in each for each in number)
    assert any("y[0,2,2] = 0 + 1×9 = 9" in each for each in stamp)


def test_every_picture_and_text_lies_on_its_slide():
    for guide in ALL if THOROUGH else ALL[::3]:
        file = opened(guide, dark=True)
        for slide in file.slides:
            assert str(slide.background.fill.fore_color.rgb) == "0E1117"
            for shape in slide.shapes:
                assert shape.left >= 0
                assert shape.top >= 0
                assert shape.left + shape.width <= file.slide_width
                assert shape.top + shape.height <= file.slide_height


def test_the_tensor_between_two_layers_is_z():
    pair = next(guide for guide in ALL if guide.id == "separable")
    assert naming(pair, "depthwise").output(1) == "z[1]"
    assert naming(pair, "pointwise").input(0) == "z[0]"
    assert naming(STANDARD, "standard").output(0) == "y[0]"


def test_the_command_writes_a_file_for_each_guide_and_language(tmp_path, capsys):
    write_slides([str(tmp_path / "out"), "--lessons", "pointwise", "--language", "zh"])
    files = list((tmp_path / "out").iterdir())
    assert [file.name for file in files] == ["pointwise.zh.pptx"]
    assert str(files[0]) in capsys.readouterr().out
    assert "逐点卷积" in texts(next(iter(Presentation(files[0]).slides)))[1]
    assert LESSONS[:5] == ("standard", "depthwise", "pointwise", "separable", "grouped")


def test_the_command_refuses_a_file_as_folder(tmp_path):
    (tmp_path / "taken").write_text("")
    with pytest.raises(SystemExit, match=r"OUT must be a folder; .*taken is a file"):
        write_slides([str(tmp_path / "taken")])
