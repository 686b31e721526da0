"""The catalogue of mistakes: what goes wrong in a whole layer when it is worked out by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from dsviz.check import mistakes_channels as channels
from dsviz.check import mistakes_window as window
from dsviz.check.solved_layer import Array, SolvedLayer

__all__ = ["BY_ID", "CATALOGUE", "Mistake", "Outcome", "SolvedLayer"]


def _one_way(layer: SolvedLayer) -> Iterator[dict[str, Any]]:
    yield {}


@dataclass(frozen=True)
class Mistake:
    """One mistake of the catalogue.

    Attributes
    ----------
    function : callable
        From a layer (and a choice) to the wrong output, or None where there is no occasion for it.
    choices : callable
        Lists, as keyword arguments, the ways to make the mistake in a layer.
    """

    function: Callable[..., Array | None]
    choices: Callable[[SolvedLayer], Iterator[dict[str, Any]]] = _one_way

    @property
    def id(self) -> str:
        """The function's name with hyphens: words are looked up by it."""
        return self.function.__name__.replace("_", "-")

    def outcomes(self, layer: SolvedLayer) -> Iterator[Outcome]:
        """Make the mistake in every way that changes the layer's answer.

        Examples
        --------
        >>> layer = SolvedLayer([[[1, 2]]], [[[[3, 4]]]])
        >>> [outcome.output.tolist() for outcome in BY_ID["kernel-flipped"].outcomes(layer)]
        [[[[10.0]]]]
        >>> list(BY_ID["bias-forgotten"].outcomes(layer))
        []
        """
        for values in self.choices(layer):
            output = self.function(layer, **values)
            if output is not None and not _same(layer, output):
                yield Outcome(self.id, output + 0.0, values)


@dataclass(frozen=True, eq=False)
class Outcome:
    """What a mistake makes of a layer.

    Attributes
    ----------
    mistake : str
        The mistake's id.
    output : ndarray
        Usually of shape (N, Ho, Wo); some mistakes change the shape.
    values : dict
        In which way it was made, such as the channel that was missed.
    """

    mistake: str
    output: Array
    values: dict[str, Any] = field(default_factory=dict)


CATALOGUE = (
    Mistake(window.kernel_flipped),
    Mistake(window.kernel_transposed),
    Mistake(window.kernel_turned, window.turn_choices),
    Mistake(window.kernel_mirrored, window.mirror_choices),
    Mistake(window.signs_lost),
    Mistake(window.bias_forgotten),
    Mistake(window.bias_added_per_channel),
    Mistake(window.bias_subtracted),
    Mistake(window.padding_forgotten),
    Mistake(window.padding_mode_ignored),
    Mistake(window.same_wrong_side),
    Mistake(window.stride_ignored),
    Mistake(window.stride_ignored_in_sums),
    Mistake(window.dilation_ignored, window.dilation_choices),
    Mistake(channels.channels_not_summed, channels.unsummed_choices),
    Mistake(channels.channels_summed, channels.summed_choices),
    Mistake(channels.channel_missed, channels.channel_choices),
    Mistake(channels.only_one_channel, channels.channel_choices),
    Mistake(channels.kernel_axes_swapped),
    Mistake(channels.multiplier_order),
    Mistake(channels.groups_interleaved, channels.interleaved_choices),
    Mistake(window.answer_transposed),
    Mistake(window.input_transposed),
    Mistake(window.settings_swapped),
    Mistake(window.channels_last),
    Mistake(channels.rounding, channels.rounding_choices),
)

BY_ID = {mistake.id: mistake for mistake in CATALOGUE}


def _same(layer: SolvedLayer, output: Array) -> bool:
    return output.shape == layer.answer.shape and bool(layer.alike(output, layer.answer).all())
