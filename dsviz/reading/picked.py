"""One tensor taken out of a text that holds several: that of the role that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from dsviz.content import Listed, Words
from dsviz.reading.axes import Role
from dsviz.reading.code_calls import without_comments
from dsviz.reading.errors import ReadError
from dsviz.reading.file_calls import of_files
from dsviz.reading.labels import role_of
from dsviz.reading.paste import Reading
from dsviz.reading.several import Named, read_tensors
from dsviz.reading.typed import PLAIN, Manner, Typed

LEAST_AXES = 3  # of a layer's kernel in a state_dict
_OF_ONE = ("layout-known",)  # what only one tensor that was read can be refused for


class Picked(NamedTuple):
    """A tensor of a text, the others that stand in it, and its name."""

    typed: Typed
    others: tuple[Named, ...]
    name: str = ""

    @property
    def biases(self) -> list[Typed]:
        """The biases beside a kernel; of those with a layer's name, such as bn.bias, its own layer's."""
        layer, dot, _ = self.name.rpartition(".")
        named = [each for each in self.others if each.role == "bias"]
        return [
            each.typed
            for each in named
            if not (dot and "." in each.name) or each.name.startswith(layer + dot)
        ]


def picked(text: str, role: Role, manner: Manner = PLAIN, refusal: ReadError | None = None) -> Picked | None:
    """Take the tensor of a role out of a text of several.

    Parameters
    ----------
    text : str
    role : {"input", "kernel", "bias", "output"}
    manner : Manner
    refusal : ReadError, optional
        Why the text is not read as one tensor: where it is that there are several, one of which cannot be
        read, that one is refused.

    Returns
    -------
    Picked or None
        None for a text of one tensor, one that cannot be read, and one that does not say which is meant.

    Raises
    ------
    ReadError
        Rules ``one-of-role``, where several are of that role, and ``none-of-role``; that of a tensor.

    Examples
    --------
    >>> found = picked("x = [[1, 2]]\\nw = [[3]]\\nb = [4]", "kernel")
    >>> found.typed.numbers, [other.name for other in found.others]
    ([3.0], ['x', 'b'])
    >>> picked("[[1, 2]]", "input") is None
    True
    """
    try:
        found = read_tensors(text, manner)
    except ReadError as error:
        if refusal is not None and refusal.rule == "one-tensor":
            raise error from None
        return None
    if len(found) < 2 or not any(named.name or named.role == "bias" for named in found):
        return None
    own = [named for named in found if named.role == role and not named.is_note]
    if not own and sum(not named.is_note for named in found) == 1:
        own = [named for named in found if not named.is_note and role_of(named.name) in (None, role)]
    own = own if len(own) == 1 else of_the_only_layer(found, role) or own
    if len(own) != 1:
        rule = "one-of-role" if own else "none-of-role"
        names = Listed([title_of(named) for named in own or found])
        raise ReadError(rule, role=Words(f"reading.what.{role}"), got=names)
    return Picked(own[0].typed, tuple(named for named in found if named is not own[0]), own[0].name)


def refuse_of_file(text: str, role: Role) -> None:
    """Refuse a text whose tensor of a role stands in a file, rather than take another one for it.

    Raises
    ------
    ReadError
        Rule ``numbers-in-file``.

    Examples
    --------
    >>> refuse_of_file("x = imread('a.png');\\nk = [1 0; 0 1];\\ny = conv2(x, k)", "kernel")
    >>> refuse_of_file("x = imread('a.png');\\nk = [1 0; 0 1];\\ny = conv2(x, k)", "input")
    Traceback (most recent call last):
    dsviz.reading.errors.ReadError: the text must hold the numbers of x; got imread('a.png'), a file that \
    cannot be opened from here. Paste what disp(x) or print(x) shows
    """
    own = [each for each in of_files(without_comments(text)) if each.role == role]
    if not own:
        return
    try:
        found = read_tensors(text)
        own = [each for each in own if any(one.is_note and one.name == each.name for one in found)]
    except ReadError as error:
        own = own if error.rule in ("word-known", "call-known", "text-empty") else []
    if own:
        raise ReadError("numbers-in-file", name=own[0].name, got=own[0].call[:60])


def of_the_only_layer(found: tuple[Named, ...], role: Role) -> list[Named]:
    r"""Find a role's tensor of the one layer with a kernel, beside scales and shifts of one axis.

    What a state_dict of a convolution and its normalisation holds: conv.weight, bn.weight, bn.bias.

    >>> found = read_tensors("conv.weight = [[[[1]]]]\nconv.bias = [2]\nbn.weight = [3]\nbn.bias = [4]")
    >>> [named.name for role in ("kernel", "bias") for named in of_the_only_layer(found, role)]
    ['conv.weight', 'conv.bias']
    """
    kernels = [named for named in found if named.role == "kernel" and len(named.typed.shape) >= LEAST_AXES]
    if len(kernels) != 1 or "." not in kernels[0].name or role not in ("kernel", "bias"):
        return []
    layer = kernels[0].name.rpartition(".")[0]
    own = [named for named in found if named.role == role and named.name.rpartition(".")[0] == layer]
    return kernels if role == "kernel" else own if len(own) == 1 else []


def read_or_picked(text: str, role: Role, manner: Manner, read: Callable[[str | Typed], Reading]) -> Reading:
    """Read a text as one tensor; of several take that of the role, and note which were left out.

    Parameters
    ----------
    text : str
    role : {"input", "kernel", "bias", "output"}
    manner : Manner
    read : callable
        Gives the reading of a text, and of a tensor that was taken out of it.

    Raises
    ------
    ReadError
        As `read` and `picked` raise it.
    """
    refuse_of_file(text, role)
    try:
        return read(text)
    except ReadError as error:
        found = picked(text, role, manner, error)
        if found is None or error.rule in _OF_ONE:
            raise
    return replace(read(found.typed), notes=(left_out(found.others),))


def title_of(named: Named) -> Words:
    """Name a tensor, and say what it is taken for."""
    if named.why.key == "reading.role.file":
        return Words("reading.of-file", {"name": named.name, "call": named.why.values["call"]})
    if named.why.key == "reading.role.plain":
        return Words("reading.plain", {"name": named.name})
    if named.is_note:
        return Words("reading.size", {"name": named.name, "size": f"{named.typed.numbers[0]:g}"})
    role = Words(f"reading.what.{named.role}")
    return Words("reading.titled", {"name": named.name, "role": role}) if named.name else role


def left_out(others: tuple[Named, ...]) -> Words:
    """Say which tensors of a text were left out."""
    return Words("reading.left-out", {"names": Listed([*map(title_of, others)])})
