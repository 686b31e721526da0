"""What a screen reader is given in a lesson is what docs/by-ear.md says; in a light run, in Chinese."""

import pytest

from tests.browser.by_ear import FILES, heard
from tests.thorough import some_of

WHY = "the lesson is heard otherwise; if that is right: python -m tests.browser.by_ear"


@pytest.mark.parametrize("language", some_of(FILES, "zh"))
def test_a_lesson_is_heard_as_it_is_written_down(app, open_page, language):
    page = open_page(reduced_motion="reduce")
    assert heard(page, app, language).splitlines() == FILES[language].read_text("utf-8").splitlines(), WHY
