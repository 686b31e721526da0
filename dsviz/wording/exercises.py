"""What an exercise asks, in words: the same on the page and on the printed sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsviz.content import DEFAULT_LANGUAGE, joined, label
from dsviz.conv.layer import Layer
from dsviz.conv.spec import ConvSpec
from dsviz.cost import Conv
from dsviz.exercises.answer_map import AnswerMap, GradientMap, TransposedMap
from dsviz.exercises.exercise import GROWING, Exercise

NO_PADS = ((0, 0), (0, 0))


def task(asked: Exercise, language: str = DEFAULT_LANGUAGE, *, is_half: bool = False) -> str:
    """Say what is to be worked out; is_half: where some numbers of the maps are given.

    Examples
    --------
    >>> from dsviz.exercises.exercise import exercise
    >>> task(exercise("standard", 1, 1), is_half=True)
    "Work out the empty cells of y, the layer's output; the others are given."
    """
    half = ".half" if is_half else ""
    if asked.topic == "counts":
        return label(f"exercises.task.{'counts-pair' if len(asked.counted) > 1 else 'counts'}", language)
    if asked.topic in ("dx", "dw", "db", "transposed", "receptive"):
        return label(f"exercises.task.{asked.topic}{half}", language)
    kind = "size" if asked.counted else "pair" if len(asked.layers) > 1 else "map"
    return label(f"exercises.task.{kind}{half}", language)


def facts(asked: Exercise, language: str = DEFAULT_LANGUAGE) -> str:
    """Say all settings of an exercise in one line.

    Examples
    --------
    >>> from dsviz.exercises.exercise import exercise
    >>> facts(exercise("stride", 1, 1))
    'input 1×5×5 (channels × height × width), kernel 2×2, stride 3, no padding, without bias'
    """
    if asked.other is not None:
        return joined(_of_other(asked.other, language), language, "clause")
    if asked.topic == "row":
        return joined(_of_row(asked.layers[0], language), language, "clause")
    if asked.layers:
        first = asked.layers[0]
        shape, kernel = first.x.shape, first.kernel
        has_bias = any(layer.bias is not None for layer in asked.layers)
        bias = ("bias-last" if len(asked.layers) > 1 else "bias") if has_bias else "no-bias"
        parts = [_input(shape, language), _kernel(kernel, language), *_settings(first.spec, language)]
        parts.append(label(f"exercises.fact.{bias}", language))
        if asked.topic == "multiplier":
            each = first.filters_per_group
            parts.append(label("exercises.fact.multiplier", language, each=each))
        return joined(parts, language, "clause")
    if asked.topic == "receptive":
        return joined(_in_a_row(asked.counted, language), language, "semicolon")
    inputs = asked.counted[0].in_channels
    parts = [_input((inputs, *asked.size), language), *_layers(asked, language)]
    return joined(parts, language, "clause")


def name_of(name: str, language: str = DEFAULT_LANGUAGE) -> str:
    """Name what is asked: a cell by its indices, a number by its word.

    >>> name_of("y[0,1,2]"), name_of("macs")
    ('y[0,1,2]', 'MACs')
    """
    return name if "[" in name else label(f"exercises.asked.{name}", language)


def level_name(topic: str, level: int | str, language: str = DEFAULT_LANGUAGE) -> str:
    """Name a level; of a growing series what is new in the exercise.

    >>> level_name("stride", 2), level_name("growing", 2)
    ('medium', '2: bias')
    """
    return label(f"exercises.{'step' if topic == GROWING else 'level'}.{level}", language)


def _of_other(asked: AnswerMap, language: str) -> list[str]:
    if isinstance(asked, TransposedMap):
        transposed = asked.layer
        more, bias = transposed.spec.output_padding[0], "no-bias" if transposed.bias is None else "bias"
        parts = [_input(transposed.x.shape, language), _kernel(transposed.kernel, language)]
        parts.append(label("exercises.fact.stride", language, stride=transposed.spec.stride[0]))
        padding = transposed.spec.padding[0][0]
        parts.append(label(f"exercises.fact.taken{'' if padding else '-none'}", language, padding=padding))
        parts += [label("exercises.fact.output-padding", language, more=more)] if more else []
        return [*parts, label(f"exercises.fact.{bias}", language)]
    if not isinstance(asked, GradientMap):
        return []
    layer = asked.layer
    return [
        _input(layer.x.shape, language),
        _kernel(layer.kernel, language),
        *_settings(layer.spec, language),
        *([label("exercises.fact.bias", language)] if asked.of == "bias" else []),
    ]


def _of_row(layer: Layer, language: str) -> list[str]:
    """A row of numbers has one length and one kernel."""
    spec, (_, (left, right)) = layer.spec, layer.pads
    channels, _, length = layer.x.shape
    parts = [
        label("exercises.fact.row", language, channels=channels, length=length),
        label("exercises.fact.kernel", language, kernel=layer.kernel[1]),
    ]
    for name, value in (("stride", spec.stride[1]), ("dilation", spec.dilation[1])):
        parts += [label(f"exercises.fact.{name}", language, **{name: value})] if value != 1 else []
    causal = "causal" if left and not right else "padding-none"
    parts.append(label(f"exercises.fact.{causal}", language, left=left))
    parts += [label("exercises.fact.groups", language, groups=spec.groups)] if spec.groups != 1 else []
    return [*parts, label(f"exercises.fact.{'no-bias' if layer.bias is None else 'bias'}", language)]


def _in_a_row(layers: Sequence[Conv], language: str) -> list[str]:
    """Each layer with what its outputs see by."""
    found = []
    for at, layer in enumerate(layers, 1):
        stride, dilation = layer.spec.stride[0], layer.spec.dilation[0]
        parts = [_kernel(layer.kernel, language), label("exercises.fact.stride", language, stride=stride)]
        parts += [label("exercises.fact.dilation", language, dilation=dilation)] if dilation != 1 else []
        found.append(label("exercises.fact.layer", language, at=at, facts=joined(parts, language, "clause")))
    return found


def _layers(asked: Exercise, language: str) -> Iterator[str]:
    first, *rest = asked.counted
    if asked.topic == "size":
        yield _kernel(first.kernel, language)
        yield from _settings(first.spec, language)
        return
    values = {"inputs": first.in_channels, "outputs": first.out_channels, "kernel": _by(first.kernel)}
    if rest:
        yield label("exercises.fact.depthwise", language, **values)
    else:
        yield label("exercises.fact.channels", language, **values)
        yield _kernel(first.kernel, language)
    yield from _settings(first.spec, language, groups=not rest)
    for last in rest:
        yield _bias(first, language)
        values = {"inputs": last.in_channels, "outputs": last.out_channels}
        yield label("exercises.fact.pointwise", language, **values)
    yield _bias(asked.counted[-1], language)


def _settings(spec: ConvSpec, language: str, groups: bool = True) -> Iterator[str]:
    for name, (rows, columns) in (("stride", spec.stride), ("dilation", spec.dilation)):
        if rows != columns:
            yield label(f"exercises.fact.{name}-sides", language, rows=rows, columns=columns)
        elif rows != 1:
            yield label(f"exercises.fact.{name}", language, **{name: rows})
    yield _padding(spec, language)
    if groups and spec.groups != 1:
        yield label("exercises.fact.groups", language, groups=spec.groups)


def _padding(spec: ConvSpec, language: str) -> str:
    if spec.padding == "same":
        return label("exercises.fact.padding-same", language)
    (top, bottom), (left, right) = spec.padding
    if len({top, bottom, left, right}) > 1:
        sides = {"top": top, "bottom": bottom, "left": left, "right": right}
        return label("exercises.fact.padding-sides", language, **sides)
    return label(f"exercises.fact.{'padding' if top else 'padding-none'}", language, padding=top)


def _bias(layer: Conv, language: str) -> str:
    return label(f"exercises.fact.{'bias' if layer.bias else 'no-bias'}", language)


def _input(shape: tuple[int, ...], language: str) -> str:
    return label("exercises.fact.input", language, shape=_by(shape))


def _kernel(kernel: tuple[int, ...], language: str) -> str:
    return label("exercises.fact.kernel", language, kernel=_by(kernel))


def _by(sides: tuple[int, ...]) -> str:
    return "×".join(map(str, sides))
