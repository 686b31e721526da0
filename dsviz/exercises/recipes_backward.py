"""What an exercise on a gradient or a transposed layer looks like: shapes and settings for paper."""

from __future__ import annotations

from dsviz.exercises.recipes import Recipe

# Topic -> for each level the recipes the seed chooses among. `tells` names the mistakes of
# `dsviz.check.gradient` and `dsviz.check.transposed`.
SPARE = {"stride": 2}
APART = ("bias.mean", "bias.all-maps", "bias.sign")
GRADIENTS: dict[str, tuple[tuple[Recipe, ...], ...]] = {
    "dx": (
        (
            Recipe((1, 3, 3), (1, 1, 2, 2), tells=("x.rotation", "x.overwritten")),
            Recipe((1, 3, 4), (1, 1, 2, 2), tells=("x.rotation", "x.overwritten")),
        ),
        (
            Recipe((1, 4, 4), (1, 1, 2, 2), settings=SPARE, tells=("x.rotation", "x.stride")),
            Recipe((1, 3, 3), (1, 1, 3, 3), settings={"padding": 1}, tells=("x.rotation", "x.overwritten")),
        ),
        (
            Recipe((1, 5, 3), (1, 1, 3, 3), settings={"padding": 1, "stride": 2}, tells=("x.rotation",)),
            Recipe((2, 3, 3), (2, 2, 2, 2), tells=("x.rotation", "x.filters-apart", "x.axes")),
            Recipe((2, 3, 3), (2, 1, 2, 2), settings={"groups": 2}, tells=("x.rotation", "x.group-order")),
        ),
    ),
    "dw": (
        (
            Recipe((1, 3, 3), (1, 1, 2, 2), tells=("weight.turned", "weight.dy-turned")),
            Recipe((1, 3, 4), (1, 1, 2, 2), tells=("weight.turned", "weight.dy-turned")),
        ),
        (
            Recipe((1, 4, 4), (1, 1, 2, 2), settings=SPARE, tells=("weight.turned", "weight.stride")),
            Recipe((2, 3, 3), (2, 1, 2, 2), settings={"groups": 2}, tells=("weight.turned",)),
        ),
        (
            Recipe((1, 3, 3), (1, 1, 3, 3), settings={"padding": 1}, tells=("weight.turned",)),
            Recipe((2, 3, 3), (2, 2, 2, 2), tells=("weight.turned", "weight.axes", "weight.filters")),
        ),
    ),
    "db": (
        (
            Recipe((1, 3, 3), (2, 1, 2, 2), True, tells=APART),
            Recipe((1, 3, 4), (2, 1, 2, 2), True, tells=APART),
        ),
        (
            Recipe((1, 4, 4), (3, 1, 2, 2), True, SPARE, APART),
            Recipe((2, 4, 4), (2, 1, 2, 2), True, {"groups": 2}, APART),
        ),
        (
            Recipe((1, 4, 4), (3, 1, 3, 3), True, {"padding": 1}, APART),
            Recipe((2, 5, 5), (4, 2, 3, 3), True, {"padding": 1, "stride": 2}, APART),
        ),
    ),
}

TRANSPOSED: dict[str, tuple[tuple[Recipe, ...], ...]] = {
    "transposed": (
        (
            Recipe((1, 2, 2), (1, 1, 2, 2), tells=("y.rotation", "y.overwritten", "y.transposed")),
            Recipe((1, 2, 3), (1, 1, 2, 2), tells=("y.rotation", "y.overwritten", "y.transposed")),
        ),
        (
            Recipe(
                (1, 2, 2), (1, 1, 3, 3), True, {**SPARE, "padding": 1}, ("y.rotation", "y.bias-forgotten")
            ),
            Recipe((1, 3, 2), (1, 1, 2, 2), True, {"padding": 1}, ("y.rotation", "y.bias-forgotten")),
        ),
        (
            Recipe(
                (1, 2, 2),
                (1, 1, 3, 3),
                settings={**SPARE, "padding": 1, "output_padding": 1},
                tells=("y.rotation", "y.frame-left", "y.zeros-added"),
            ),
            Recipe((2, 2, 2), (2, 2, 2, 2), True, tells=("y.rotation", "y.axes", "y.channels-apart")),
        ),
    )
}
