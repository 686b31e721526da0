"""The settings that a text says, by their names in the reader's language."""

from dsviz.content import languages
from dsviz.wording.said_settings import settings_in_words

ALL = ("stride", "padding", "dilation", "groups", "padding_mode", "output_padding")


def test_settings_are_listed_by_their_names_in_a_language():
    assert settings_in_words({"stride": "2", "padding": "1, 0"}) == "stride 2, padding 1, 0"
    assert settings_in_words({"stride": "2", "padding_mode": "reflect"}, "zh") == "步幅 2，填充方式 reflect"


def test_every_setting_has_a_name_in_every_language():
    for language in languages():
        for name in ALL:
            assert "7" in settings_in_words({name: "7"}, language)
