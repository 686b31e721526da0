"""Several tensors of one text: a notebook's statements, a state_dict, labels, printouts one after another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dsviz.content import Words
from dsviz.reading.axes import Array, Role
from dsviz.reading.changes import without_changes
from dsviz.reading.entries import Entry, listed_entries, printouts
from dsviz.reading.errors import ReadError
from dsviz.reading.file_calls import of_files
from dsviz.reading.frames import Shape
from dsviz.reading.groups import Group, is_used
from dsviz.reading.indexed import indexed_cells
from dsviz.reading.inline_calls import as_statements
from dsviz.reading.keras_weights import kernel_and_bias, weights_of
from dsviz.reading.nested import entries_of
from dsviz.reading.padded import over_plain
from dsviz.reading.parts import Part
from dsviz.reading.reassigned import is_replaced
from dsviz.reading.roles import NOTHING, named_roles, told_by_calls
from dsviz.reading.sizes import apart, disagreeing
from dsviz.reading.telling import Telling, is_only_depthwise, order_of_words, speaks_of_library
from dsviz.reading.text import bounded, groups_of, read_group, with_running
from dsviz.reading.typed import PLAIN, Manner, Typed
from dsviz.reading.unnamed import are_biases, are_of_layers, is_larger_second

_UNREAD = (
    "one-tensor",
    "one-tensor-or-list",
    "row-shape",
    "row-length",
    "call-one-tensor",
    "character",
)
# print(list(layer.parameters())) of old PyTorch
_PARAMETERS = re.compile(r"\s*\[\s*Parameter containing:")


@dataclass(frozen=True, eq=False)
class Named:
    """One of several tensors.

    Attributes
    ----------
    name : str
        As the text calls it; "" where it has no name.
    role : {"input", "kernel", "bias", "output"}
        What it is taken for.
    why : Words
        Why it is taken for that.
    typed : Typed
        Its numbers, and what the words around say of their axes.
    """

    name: str
    role: Role
    why: Words
    typed: Typed

    @property
    def is_note(self) -> bool:
        """Whether it is no tensor: a size that none has, one in a file, an input without its padding."""
        return self.why.key in ("reading.role.size", "reading.role.file", "reading.role.plain")

    @property
    def array(self) -> Array:
        """The numbers in the shape they were typed in."""
        return self.typed.array


def read_tensors(text: str, manner: Manner = PLAIN) -> tuple[Named, ...]:
    """Read all tensors of a text, in order, each with its name and what it is taken for.

    Parameters
    ----------
    text : str
    manner : Manner

    Returns
    -------
    tuple of Named
        At least one.

    Raises
    ------
    ReadError
        Where one of them cannot be read.

    Examples
    --------
    >>> [(one.name, one.role) for one in read_tensors("x = [[1, 2]]\\nk = [[3]]\\nb = [4]")]
    [('x', 'input'), ('k', 'kernel'), ('b', 'bias')]
    """
    with as_statements(text) as text:
        clean = bounded(text)
        # A comment tells whose tensors they are; its other words are of one of them only. Calls are of all.
        words = order_of_words(text)
        is_row = words.in_line and "2d" not in text.lower()
        told = Telling(words.framework, is_only_depthwise(text), is_row)
        manner = manner._replace(around=told, is_matlab=not speaks_of_library(text))
        cells = indexed_cells(clean, manner)
        if cells:
            return tuple(_with_roles(list(cells.items())))
        calls = told_by_calls(clean)
        clean, changes = without_changes(clean)
        manner = manner._replace(changes=changes)
        found = with_running(clean, lambda clean, parts: _all(clean, parts, manner))
        return _with_files(tuple(_without_sizes(found, calls)), clean)


def _without_sizes(found: Sequence[tuple[str, Typed]], told: Mapping[str, Role]) -> Iterator[Named]:
    """Give roles to tensors; of sizes beside them only those are told that no tensor has."""
    parted = apart(found)
    named = tuple(_with_roles(parted.tensors, told))
    left = disagreeing(parted.sizes, [(one.role, one.typed) for one in named]) if parted.sizes else []
    yield from _without_plain(named if left is not None else tuple(_with_roles(found, told)))
    yield from (Named(name, "input", Words("reading.role.size"), typed) for name, typed in left or ())


def _without_plain(named: Sequence[Named]) -> Iterator[Named]:
    """Say of an input that the padded one beside it is the one that is read."""
    typed = [(one.role, one.typed) for one in named]
    for one, each in zip(named, typed, strict=True):
        is_plain = over_plain(each, typed)
        yield replace(one, why=Words("reading.role.plain")) if is_plain else one


def _with_files(named: tuple[Named, ...], text: str) -> tuple[Named, ...]:
    """Add the tensors that a layer needs and that stand in a file, where no other has their role."""
    names, roles = {one.name for one in named}, {one.role for one in named if not one.is_note}
    files = [each for each in of_files(text) if each.name not in names and each.role not in roles]
    whys = [Words("reading.role.file", {"call": each.call}) for each in files]
    empty = Typed([], (0,))
    added = (Named(each.name, each.role, why, empty) for each, why in zip(files, whys, strict=True))
    return (*named, *added)


def _all(clean: str, parts: Sequence[Part], manner: Manner) -> list[tuple[str, Typed]]:
    groups = groups_of(clean, parts, manner)
    if not groups:
        raise ReadError("text-empty")
    found: list[tuple[str, Typed]] = []
    named: dict[str, Typed] = {}
    is_several = len({group.name for group in groups}) > 1
    for at, group in enumerate(groups):
        for name, typed in _of_group(clean, group, manner._replace(named=dict(named))):
            if name:
                named[name] = typed
            # What a later statement only reshapes is a step on the way, what is printed again is known.
            later = groups[at + 1 :] if name and name == group.name else []
            if not (is_used(group, later, clean) or (is_several and is_replaced(group, later, clean))):
                found = [one for one in found if not _is_again(one, name, typed)]
                found.append((name, typed))
    return found


def _is_again(one: tuple[str, Typed], name: str, typed: Typed) -> bool:
    """Tell whether a tensor is the same one as another, by its name and its numbers."""
    return bool(name) and one[0] == name and one[1].numbers == typed.numbers


def _of_group(text: str, group: Group, manner: Manner) -> Iterator[tuple[str, Typed]]:
    """Read the tensors of one group: usually one; several where they stand in one pair of brackets."""
    part = group.parts[0]
    value = text[part.start : part.stop]
    is_one, whose = len(group.parts) == 1, manner.around.framework
    weights = weights_of(value, group.name, whose) if is_one else []
    entries = weights or (entries_of(value) if is_one else [])
    if not entries:
        try:
            yield group.name, read_group(text, group, manner)
            return
        except ReadError as error:
            entries = (listed_entries(value) or printouts(value, group.name)) if is_one else []
            is_list = error.rule in _UNREAD or _PARAMETERS.match(value)
            if not entries or not is_list:
                raise
            entries = kernel_and_bias(group.name, entries)
    for entry in entries:
        typed = read_group(text, _as_group(part, entry), manner)
        yield entry.name, _of_get_weights(typed) if weights or not entry.name else typed


def _of_get_weights(typed: Typed) -> Typed:
    """Say of a kernel of three axes in a list of arrays that it is a Conv1D's of Keras."""
    is_keras = len(typed.shape) == 3 and typed.telling.framework in ("", "numpy", "tensorflow")
    telling = typed.telling._replace(framework="tensorflow", in_line=True)
    return typed._replace(telling=telling) if is_keras else typed


def _as_group(part: Part, entry: Entry) -> Group:
    start, stop = part.start + entry.start, part.start + entry.stop
    return Group(entry.name, [Part(entry.name, "tensor", start, start, stop)])


def _with_roles(found: Sequence[tuple[str, Typed]], told: Mapping[str, Role] = NOTHING) -> Iterator[Named]:
    """Take names first, then a tensor of one axis for a bias, then the order: input, kernel, output."""
    roles = named_roles(found, told)
    biases = are_biases(found, roles)
    of_layer = any(role in ("kernel", "bias") for role in roles) or any(biases)
    unnamed = [at for at, role in enumerate(roles) if role is None and not biases[at]]
    # get_weights() gives a kernel and a bias, and no input.
    weights_only = len(found) == 2 and sum(biases) == 1 and len(found[0][1].shape) >= 3
    free: list[Role] = [role for role in ("input", "kernel", "output") if role not in roles]
    weights_only = weights_only or are_of_layers([typed for _, typed in found], biases, roles)
    if (weights_only or (of_layer and len(found) == 1)) and "kernel" in free:
        free = ["kernel"]
    if free[:2] == ["input", "kernel"] and is_larger_second(found, unnamed):
        free[:2] = ["kernel", "input"]
    guessed: list[Shape] = []  # of kernels
    for at, (name, typed) in enumerate(found):
        role = roles[at]
        if role is not None:
            yield Named(name, role, Words("reading.role.name"), typed)
        elif biases[at] and len(found) > 1:
            yield Named(name, "bias", Words("reading.role.vector"), typed)
        else:
            place = unnamed.index(at) if at in unnamed else 0
            guess = free[min(place, len(free) - 1)] if free else "input"
            kernels = [
                other.shape for (_, other), of in zip(found[:at], roles, strict=False) if of == "kernel"
            ]
            is_other = typed.shape in [*kernels, *guessed] or (len(typed.numbers) == 1 and not typed.is_list)
            if guess == "output" and name and is_other:
                guess = "kernel"  # Gy beside Gx, and pad_width = 1 beside both
            guessed += [typed.shape] if guess == "kernel" else []
            yield Named(name, guess, Words("reading.role.order"), typed)
