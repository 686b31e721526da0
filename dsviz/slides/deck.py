"""A guide as a PowerPoint file: a slide a beat with its words, which the notes repeat, and one an answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

from dsviz.content import label
from dsviz.conv.trace import Trace
from dsviz.conv.transposed_trace import ScatterTrace
from dsviz.course.scenes import scatter_copies
from dsviz.guides import Guide
from dsviz.guides.facts import traces_of
from dsviz.guides.told import told
from dsviz.slides.drawing import CREDIT, Look, drawn
from dsviz.slides.moment import Moment
from dsviz.slides.naming import Naming
from dsviz.slides.palette import DARK, LIGHT, Palette, rgb
from dsviz.slides.raster import png
from dsviz.slides.sheet import Sheet
from dsviz.slides.stamp_sheet import stamp_sheet

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide

WIDE, HIGH = 13.333, 7.5  # inches: a screen of 16 to 9
MARGIN = 0.5
PICTURE = (1920, 700)  # pixels
TITLE, WORDS, SMALL = 34, 24, 11  # points
TITLE_ONLY = 5  # a layout of PowerPoint's usual template
HANDLE = re.compile(r"\[([^\]]+)\]\(([^)]*)\)")
# Of two layers after one another: the tensor between them is z.
MIDDLE = {"depthwise": {"y": "z"}, "pointwise": {"x": "z"}}


def deck(guide: Guide, language: str = "en", dark: bool = False, engine: str = "torch") -> bytes:
    """Write a guide as a PowerPoint file.

    Parameters
    ----------
    guide : Guide
    language : str
    dark : bool
        On dark paper.
    engine : {"torch", "numpy"}

    Returns
    -------
    bytes
        A .pptx: a title, a slide a beat with the stage as it stands in that beat, and after a question the
        slide that answers it. Words can be changed; a picture is one of 1920 pixels across.

    Raises
    ------
    ModuleNotFoundError
        With what to install, where python-pptx is missing.
    """
    writer, traces = Writer.made(language, dark), traces_of(guide, engine)
    data = told(guide, traces, language)
    writer.opening(data["title"], label(f"page.{guide.page}.title", language))
    for beat in data["beats"]:
        look = Look(
            size=PICTURE, sums=False, dark=dark, language=language, naming=naming(guide, beat["layer"])
        )
        trace, moment = traces[beat["layer"]], Moment(beat["at"], beat["part"], beat["order"], beat["lit"])
        words = [beat["words"], *([beat["question"]] if "question" in beat else [])]
        writer.beat(beat["title"], words, _sheet(trace, moment, look))
        if "answer" in beat:
            whole = Moment(beat["at"], "result", beat["order"], beat["lit"])
            title = label("slides.answered", language, title=beat["title"])
            writer.beat(title, [beat["answer"]], _sheet(trace, whole, look))
    return writer.saved()


def _sheet(trace: Trace | ScatterTrace, moment: Moment, look: Look) -> Sheet:
    if isinstance(trace, ScatterTrace):
        return stamp_sheet(trace, moment, look)
    return drawn(trace, moment, look)


def naming(guide: Guide, layer: str) -> Naming:
    """Say what the tensors of one of a guide's layers, or of a scatter of it, are called."""
    if layer in guide.scatters:
        return Naming(copies=scatter_copies(guide.words.get(layer, "transposed")))
    pair = "pointwise" in guide.layers and "depthwise" in guide.layers
    return Naming(**(MIDDLE.get(layer, {}) if pair else {}), copies=guide.copies.get(layer, {}))


def plain(words: str) -> str:
    """Write words without the handles in them.

    >>> plain("[The sums](s) are added.")
    'The sums are added.'
    """
    return HANDLE.sub(r"\1", words)


def runs_of(words: str) -> list[tuple[str, bool]]:
    """Cut words where they name what is lit, which is printed bold.

    >>> runs_of("Add [the bias](b).")
    [('Add ', False), ('the bias', True), ('.', False)]
    """
    parts = re.split(HANDLE, words)
    return [(part, at % 3 == 1) for at, part in enumerate(parts) if part and at % 3 != 2]


class Writer:
    """Slides of one look, one after the other."""

    @classmethod
    def made(cls, language: str, dark: bool) -> Writer:
        """Begin a file.

        Raises
        ------
        ModuleNotFoundError
            With what to install, where python-pptx is missing.
        """
        try:
            from pptx import Presentation
        except ModuleNotFoundError as missing:
            raise ModuleNotFoundError(
                'slides need python-pptx, which is not installed; pip install "dsviz[slides]"'
            ) from missing
        return cls(Presentation(), language, dark)

    def __init__(self, file: Presentation, language: str, dark: bool) -> None:
        from pptx.util import Inches

        self.file, self.language = file, language
        self.palette: Palette = DARK if dark else LIGHT
        self.file.slide_width, self.file.slide_height = Inches(WIDE), Inches(HIGH)
        self.file.core_properties.author = "dsviz"
        self.file.core_properties.comments = CREDIT
        self.file.core_properties.language = language

    def opening(self, title: str, under: str) -> None:
        """The first slide: what the guide is called, and the lesson it is of."""
        self.file.core_properties.title = title
        slide = self._slide(title, top=2.6, size=TITLE + 10)
        self._text(slide, [under], top=4.2, size=WORDS)
        self._credit(slide)

    def beat(self, title: str, words: list[str], sheet: Sheet) -> None:
        """One slide: the title, the stage, and the words under it, which the notes repeat."""
        from pptx.util import Inches

        slide = self._slide(title)
        wide = WIDE - 2 * MARGIN
        picture = slide.shapes.add_picture(BytesIO(png(sheet)), Inches(MARGIN), Inches(1.05), Inches(wide))
        picture.name = sheet.title
        picture._element._nvXxPr.cNvPr.set("descr", label("slides.shown", self.language, shown=sheet.title))
        self._text(slide, words, top=1.1 + wide * sheet.height / sheet.width)
        notes: Any = slide.notes_slide.notes_text_frame
        notes.text = "\n\n".join(map(plain, words))

    def saved(self) -> bytes:
        """Return the file."""
        file = BytesIO()
        self.file.save(file)
        return file.getvalue()

    def _slide(self, title: str, top: float = 0.25, size: int = TITLE) -> Slide:
        from pptx.util import Inches

        slide: Slide = self.file.slides.add_slide(self.file.slide_layouts[TITLE_ONLY])
        slide.background.fill.solid()
        slide.background.fill.fore_color.rgb = _colour(self.palette.paper)
        shape: Any = slide.shapes.title
        shape.left, shape.top = Inches(MARGIN), Inches(top)
        shape.width, shape.height = Inches(WIDE - 2 * MARGIN), Inches(0.8 if size == TITLE else 1.4)
        self._fill(shape.text_frame, [title], size, bold=True)
        return slide

    def _text(self, slide: Slide, words: list[str], top: float, size: int = WORDS) -> None:
        from pptx.util import Inches

        box = slide.shapes.add_textbox(
            Inches(MARGIN), Inches(top), Inches(WIDE - 2 * MARGIN), Inches(HIGH - top - 0.3)
        )
        self._fill(box.text_frame, words, size)

    def _credit(self, slide: Slide) -> None:
        from pptx.util import Inches

        box = slide.shapes.add_textbox(Inches(MARGIN), Inches(HIGH - 0.5), Inches(4), Inches(0.35))
        self._fill(box.text_frame, [CREDIT], SMALL)

    def _fill(self, frame: Any, words: list[str], size: int, bold: bool = False) -> None:
        from pptx.enum.lang import MSO_LANGUAGE_ID
        from pptx.enum.text import PP_ALIGN
        from pptx.util import Pt

        frame.word_wrap = True
        known: Mapping[str, Any] = {"zh": MSO_LANGUAGE_ID.SIMPLIFIED_CHINESE}
        for at, portion in enumerate(words):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.LEFT
            for text, lit in runs_of(portion):
                run = paragraph.add_run()
                run.text, font = text, run.font
                font.size, font.bold = Pt(size), bold or lit or at > 0
                font.color.rgb = _colour(self.palette.ink)
                font.language_id = known.get(self.language, MSO_LANGUAGE_ID.ENGLISH_US)


def _colour(colour: str) -> Any:
    from pptx.dml.color import RGBColor

    make: Any = RGBColor
    return make(*rgb(colour))
