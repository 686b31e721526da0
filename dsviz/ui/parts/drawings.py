"""The pictures, films and slides of a layer among the downloads, at 1920×1080."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from importlib.util import find_spec

from dsviz.conv.layer import Layer
from dsviz.conv.trace import Trace
from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.conv.transposed_trace import ScatterTrace
from dsviz.course.guides import layers_for
from dsviz.examples import Example
from dsviz.guides import Guide, of_page
from dsviz.slides.deck import deck
from dsviz.slides.drawing import Look, check_room
from dsviz.slides.errors import SlidesError
from dsviz.slides.moment import Moment
from dsviz.slides.naming import AS_USUAL, Naming
from dsviz.slides.picture import MOST_FRAMES, film, frames_of, picture, stamp_picture
from dsviz.slides.raster import gif
from dsviz.slides.run_deck import check_slides, run_deck
from dsviz.slides.video import video
from dsviz.stage.orders import number_of
from dsviz.ui.parts.own_picture import with_size
from dsviz.ui.parts.seen import Seen, number_on
from dsviz.ui.parts.shown import File, Shown, layers_of, trace_of
from dsviz.ui.shell.engine import backend
from dsviz.ui.shell.words import language, say

PICTURES = {
    "png": (".png", "image/png"),
    "svg": (".svg", "image/svg+xml"),
    # Not x.tex: the derivation in LaTeX is called that, and would be replaced.
    "tikz": ("-picture.tex", "application/x-tex"),
}
FILMS = {"gif": "image/gif", "mp4": "video/mp4", "webm": "video/webm"}
PPTX, RUN = "pptx", "slides"  # of a guide, or of the layer step by step
POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
# The package that a kind of file needs, and the name under which it is imported.
NEEDED = {
    "mp4": ("av", "av"),
    "webm": ("av", "av"),
    PPTX: ("python-pptx", "pptx"),
    RUN: ("python-pptx", "pptx"),
}
# The tensor between the two layers of a pair is z.
PAIR = (Naming(y="z"), Naming(x="z"))


def drawings(
    shown: Shown,
    title: str,
    step: int | None,
    spoken: str,
    dark: bool,
    naming: Naming = AS_USUAL,
    seen: Sequence[Seen | None] = (),
    page: str = "",
) -> Iterator[File]:
    """List the pictures and films of each layer, and the slides of the guide that is about it.

    Parameters
    ----------
    shown : Example or Chain
    title : str
    step : int or None
        Which step of the last layer is drawn; None for the last step, with all numbers there.
    spoken : str
        The language of the words in them.
    dark : bool
        On dark paper.
    naming : Naming
        What the tensors of one layer are called.
    seen : sequence of Seen or None
        Where the stage of each layer stands: that step is drawn as it is seen. The first layer of a pair is
        drawn there, or else whole.
    page : str
        The page whose guides lead through the stage: its slides are those. Without one the slides are of the
        layer, one a step.
    """
    layers = layers_of(shown)
    name = with_size(shown.id, shown.id)
    for at in range(1, len(layers) + 1):
        nth, end = (at, f"-{at}") if len(layers) > 1 else (0, "")
        named = PAIR[at - 1] if nth else naming
        look = Look(dark=dark, language=spoken, title=title, naming=named)
        stage, shape = (seen[at - 1] if seen else None), layers[at - 1].layer.output_shape
        first = stage.step_of(shape) if stage else None
        drawn = step if at == len(layers) else first
        if stage and at > 1 and (before := seen[at - 2]):
            stage = replace(stage, missing=before.to_come(layers[at - 2].layer.output_shape))
        yield from pictures(partial(trace_of, layers[at - 1]), f"{name}{end}", drawn, shape, look, nth, stage)
    if guides := guides_with(page, shown):
        yield from slides_of(guides, spoken, dark)
    else:
        yield from run_slides(layers, name, title, spoken, dark, naming)


def run_slides(
    layers: Sequence[Example], name: str, title: str, spoken: str, dark: bool, naming: Naming
) -> Iterator[File]:
    """List the slides of layers that no guide is about: one a step."""
    for at, example in enumerate(layers, 1):
        nth, end = (at, f"-{at}") if len(layers) > 1 else (0, "")

        def write(example: Example = example, named: Naming = PAIR[at - 1] if nth else naming) -> bytes:
            return run_deck(trace_of(example), title, spoken, dark, named)

        yield File(RUN, nth, f"{name}{end}.{spoken}.pptx", POWERPOINT, write)


def pictures(
    compute: Callable[[], Trace],
    name: str,
    step: int | None,
    outputs: tuple[int, int, int],
    look: Look,
    nth: int = 0,
    seen: Seen | None = None,
) -> Iterator[File]:
    """List the pictures of a step of a layer, and the films of its run.

    Parameters
    ----------
    compute : callable
        Computes the layer, when a file is asked for.
    name : str
        Of the files.
    step : int or None
        Which step is drawn; None for the last one.
    outputs : (N, Ho, Wo)
    look : Look
    nth : int
        Which layer of a pair it is; 0 where there is one.
    seen : Seen, optional
        Where its stage stands: that step is drawn as it is seen, and nothing that it hides.
    """
    part = "" if step is None else f"-step-{number_on(seen, step, outputs)}"
    for kind, (ending, mime) in PICTURES.items():
        yield File(
            kind, nth, f"{name}{part}{ending}", mime, partial(_picture, compute, step, look, kind, seen)
        )
    yield from films(compute, name, look, nth)


def films(compute: Callable[[], Trace], name: str, look: Look, nth: int = 0) -> Iterator[File]:
    """List the films of a layer's run."""
    for kind, mime in FILMS.items():
        yield File(kind, nth, f"{name}.{kind}", mime, partial(_film, compute, look, kind))


def stamp_pictures(layer: TransposedLayer, name: str, look: Look, seen: Seen | None) -> Iterator[File]:
    """List the pictures of a scatter at the step where its stage stands, or at its first."""
    channels, rows, columns = layer.x.shape
    moment = (seen or Seen(step=0)).stamp((channels, rows, columns))
    step = number_of(moment.place, (channels, rows, columns), moment.order)

    def drawn(kind: str) -> str | bytes:
        return stamp_picture(ScatterTrace(layer, backend()), moment, look, kind)

    for kind, (ending, mime) in PICTURES.items():
        yield File(kind, 0, f"{name}-scatter-step-{step + 1}{ending}", mime, partial(drawn, kind))


def slides_of(guides: Sequence[Guide], spoken: str, dark: bool) -> Iterator[File]:
    """List the slides of guides."""
    for at, guide in enumerate(guides, 1):
        slides = partial(deck, guide, spoken, dark, backend())
        yield File(PPTX, at * (len(guides) > 1), f"{guide.id}.{spoken}.pptx", POWERPOINT, slides)


def refused_drawing(shown: Shown, file: File) -> str:
    """Say why a picture, a film or slides cannot be had; "" where they can."""
    return refused_picture(layers_of(shown)[max(file.layer, 1) - 1].layer, file.kind)


def refused_picture(layer: Layer, kind: str) -> str:
    """Say why a picture or a film of a layer, or the slides of a guide, cannot be had; "" where they can."""
    package, module = NEEDED.get(kind, ("", ""))
    if module and find_spec(module) is None:
        return say("downloads.missing", package=package)
    if kind not in {*PICTURES, *FILMS, RUN}:
        return ""
    try:
        check_room(layer)
    except SlidesError as error:
        return say("downloads.drawing.refused", reason=error.sentence(language()))
    return _too_many(layer) if kind == RUN else _too_long(layer) if kind in FILMS else ""


def guides_with(page: str, shown: Shown | None) -> list[Guide]:
    """Return the guides of a page, with the numbers that it shows where they are about those."""
    return [replace(guide, layers=layers_for(guide, shown)) for guide in of_page(page)]


def _too_many(layer: Layer) -> str:
    try:
        check_slides(layer)
    except SlidesError as error:
        return say("downloads.slides.refused", reason=error.sentence(language()))
    return ""


def _too_long(layer: Layer) -> str:
    frames = frames_of(layer)
    if frames <= MOST_FRAMES:
        return ""
    reason = SlidesError("frames", most=MOST_FRAMES, got=frames).sentence(language())
    return say("downloads.film.refused", reason=reason)


def _picture(
    compute: Callable[[], Trace], step: int | None, look: Look, kind: str, seen: Seen | None
) -> str | bytes:
    trace = compute()
    if seen and seen.step < 0 and step is None:
        return picture(trace, seen.waiting(), look, kind)
    at = len(trace) - 1 if step is None else step
    moment = Moment.nth(trace, at) if seen is None else seen.moment(trace.layer, at)
    return picture(trace, moment, look, kind)


def _film(compute: Callable[[], Trace], look: Look, kind: str) -> bytes:
    frames = film(compute(), look)
    return gif(*frames) if kind == "gif" else video(*frames, format=kind)
