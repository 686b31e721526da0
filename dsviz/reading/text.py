"""One tensor of a text, in whichever form it stands there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import groupby
from typing import TypeVar

from dsviz.reading.changes import changed, without_changes
from dsviz.reading.cleaned import cleaned
from dsviz.reading.counted import together
from dsviz.reading.derived import refuse_derived
from dsviz.reading.entries import listed_entries
from dsviz.reading.errors import ReadError
from dsviz.reading.explained import explained
from dsviz.reading.forms import plain
from dsviz.reading.forms.matlab import strings_as_rows, with_times
from dsviz.reading.forms.programs import without_prints
from dsviz.reading.forms.slices import slices
from dsviz.reading.groups import Group, grouped, is_used
from dsviz.reading.in_order import in_order, order_of_slices
from dsviz.reading.indexed import indexed_cells
from dsviz.reading.inline_calls import as_statements
from dsviz.reading.keras_weights import weights_of
from dsviz.reading.last_axis import channels_last, new_last
from dsviz.reading.masked import read_masked, relocated
from dsviz.reading.nested import entries_of, is_mapping
from dsviz.reading.open_cells import with_open_cells
from dsviz.reading.padded import called_padded
from dsviz.reading.parts import Part, parts_of
from dsviz.reading.reassigned import refuse_reassigned
from dsviz.reading.running import in_running_text
from dsviz.reading.scan import MOST_CHARACTERS
from dsviz.reading.shown_digits import shown_in
from dsviz.reading.sizes import without_sizes
from dsviz.reading.stacked import stacked
from dsviz.reading.telling import Telling, order_of_words, speaks_of_library
from dsviz.reading.typed import PLAIN, Manner, Typed
from dsviz.reading.unread_calls import refuse_made
from dsviz.reading.worked_out import worked_out

Found = TypeVar("Found")
_OF_TEXT = ("truth-number", "dtype-range", "channels-numbered")  # refusals that hold for a sentence too


def read_text(text: str, manner: Manner = PLAIN) -> Typed:
    """Read the one tensor of a text.

    Parameters
    ----------
    text : str
        At most 500,000 characters with 50,000 numbers.
    manner : Manner

    Raises
    ------
    ReadError
        Rule ``text-length``, ``one-tensor`` where there are several, and those of the form it is in.

    Examples
    --------
    >>> read_text("A =\\n   1   2\\n   3   4").shape
    (2, 2)
    """
    with as_statements(text) as text:
        clean = bounded(text)
        manner = manner._replace(around=order_of_words(text), is_matlab=not speaks_of_library(text))
        cells = indexed_cells(clean, manner)
        if len(cells) == 1:
            return cells.popitem()[1]
        clean, changes = without_changes(clean)
        manner = manner._replace(changes=changes)
        return with_running(clean, lambda clean, parts: _only(clean, parts, manner))


def with_running(clean: str, read: Callable[[str, Sequence[Part]], Found]) -> Found:
    """Read a text as it stands; where that is refused, as sentences or code around tensors.

    Parameters
    ----------
    clean : str
    read : callable
        From a text and its parts.

    Raises
    ------
    ReadError
        That of the text as it stands.
    """
    refuse_derived(clean)
    try:
        return read(clean, parts_of(clean))
    except ReadError as error:
        shorter = without_prints(clean)
        if shorter != clean:
            with suppress(ReadError):
                return read(shorter, parts_of(shorter))
        refuse_made(clean)
        running = in_running_text(clean)
        # A row of True and False is no sentence, nor is a mapping; a number that would wrap is none left out.
        if running is None or error.rule in _OF_TEXT or is_mapping(clean):
            raise explained(clean, worked_out(clean, error)) from None
        refuse_derived(clean, of_names=True)
        refuse_reassigned(clean, running[1])
        with suppress(ReadError):
            return read(*running)
        raise explained(clean, worked_out(clean, error)) from None


def _only(clean: str, parts: Sequence[Part], manner: Manner) -> Typed:
    groups = without_repeats(clean, groups_of(clean, parts, manner), manner)
    groups = without_sizes(clean, groups, lambda group: read_group(clean, group, manner))
    if not groups:
        raise ReadError("text-empty")
    for at, group in enumerate(groups[:-1]):
        if not group.name or not is_used(group, groups[at + 1 :], clean):
            second = groups[1].parts[0]
            got = clean[second.head : second.start].strip()[:60]
            raise ReadError.at(clean, second.head, "one-tensor", got=got)
    named: dict[str, Typed] = {}
    manner = manner._replace(named=named)
    for group in groups[:-1]:
        named[group.name] = read_group(clean, group, manner)
    return read_group(clean, groups[-1], manner)


def groups_of(text: str, parts: Sequence[Part], manner: Manner) -> Sequence[Group]:
    """Put the parts of each tensor together: its channels, and maps and kernels that are counted."""
    return together(in_order(grouped(parts, text), text), text, lambda group: read_group(text, group, manner))


def without_repeats(text: str, groups: Sequence[Group], manner: Manner) -> Sequence[Group]:
    """Leave out the second of two tensors that is the first one's printout: x = np.arange(4), and then x."""
    heads = [group.parts[0] for group in groups]
    # In running text a name is a guess, and stands before no tensor.
    is_pair = len(groups) == 2 and all(head.head < head.start for head in heads)
    if not is_pair or groups[0].name != groups[1].name:
        return groups
    with suppress(ReadError):
        made, printed = (read_group(text, group, manner) for group in groups)
        if made.numbers == printed.numbers and made.shape == printed.shape:
            return groups[:1]
    return groups


def bounded(text: str) -> str:
    """Clean a text that is not too long.

    Raises
    ------
    ReadError
        Rule ``text-length``.
    """
    if len(text) > MOST_CHARACTERS:
        raise ReadError("text-length", most=MOST_CHARACTERS, got=len(text))
    return cleaned(text)


def read_group(text: str, group: Group, manner: Manner) -> Typed:
    """Read one tensor from its parts, make the changes to it, and keep that it is called padded."""
    typed = _of_group(text, group, manner)
    padded = called_padded(text[group.head : group.parts[0].start])
    return typed._replace(telling=typed.telling._replace(padded=padded)) if padded else typed


def _of_group(text: str, group: Group, manner: Manner) -> Typed:
    if group.members:
        read = [read_group(text, member, manner) for member in group.members]
        heads = [member.parts[0]._replace(name=group.name) for member in group.members]
        whole = stacked(read, text, heads)
        # 00 and 01 are two filters, or two channels of one.
        is_open = len(whole.shape) == 3 and group.members[0].name.endswith("00")
        return whole._replace(order="", telling=whole.telling._replace(order="")) if is_open else whole
    typed = _of_parts(text, group, manner)
    start, stop = min(part.head for part in group.parts), max(part.stop for part in group.parts)
    return changed(typed, start, stop, text, manner.changes)


def _of_parts(text: str, group: Group, manner: Manner) -> Typed:
    if len(group.parts) == 1:
        return read_part(text, group.parts[0], manner)
    filters = [list(parts) for _, parts in groupby(group.parts, key=lambda part: part.name)]
    if group.parts[0].kind == "slice" and len(filters) > 1:
        each = [_of_parts(text, Group(parts[0].name, parts), manner) for parts in filters]
        return stacked(each, text, [parts[0] for parts in filters])
    return stacked([read_part(text, part, manner) for part in group.parts], text, group.parts)


def read_part(text: str, part: Part, manner: Manner) -> Typed:
    """Read the value of one part; a refusal names the place in the whole text."""
    whole = text[part.start : part.stop]
    entries = entries_of(whole) or listed_entries(whole, least=1)  # [array(...)] is that array
    entries = entries or weights_of(whole, part.name, manner.around.framework)
    start, stop = part.start, part.stop
    if len(entries) == 1:
        start, stop = start + entries[0].start, start + entries[0].stop
    value = text[start:stop]
    try:
        typed = _read(value, manner)
    except ReadError as error:
        raise relocated(error, value, text, start) from None
    spoken = order_of_words(text, part.name)
    around = spoken.or_else(manner.around)._replace(shown=shown_in(value))
    others = tuple(_told(other, around) for other in typed.others)
    return _told(typed, around)._replace(others=others)


def _told(typed: Typed, around: Telling) -> Typed:
    """Say of the axes what the numbers themselves show, else what the words around them say."""
    is_nobodys = typed.framework == "numpy" or (typed.framework, around.framework) == ("jax", "tensorflow")
    framework = "" if is_nobodys else typed.framework
    shown = Telling(framework, order=typed.order, apart=typed.telling.apart)
    return typed._replace(telling=shown.or_else(around))


def _read(value: str, manner: Manner) -> Typed:
    """Read a text without names: write it as brackets or rows, then read those."""
    masked = with_times(strings_as_rows(plain(value)))
    if manner.open_cells:
        masked = with_open_cells(masked)
    typed = read_masked(masked, value, manner)
    # PyTorch's w[:, :, None, None] makes 1x1 kernels.
    order = new_last(value, typed.shape)
    if order and "torch" not in (typed.framework, manner.around.framework):
        return typed._replace(order=order)
    if len(typed.shape) == 3 and channels_last(value):
        return typed._replace(order="HWC")
    typed = _sliced_in_order(typed, value)
    sides = slices(value)
    if sides is None or len(typed.shape) != 3:
        return typed
    channels, filters = sides
    height, width = typed.shape[1:]
    if channels * filters != typed.shape[0]:
        return typed
    return typed._replace(shape=(filters, channels, height, width), order="OIHW")


def _sliced_in_order(typed: Typed, value: str) -> Typed:
    """Put slices with headings in the order of their numbers: x(:,:,2) = before x(:,:,1) =."""
    order = order_of_slices(value)
    if len(typed.shape) != 3 or len(order) != typed.shape[0] or order == sorted(order):
        return typed
    return typed._replace(numbers=typed.array[order].ravel().tolist())
