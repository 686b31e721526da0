"""One drawing, several pens: each file is opened with somebody else's reader."""

import re
import shutil
import subprocess
import sys
from io import BytesIO
from xml.etree import ElementTree

import av
import numpy as np
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

import dsviz
from dsviz.conv.trace import Trace, trace
from dsviz.examples import get
from dsviz.slides.drawing import Look, drawn
from dsviz.slides.errors import SlidesError
from dsviz.slides.font import place_of
from dsviz.slides.moment import Moment
from dsviz.slides.picture import film, frames_of
from dsviz.slides.raster import gif, png
from dsviz.slides.sheet import Sheet, Text
from dsviz.slides.svg import svg
from dsviz.slides.tikz import tikz
from dsviz.slides.video import video
from tests.slides.cut_fonts import letters

X, W = [[[1, 2, 3], [4, 5, 6], [7, 8, 9]]], [[[[1, 2], [3, 4]]]]
SMALL = (640, 360)
SVG = "{http://www.w3.org/2000/svg}"


def small(title="<A> & 100% of x_0", **look):
    run = trace(X, W, [10], padding=1, backend="numpy")
    return drawn(run, Moment.nth(run, 5), Look(title=title, **look))


def test_an_svg_has_every_text_its_font_and_its_licence():
    sheet = small()
    root = ElementTree.fromstring(svg(sheet))
    found = [each.text for each in root.iter(f"{SVG}text")]
    assert found == [mark.words for mark in sheet.marks if isinstance(mark, Text)]
    assert (root.get("width"), root.get("viewBox")) == ("1920", "0 0 1920 1080")
    assert root.find(f"{SVG}title").text == "<A> & 100% of x_0: y[0,1,1]"
    assert svg(sheet).count("url(data:font/woff2;base64,") == 2
    assert "https://creativecommons.org/licenses/by/4.0/" in svg(sheet)
    assert "dsviz · CC BY 4.0" in found
    assert "http" not in re.sub(
        r"http://www\.w3\.org|http://purl\.org|https?://creativecommons\.org", "", svg(sheet)
    )


def test_a_png_is_the_sheet_and_says_whose_it_is():
    for dark, paper in ((False, (255, 255, 255)), (True, (14, 17, 23))):
        picture = Image.open(BytesIO(png(small(dark=dark))))
        assert picture.size == (1920, 1080)
        assert picture.getpixel((3, 3)) == paper
        assert picture.text["Copyright"].startswith("CC BY 4.0")
        assert picture.text["Title"] == "<A> & 100% of x_0: y[0,1,1]"


def test_a_png_has_the_colours_of_its_cells():
    sheet = small()
    picture = Image.open(BytesIO(png(sheet)))
    for mark in sheet.marks:
        if not isinstance(mark, Text) and getattr(mark, "fill", None) and mark.edge:
            corner = round(mark.x + 0.12 * mark.height), round(mark.y + 0.12 * mark.height)
            assert "#{:02x}{:02x}{:02x}".format(*picture.getpixel(corner)) == mark.fill


def test_a_gif_has_a_frame_for_each_part_of_the_first_step_and_for_each_step():
    run = trace(X, W, [10], backend="numpy")
    sheets, seconds = film(run, Look(size=SMALL))
    moving = Image.open(BytesIO(gif(sheets, seconds)))
    # window, products, sum, bias, result; then three steps more
    assert (moving.n_frames, frames_of(run.layer), len(run)) == (8, 8, 4)
    assert moving.info["loop"] == 0
    assert b"CC BY 4.0" in moving.info["comment"]
    times = []
    for at in range(moving.n_frames):
        moving.seek(at)
        times.append(moving.info["duration"])
    assert times == [1500] * 5 + [1000, 1000, 3000]
    last = np.asarray(moving.convert("RGB"), dtype=int)
    assert np.abs(last - np.asarray(Image.open(BytesIO(png(sheets[-1]))), dtype=int)).mean() < 2


@pytest.mark.parametrize("format", ["mp4", "webm"])
def test_a_video_can_be_played(format):
    run = trace(X, W, backend="numpy")
    with av.open(BytesIO(video(*film(run, Look(size=SMALL)), format=format))) as played:
        frames = [frame.to_image() for frame in played.decode(video=0)]
        assert "CC BY 4.0" in str(dict(played.metadata))
    assert len(frames) == 2 * (4 * 1.5 + 2 * 1 + 3)
    assert frames[0].size == SMALL
    assert np.asarray(frames[0])[2, 2].min() > 245


def balanced(text):
    depth = 0
    for sign in re.sub(r"\\[{}\\%]", "", text):
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    return depth == 0


@pytest.mark.parametrize("language", ["en", "zh"])
def test_tikz_is_a_document_in_which_a_text_stays_a_text(language):
    written = tikz(small(language=language))
    assert balanced(written)
    assert r"$<$A$>$" in written or "<A>" in written
    assert r"\& 100\% of x\_0" in written
    assert written.count("\\node[") == sum(isinstance(mark, Text) for mark in small().marks)
    assert written.count(r"\begin{tikzpicture}") == written.count(r"\end{tikzpicture}") == 1
    assert (r"\usepackage{xeCJK}" in written) is (language == "zh")
    if language == "en":
        written.encode("ascii")  # pdflatex has no other letters at hand


def assert_compiles(compiler, written, folder):
    (folder / "step.tex").write_text(written, encoding="utf-8")
    done = subprocess.run(
        [compiler, "-halt-on-error", "-interaction=nonstopmode", "step.tex"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:]
    assert "Output written on step.pdf (1 page" in done.stdout


def fifth_step(**look):
    run = Trace(get("standard-cs231n").layer, "numpy")
    return tikz(drawn(run, Moment.nth(run, 4), Look(**look)))


@pytest.mark.skipif(not shutil.which("pdflatex"), reason="no pdflatex here")
def test_tikz_compiles(tmp_path):
    assert_compiles("pdflatex", fifth_step(title="50% of {x_0} ~ ^ \\ ≈ #1 & $"), tmp_path)


def has_chinese_tex():
    finds = shutil.which("xelatex") and shutil.which("kpsewhich")
    return (
        finds and subprocess.run(["kpsewhich", "xeCJK.sty"], capture_output=True, check=False).returncode == 0
    )


@pytest.mark.skipif(not has_chinese_tex(), reason="no xelatex with xeCJK here")
def test_chinese_tikz_compiles_and_has_its_letters(tmp_path):
    assert_compiles("xelatex", fifth_step(title="标准卷积，50% {x_0}", language="zh"), tmp_path)
    assert "Missing character" not in (tmp_path / "step.log").read_text(encoding="utf-8", errors="replace")


@pytest.mark.parametrize("bold", [False, True])
def test_the_font_has_every_letter_of_the_pictures_own_words(bold):
    known = TTFont(place_of(bold)).getBestCmap()
    assert {letter for letter in letters() if ord(letter) not in known} == set()
    # A change that cuts all of Noto in would make every SVG larger by megabytes.
    assert place_of(bold).stat().st_size < 60_000


def test_from_python_each_format_is_asked_for_by_name():
    kinds = {"svg": "<svg", "tikz": "%", "png": b"\x89PNG"}
    for format, start in kinds.items():
        drawing = dsviz.step_picture(X, W, step=3, format=format, backend="numpy")
        assert drawing.startswith(start)
    assert dsviz.step_picture(X, W, backend="numpy")._repr_svg_().startswith("<svg")
    zh = dsviz.step_picture(X, W, step=1, title="题", language="zh", backend="numpy")
    assert "第 2 步，共 4 步" in zh
    with pytest.raises(SlidesError, match="format must be one of svg, png, tikz; got 'jpg'"):
        dsviz.step_picture(X, W, format="jpg", backend="numpy")
    with pytest.raises(SlidesError, match="a film has at most 120 frames; got 147"):
        dsviz.run_gif(np.ones((1, 12, 12)), [[[[1]]]], backend="numpy")


@pytest.mark.parametrize(("name", "ask"), [("PIL", "png"), ("av", "video"), ("pptx", "slides")])
def test_a_package_that_is_missing_is_named(monkeypatch, name, ask):
    from dsviz.guides import STANDARD
    from dsviz.slides.deck import deck

    monkeypatch.setitem(sys.modules, name, None)
    sheet = Sheet(320, 320, "#ffffff", "")
    calls = {
        "png": lambda: png(sheet),
        "video": lambda: video([sheet], [1]),
        "slides": lambda: deck(STANDARD, engine="numpy"),
    }
    with pytest.raises(ModuleNotFoundError, match=r'pip install "dsviz\[slides\]"'):
        calls[ask]()
