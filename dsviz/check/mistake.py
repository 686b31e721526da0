"""A mistake: what somebody does wrong in a whole layer, and the output that comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any

from dsviz.check.solved_layer import Array, SolvedLayer

MOST_SHIFTED = 16  # filters

# Another layer that was computed, another output, or None where there is no occasion for the mistake.
Made = SolvedLayer | Array | None
Choices = Iterator[dict[str, Any]]


def one_way(layer: SolvedLayer) -> Choices:
    """A mistake that can be made in one way only."""
    yield {}


def shifts(count: int) -> Choices:
    """List the orders in which every filter has what belongs to another, all as many places on.

    >>> [way["order"] for way in shifts(3)]
    [(1, 2, 0), (2, 0, 1)]
    """
    filters = tuple(range(count))
    most = count if 2 < count <= MOST_SHIFTED else 0  # two filters are exchanged
    return ({"order": filters[by:] + filters[:by]} for by in range(1, most))


def of_its_shape(solve: Callable[[SolvedLayer, Array], Choices]) -> Callable[[SolvedLayer, Array], Choices]:
    """Have an answer of another shape than the layer's solved by nothing."""

    @wraps(solve)
    def solving(layer: SolvedLayer, typed: Array) -> Choices:
        return solve(layer, typed) if typed.shape == layer.answer.shape else iter(())

    return solving


@dataclass(frozen=True)
class Mistake:
    """One mistake of the catalogue.

    Attributes
    ----------
    function : callable
        From a layer (and a choice) to what comes of it.
    choices : callable
        Lists, as keyword arguments, the ways to make the mistake in a layer.
    solve : callable, optional
        For a mistake with a number of its own, such as one weight misread: from a layer and the typed
        answer to the ways that could have led there. It then has no choices without an answer.
    rewrites : bool
        The mistake is made with the finished answer, whatever layer that came from.
    is_rare : bool
        Told behind a common mistake with the same numbers, and not beside it where few numbers are wrong.
    """

    function: Callable[..., Made]
    choices: Callable[[SolvedLayer], Choices] = one_way
    solve: Callable[[SolvedLayer, Array], Choices] | None = None
    rewrites: bool = False
    is_rare: bool = False

    @property
    def rank(self) -> int:
        """0 for a common mistake, 1 for a rare one, 2 where a number was solved for."""
        return 2 if self.solve is not None else int(self.is_rare)

    @cached_property
    def id(self) -> str:
        """The function's name with hyphens: words are looked up by it."""
        return self.function.__name__.replace("_", "-")

    def outcomes(self, layer: SolvedLayer, typed: Array | None = None) -> Iterator[Outcome]:
        """Make the mistake in every way that changes the layer's answer.

        Parameters
        ----------
        layer : SolvedLayer
        typed : ndarray, optional
            The answer that a mistake with a number of its own is solved for.

        Examples
        --------
        >>> from dsviz.check.mistakes import BY_ID
        >>> layer = SolvedLayer([[[1, 2]]], [[[[3, 4]]]])
        >>> [outcome.output.tolist() for outcome in BY_ID["kernel-flipped"].outcomes(layer)]
        [[[[10.0]]]]
        >>> list(BY_ID["bias-forgotten"].outcomes(layer))
        []
        """
        made = (self.made(layer, values) for values in self.ways(layer, typed))
        return (one for one in made if one is not None and not _same(layer, one.output))

    def made(self, layer: SolvedLayer, values: dict[str, Any]) -> Outcome | None:
        """Make the mistake in one way; None where the layer gives no occasion for it."""
        made = self.function(layer, **values)
        if made is None:
            return None
        return Outcome(self.id, made, values)

    def ways(self, layer: SolvedLayer, typed: Array | None = None) -> Choices:
        """List the choices in a layer, those solved for a typed answer too."""
        if self.solve is None:
            return self.choices(layer)
        return iter(()) if typed is None else self.solve(layer, typed)


@dataclass(frozen=True, eq=False)
class Outcome:
    """What a mistake makes of a layer.

    Attributes
    ----------
    mistake : str
        The mistake's id.
    made : SolvedLayer or ndarray
        The layer that was computed instead, or the output.
    values : dict
        In which way it was made, such as the channel that was missed.
    before : Outcome or None
        The mistake with whose layer or answer it was made.
    """

    mistake: str
    made: SolvedLayer | Array
    values: dict[str, Any] = field(default_factory=dict)
    before: Outcome | None = None

    @property
    def layer(self) -> SolvedLayer | None:
        """The layer that was computed instead, where the output is that of one."""
        return self.made if isinstance(self.made, SolvedLayer) else None

    @property
    def shape(self) -> tuple[int, ...]:
        """The output's shape, usually (N, Ho, Wo); known before anything is computed."""
        return self.made.output_shape if isinstance(self.made, SolvedLayer) else self.made.shape

    @cached_property
    def output(self) -> Array:
        """The mistaken output."""
        return self.made.answer if isinstance(self.made, SolvedLayer) else self.made + 0.0


def _same(layer: SolvedLayer, output: Array) -> bool:
    return output.shape == layer.answer.shape and bool(layer.alike(output, layer.answer).all())
