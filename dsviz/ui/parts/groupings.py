"""A number of groups as a reader typed it: the legal one to show, and a sentence where it is another one."""

from __future__ import annotations

from dsviz.conv.errors import Refusal
from dsviz.cost import standard
from dsviz.cost.formulas import legal_groups, nearest_legal_groups
from dsviz.reading.whole import is_whole, read_whole
from dsviz.ui.inputs.fields import quoted
from dsviz.ui.shell.words import refused, say
from dsviz.wording.numbers import number


def legal_grouping(typed: str, in_channels: int, out_channels: int, default: int) -> tuple[int, str]:
    """Read a number of groups.

    Parameters
    ----------
    typed : str
    in_channels, out_channels : int
    default : int
        Shown, or its nearest legal neighbour, where no number was typed.

    Returns
    -------
    groups : int
        A legal number.
    refusal : str
        "" where it is the number typed, else the rule with the nearest legal numbers.
    """
    asked = read_whole(typed)
    if asked is None:
        shown = nearest_legal_groups(default, in_channels, out_channels)[0]
        most = legal_groups(in_channels, out_channels)[-1]
        values = {"name": say("grouped.g"), "least": 1, "most": most, "typed": quoted(typed)}
        return shown, say("fields.range" if is_whole(typed) else "fields.whole", **values, used=shown)
    try:
        standard(in_channels, out_channels, groups=asked)
    except Refusal as error:
        nearest = nearest_legal_groups(asked, in_channels, out_channels)
        named = say("grouped.or").join(map(str, nearest))
        rule = refused(error)
        if error.rule == "range":
            # The engine's range is that of any setting; here the channels allow less.
            most = legal_groups(in_channels, out_channels)[-1]
            rule = say("grouped.range", most=most, got=number(asked))
        return nearest[0], say("grouped.illegal", rule=rule, nearest=named, shown=nearest[0])
    return asked, ""
