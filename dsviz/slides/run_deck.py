"""The run of a layer as a PowerPoint file: a slide a step, with what its channels add up to."""

from __future__ import annotations

from math import prod

from dsviz.content import label
from dsviz.conv.layer import Layer
from dsviz.conv.trace import Trace
from dsviz.slides.deck import PICTURE, Writer
from dsviz.slides.drawing import Look, drawn
from dsviz.slides.errors import SlidesError
from dsviz.slides.moment import Moment
from dsviz.slides.naming import AS_USUAL, Naming
from dsviz.slides.written import MOST_CHANNELS, settings
from dsviz.wording.sums import channel_texts, sum_text

MOST_SLIDES = 60
MOST_LETTERS = 120  # of a line


def check_slides(layer: Layer) -> None:
    """Refuse a layer of more steps than slides are made of.

    Raises
    ------
    SlidesError
        Rule ``slides``.
    """
    if (steps := prod(layer.output_shape)) > MOST_SLIDES:
        raise SlidesError("slides", most=MOST_SLIDES, got=steps)


def run_deck(
    trace: Trace, title: str, language: str = "en", dark: bool = False, naming: Naming = AS_USUAL
) -> bytes:
    """Write a run as a PowerPoint file.

    Parameters
    ----------
    trace : Trace
    title : str
    language : str
    dark : bool
        On dark paper.
    naming : Naming
        What the tensors are called.

    Returns
    -------
    bytes
        A .pptx: a title with the settings, and a slide a step with the stage as it stands there.

    Raises
    ------
    ModuleNotFoundError
        With what to install, where python-pptx is missing.
    SlidesError
        Where the run has more than 60 steps, or a cell would be too small for its number.
    """
    check_slides(trace.layer)
    writer = Writer.made(language, dark)
    writer.opening(title, settings(trace.layer, language))
    look = Look(size=PICTURE, sums=False, dark=dark, language=language, naming=naming)
    for at in range(len(trace)):
        moment = Moment.nth(trace, at)
        heading = label("slides.step", language, at=at + 1, count=len(trace))
        cell = naming.cell(*moment.place)
        writer.beat(f"{cell} · {heading}", _words(trace, moment, naming), drawn(trace, moment, look))
    return writer.saved()


def _words(trace: Trace, moment: Moment, naming: Naming) -> list[str]:
    """Write the sum of every channel where there are a few, or else the whole."""
    step = moment.step_of(trace)
    first, texts = step.taps[0].in_channel, channel_texts(step)
    whole = f"{naming.cell(*moment.place)} = {sum_text(step).partition(' = ')[2]}"
    lines = [f"{naming.input(first + at)}: {text}" for at, text in enumerate(texts)] or [whole]
    is_short = len(lines) <= MOST_CHANNELS and max(map(len, lines)) <= MOST_LETTERS
    return (
        lines
        if is_short
        else [f"{naming.cell(*moment.place)} {whole[max(whole.rfind('='), whole.rfind('≈')) :]}"]
    )
