"""What the engine refuses, as one table: the rule's id and the sentence it says."""

from reprlib import Repr
from typing import Any

RULES = {
    "whole-number": "{name} must be a whole number; got {got}",
    "range": "{name} must be from {least} to {most}; got {got}",
    "pair": "{name} must be one whole number or a pair (height, width); got {got}",
    "padding-form": (
        "padding must be a whole number, a pair (height, width), ((top, bottom), (left, right)), "
        "'valid' or 'same'; got {got}"
    ),
    "padding-mode-known": "padding_mode must be one of {known}; got {got}",
    "backend-known": "backend must be one of {known}; got {got}",
    "tensor-rectangular": "{name} must be a full rectangular array of numbers; got {got}",
    "tensor-real": "{name} must hold real numbers; got {got}",
    "tensor-finite": "{name} must hold finite numbers; got {got} at index {index}",
    "tensor-not-empty": "{name} must have at least one number along every axis; got shape {shape}",
    "tensor-rank": "{name} must have the axes {axes}; got shape {shape}",
    "bias-length": "bias must have one number per output channel; got {bias_length} for {out_channels}",
    "groups-divide-in-channels": (
        "groups must divide the input channels; got {groups} groups for {in_channels} channels"
    ),
    "groups-divide-out-channels": (
        "groups must divide the output channels; got {groups} groups for {out_channels} channels"
    ),
    "weight-in-channels": (
        "weight must have in_channels / groups slices per filter; "
        "got {slices} for {in_channels} / {groups} = {expected}"
    ),
    "kernel-reach-fits": "kernel reach must be <= padded input; got {reach} > {padded}",
    "reflect-pad-fits": "reflect padding must be < the input size; got {pad} for size {size}",
    "circular-pad-fits": "circular padding must be <= the input size; got {pad} for size {size}",
    "size-affordable": "a layer must hold at most {most} numbers; {name} would hold {got}",
    "depth-multiplier": (
        "depthwise output channels must be a multiple of the input channels; "
        "got {out_channels} for {in_channels}"
    ),
}

LONGEST_SHOWN = 120

_short = Repr()
_short.maxstring = _short.maxother = 60


class ConvError(ValueError):
    """A refusal: a rule with its values.

    Parameters
    ----------
    rule : str
        Id of the rule, a key of `RULES`. A translation is looked up by it.
    **values
        What the sentence fills in.

    Attributes
    ----------
    rule : str
    values : dict

    Examples
    --------
    >>> error = ConvError("kernel-reach-fits", reach=5, padded=3)
    >>> str(error), error.rule, error.values
    ('kernel reach must be <= padded input; got 5 > 3', 'kernel-reach-fits', {'reach': 5, 'padded': 3})
    """

    def __init__(self, rule: str, **values: Any) -> None:
        self.rule = rule
        self.values = values
        super().__init__(RULES[rule].format(**values))

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (self.rule, self.values)


def _rebuild(rule: str, values: dict[str, Any]) -> ConvError:
    return ConvError(rule, **values)


def shown(value: object) -> str:
    """Write a refused value on one line, shortened so that a sentence stays a sentence.

    >>> shown("diagonal"), shown(list(range(100)))
    ("'diagonal'", '[0, 1, 2, 3, 4, 5, ...]')
    """
    text = " ".join(_short.repr(value).split())
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]} ..."
