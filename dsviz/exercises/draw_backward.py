"""Exercises on gradients and transposed layers: drawn until the topic's mistakes show in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from dsviz.conv.layer import Layer
from dsviz.conv.transposed_layer import TransposedLayer
from dsviz.exercises.answer_map import GradientMap, TransposedMap
from dsviz.exercises.draw import INPUTS, TRIES, WEIGHTS, Draw, are_told_apart, draw_biases, is_plain_filter
from dsviz.exercises.recipes import Recipe
from dsviz.exercises.recipes_backward import GRADIENTS, TRANSPOSED

UPSTREAM = (-2, 3)
OF = {"dx": "x", "dw": "weight", "db": "bias"}

AnyMap = TypeVar("AnyMap", GradientMap, TransposedMap)


def draw_gradient(draw: Draw, topic: str, level: int) -> GradientMap:
    """Draw a layer, and the upstream gradient at its output."""
    recipe = draw.one_of(GRADIENTS[topic][level - 1])

    def drawn() -> GradientMap:
        layer = Layer(
            draw.tensor(recipe.x, *INPUTS[level]),
            draw.tensor(recipe.weight, *WEIGHTS[level]),
            draw_biases(draw, recipe.weight[0]) if recipe.bias else None,
            recipe.spec,
        )
        return GradientMap(layer, draw.tensor(layer.output_shape, *UPSTREAM), OF[topic])

    return _first_telling(drawn, recipe, f"{topic} of level {level}")


def draw_transposed(draw: Draw, topic: str, level: int) -> TransposedMap:
    """Draw a transposed layer."""
    recipe = draw.one_of(TRANSPOSED[topic][level - 1])

    def drawn() -> TransposedMap:
        tensors = draw.tensor(recipe.x, *INPUTS[level]), draw.tensor(recipe.weight, *WEIGHTS[level])
        bias = draw_biases(draw, recipe.weight[1]) if recipe.bias else None
        return TransposedMap(TransposedLayer.from_tensors(*tensors, bias, **recipe.settings))

    return _first_telling(drawn, recipe, f"{topic} of level {level}")


def _first_telling(drawn: Callable[[], AnyMap], recipe: Recipe, what: str) -> AnyMap:
    candidates = (drawn() for _ in range(TRIES))
    found = next((each for each in candidates if is_fit(each) and is_telling(each, recipe.tells)), None)
    if found is None:
        raise AssertionError(f"no exercise on {what} can be drawn")
    return found


def is_fit(asked: GradientMap | TransposedMap) -> bool:
    """Tell whether no kernel and no map of dy hides mistakes."""
    drawn = [asked.layer.weight, *([asked.dy[:, None]] if isinstance(asked, GradientMap) else [])]
    return not any(is_plain_filter(filter_) for tensor in drawn for filter_ in tensor)


def is_telling(asked: GradientMap | TransposedMap, tells: tuple[str, ...]) -> bool:
    """Tell whether each of these mistakes shows in an exercise and can be told from the others."""
    found = [[each.output for each in asked.wrong() if each.mistake == mistake] for mistake in tells]
    return are_told_apart(found)
