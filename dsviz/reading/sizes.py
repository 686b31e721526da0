"""Statements of a size beside the tensors: H = 3, C_in = 2, N = 1. They are no tensors."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple

from dsviz.reading.axes import Role
from dsviz.reading.errors import ReadError
from dsviz.reading.groups import Group
from dsviz.reading.labels import role_of
from dsviz.reading.typed import Typed

Found = tuple[str, Typed]

# Of whom a name tells the size; () for anybody's.
_CERTAIN: tuple[tuple[str, tuple[Role, ...]], ...] = (
    (r"(?:[HWC]_?in|in_?[hwc]|I[HW]|[HWC]_?\{in\}|n_[HWC]_prev|input_(?:height|width|channels))", ("input",)),
    (r"(?:[HW]_?out|out_?[hw]|O[HW]|[HW]_?\{out\}|output_(?:height|width))", ("output",)),
    (r"(?:C_?out|out_?c|C_?\{out\}|n_[CKF]|num_(?:filters|kernels)|n_?filters)", ("kernel", "output")),
    (r"(?:K[HW]|k_?[hwHW]|[kf]_?size|kernel_(?:height|width|size))", ("kernel",)),
    (r"(?:height|width|rows|cols|columns|n_?rows|n_?cols)", ("input",)),
    (r"(?:N|n|B|C|M|D|batch|batch_?size|channels|n_?channels|num_(?:channels|images))", ()),
)
# What may be a tensor of one number too, where there is no other kernel.
_OPEN: tuple[tuple[str, tuple[Role, ...]], ...] = ((r"[HWhw]", ("input",)), (r"[KFkf]", ("kernel",)))
_NAMES = tuple((re.compile(names), roles) for names, roles in (*_CERTAIN, *_OPEN))
_IS_OPEN = re.compile("|".join(names for names, _ in _OPEN))
_COUNTS = re.compile(r"[NnBMD]|.*(?:C|batch|channels|images|filters|kernels|out_?c|in_?c|n_[KF]).*")
MOST = 10_000
MOST_SIZES = 16  # beside one tensor
_SIZE = re.compile(r"\s*+[0-9]{1,5}\s*+[;,.]?\s*+")


class Sizes(NamedTuple):
    """The tensors of a text, and the statements beside them that may be sizes."""

    tensors: Sequence[Found]
    sizes: Sequence[Found]


def is_size(name: str) -> bool:
    """Tell whether a name may be a size's.

    >>> is_size("H"), is_size("C_in"), is_size("x")
    (True, True, False)
    """
    return any(names.fullmatch(name) for names, _ in _NAMES)


def apart(found: Sequence[Found]) -> Sizes:
    """Part tensors from statements of one whole number by such a name; nothing where no tensor is left.

    Examples
    --------
    >>> x, h = Typed([1.0, 2.0], (1, 2), is_list=True), Typed([2.0], (1, 1))
    >>> [[name for name, _ in each] for each in apart([("x", x), ("W_in", h)])]
    [['x'], ['W_in']]
    """
    sizes = [one for one in found if _may_be(*one)]
    # B = 1 among C, H and W, or beside C and a bias b, is how many pictures there are.
    if len(sizes) > (0 if any(name == "b" for name, _ in found) else 1):
        sizes += [one for one in found if one[0] == "B" and _is_whole(one[1])]
    tensors = [one for one in found if one not in sizes]
    is_letters = {"A", "B"} <= {name for name, _ in found}  # and C = A * B
    if is_letters or not any(len(typed.numbers) > 1 or typed.is_list for _, typed in tensors):
        return Sizes(found, ())
    return Sizes(tensors, sizes)


def disagreeing(sizes: Sequence[Found], tensors: Sequence[tuple[Role | None, Typed]]) -> list[Found] | None:
    """List the sizes that no tensor has; None where one of them may be a tensor itself.

    Parameters
    ----------
    sizes : sequence of (name, Typed)
    tensors : sequence of (role, Typed)
        With None for a role that is not known.

    Examples
    --------
    >>> x = Typed([1.0, 2.0], (1, 2), is_list=True)
    >>> sizes = [(name, Typed([2.0], (1, 1))) for name in ("W_in", "C_in")]
    >>> [name for name, _ in disagreeing(sizes, [("input", x)])]
    []
    >>> [name for name, _ in disagreeing([("W_in", Typed([3.0], (1, 1)))], [("input", x)])]
    ['W_in']
    """
    agree = [_agrees(name, int(typed.numbers[0]), tensors) for name, typed in sizes]
    are_open = [_IS_OPEN.fullmatch(name) is not None for name, _ in sizes]
    # Without another kernel, W = 3 is none only beside H = 3, or where all that is said are sizes.
    has_kernel = any(role == "kernel" for role, _ in tensors)
    are_sides = {"H", "W"} <= {name.upper() for name, _ in sizes}
    if any(are_open) and not (has_kernel or are_sides or (all(agree) and len(sizes) > 1)):
        return None
    return [one for one, is_so in zip(sizes, agree, strict=True) if not is_so]


def _may_be(name: str, typed: Typed) -> bool:
    return name != "B" and _is_whole(typed) and is_size(name)


def _is_whole(typed: Typed) -> bool:
    """Tell whether it is one whole number that may be a size."""
    is_number = len(typed.numbers) == 1 and not typed.is_list and typed.shape in ((), (1,), (1, 1))
    return is_number and typed.numbers[0].is_integer() and 1 <= typed.numbers[0] <= MOST


def _agrees(name: str, size: int, tensors: Sequence[tuple[Role | None, Typed]]) -> bool:
    """Tell whether a tensor of whom the name speaks has an axis of this length; or is not there at all."""
    roles = next(roles for names, roles in _NAMES if names.fullmatch(name))
    asked = [typed for role, typed in tensors if not roles or role is None or role in roles]
    if not asked or (size == 1 and _COUNTS.fullmatch(name)):
        return True
    return any(size in typed.shape or _is_in_a_row(typed, size) for typed in asked)


def _is_in_a_row(typed: Typed, size: int) -> bool:
    """Tell whether numbers in a row may be rows of this length, or as many rows."""
    is_row = max(typed.shape, default=1) == len(typed.numbers)
    return is_row and len(typed.numbers) % size == 0


def without_sizes(text: str, groups: Sequence[Group], read: Callable[[Group], Typed]) -> Sequence[Group]:
    """Leave out the sizes beside the only tensor, where it has them all: H = 3, W = 3."""
    parts = [(group, group.parts[0]) for group in groups]
    sizes = [group for group, part in parts if _SIZE.fullmatch(text, part.start, part.stop)]
    tensors = [group for group in groups if group not in sizes]
    if not 0 < len(sizes) <= MOST_SIZES or len(tensors) != 1:
        return groups
    with suppress(ReadError):
        typed = [(group.name, read(group)) for group in sizes]
        whole = read(tensors[0])
        parted = apart([*typed, (tensors[0].name, whole)])
        role = role_of(tensors[0].name)
        if len(parted.sizes) == len(sizes) and disagreeing(parted.sizes, [(role, whole)]) == []:
            return tensors
    return groups
