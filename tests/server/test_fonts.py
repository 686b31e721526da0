"""The cut fonts: every icon and letter that is used is in them; each stands only where it was cut from."""

from pathlib import Path

from fontTools.ttLib import TTFont
from streamlit import file_util

from dsviz.content import catalogue
from dsviz.server.fonts import ICONS, TEXT, cut_fonts, place_of
from tests.server.cut_fonts import TEXT_NAME, ligatures, names

STREAMLIT = Path(file_util.get_static_dir())


def sent_for(pattern):
    (whole,) = STREAMLIT.glob(pattern)
    return whole, cut_fonts(STREAMLIT)[whole.relative_to(STREAMLIT).as_posix()]


def test_every_name_that_may_be_an_icons_is_in_the_font_that_is_sent():
    whole, cut = sent_for(ICONS)
    assert cut.stat().st_size < whole.stat().st_size / 6
    sent = ligatures(TTFont(cut))
    wanted = names(STREAMLIT) & set(ligatures(TTFont(whole)))
    assert wanted - set(sent) == set()
    # Some that are seen on every page, by how they are written in either place.
    assert {"keyboard_double_arrow_left", "more_vert", "download", "expand_more", "grid_on"} <= set(sent)


def test_the_font_of_text_has_every_letter_of_the_english_words_that_it_had():
    whole, cut = sent_for(TEXT)
    assert cut.stat().st_size < whole.stat().st_size / 3
    font, before = TTFont(cut), TTFont(whole).getBestCmap()
    english = (catalogue.ROOT / "en").iterdir()
    written = {ord(letter) for file in english for letter in file.read_text(encoding="utf-8")}
    assert (written & set(before)) - set(font.getBestCmap()) == set()
    # Bold stays, and the name is free: the license keeps "Source" for the whole font.
    assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes] == [
        ("wght", 200, 900)
    ]
    assert {str(name) for name in font["name"].names if name.nameID in (1, 4, 6, 16)} == {TEXT_NAME}


def test_beside_another_font_nothing_is_put_in_its_place(tmp_path):
    font = tmp_path / "static" / "media" / "MaterialSymbols-Rounded.other.woff2"
    font.parent.mkdir(parents=True)
    font.write_bytes(b"wOF2 another")
    assert not place_of(font).exists()
    assert cut_fonts(tmp_path) == {}
