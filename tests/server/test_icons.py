"""The cut font of icons: every icon that is used is in it, and it stands only where it was cut from."""

from pathlib import Path

from fontTools.ttLib import TTFont
from streamlit import file_util

from dsviz.server.icons import FONT, cut_icons, place_of
from tests.server.cut_icons import ligatures, names

STREAMLIT = Path(file_util.get_static_dir())


def test_every_name_that_may_be_an_icons_is_in_the_font_that_is_sent():
    (whole,) = STREAMLIT.glob(FONT)
    ((name, cut),) = cut_icons(STREAMLIT).items()
    assert STREAMLIT / name == whole
    assert cut.stat().st_size < whole.stat().st_size / 6
    sent = ligatures(TTFont(cut))
    wanted = names(STREAMLIT) & set(ligatures(TTFont(whole)))
    assert wanted - set(sent) == set()
    # Some that are seen on every page, by how they are written in either place.
    assert {"keyboard_double_arrow_left", "more_vert", "download", "expand_more", "grid_on"} <= set(sent)


def test_beside_another_font_nothing_is_put_in_its_place(tmp_path):
    font = tmp_path / "static" / "media" / "MaterialSymbols-Rounded.other.woff2"
    font.parent.mkdir(parents=True)
    font.write_bytes(b"wOF2 another")
    assert not place_of(font).exists()
    assert cut_icons(tmp_path) == {}
