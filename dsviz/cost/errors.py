"""What counting and timing refuse, as one table: the rule's id and the sentence it says."""

from collections.abc import Mapping
from typing import Any, ClassVar

from dsviz.conv.errors import ConvError

RULES: Mapping[str, str] = {
    "known-convention": "the convention must be one of {known}; got {got}",
    "known-function": "the activation must be one of {known}; got {got}",
    "per-mac": "a multiply-accumulate counts as 1 or 2 operations; got {got}",
    "convention-form": "the convention must be a Convention or the name of one; got {got}",
    "rate-form": "{name} must be a Rate; got {got}",
    "yes-or-no": "{name} must be True or False; got {got}",
    "maps-needed": "a layer of kind {kind} reads (channels, height, width); got shape {shape}",
    "groups-are-channels": "a depthwise convolution has a group per channel; got {got} groups for {channels}",
    "in-channels-match": "the input must have the layer's in_channels; got shape {shape} for {in_channels}",
    "in-features-match": "the input must have the layer's in_features; got shape {shape} for {in_features}",
    "pool-window-fits": "the pooling window must be <= the input; got {window} > {size}",
    "size-form": "size must be a side, (height, width), (channels, height, width) or (features,); got {got}",
    "size-needed": "a network that does not name its input needs a size to be counted; got none",
    "channels-needed": (
        "size must be (channels, height, width) where the first layer does not name its channels; got {got}"
    ),
    "layer-known": "a network must be made of layers; got {got}",
    "width-range": "the width multiplier must be > 0 and <= {most}; got {got}",
    "config-form": "a block must be a channel count or a pair (channels, stride); got {got}",
    "limit": "{name} must be at most {most} in a measurement here; got {got}",
    "time-range": "seconds must be > 0 and <= {most}; got {got}",
    "macs-limit": "one pass of a timed layer must take at most {most:,} MACs; got {got:,}",
    "numbers-limit": "a timed layer must hold at most {most:,} numbers at once; got {got:,}",
    "pass-seconds": "one pass of all timed layers must take at most {most} s here; it took {got} s",
    "one-run-at-a-time": "one measurement runs at a time; wait until the running one ends ({percent} % done)",
}


class CostError(ConvError):
    """A refusal of this room: a rule with its values, said in one sentence.

    Examples
    --------
    >>> str(CostError("per-mac", got=3))
    'a multiply-accumulate counts as 1 or 2 operations; got 3'
    """

    sentences: ClassVar[Mapping[str, str]] = RULES

    def __init__(self, rule: str, **values: Any) -> None:
        self.rule = rule
        self.values = values
        # The sentence comes from this room's table, not from the engine's.
        ValueError.__init__(self, self.sentences[rule].format(**values))

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.rule, self.values)


def yes_or_no(name: str, value: Any) -> bool:
    """Take True or False; a word such as "no" would count as True.

    Raises
    ------
    CostError, rule ``yes-or-no``

    Examples
    --------
    >>> yes_or_no("bias", "no")
    Traceback (most recent call last):
    dsviz.cost.errors.CostError: bias must be True or False; got 'no'
    """
    if not isinstance(value, bool):
        raise CostError("yes-or-no", name=name, got=repr(value))
    return value


def _rebuild(kind: type[CostError], rule: str, values: dict[str, Any]) -> CostError:
    return kind(rule, **values)
