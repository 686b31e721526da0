"""What tensors without names are, by their shapes and their order."""

from __future__ import annotations

from collections.abc import Sequence

from dsviz.reading.axes import Role
from dsviz.reading.typed import Typed


def is_larger_second(found: Sequence[tuple[str, Typed]], unnamed: Sequence[int]) -> bool:
    """Tell whether the second of two matrices without names is higher and wider: it is the input."""
    first = [found[at] for at in unnamed[:2]]
    if len(first) < 2 or any(name or len(typed.shape) != 2 for name, typed in first):
        return False
    return all(side < other for side, other in zip(first[0][1].shape, first[1][1].shape, strict=True))


def are_biases(found: Sequence[tuple[str, Typed]], roles: Sequence[Role | None]) -> list[bool]:
    """Tell which tensors without a role have one axis; over a row, one kernel has a bias of one number."""
    rows = {role for role, (_, typed) in zip(roles, found, strict=True) if len(typed.shape) == 1}
    most = 1 if rows >= {"input", "kernel"} else None
    return [
        role is None and len(typed.shape) == 1 and (most is None or len(typed.numbers) <= most)
        for role, (_, typed) in zip(roles, found, strict=True)
    ]


def are_of_layers(found: Sequence[Typed], biases: Sequence[bool], roles: Sequence[Role | None]) -> bool:
    """Tell whether arrays without names are kernels and biases of several layers: get_weights()."""
    kernels = [len(typed.shape) >= 3 for typed, is_bias in zip(found, biases, strict=True) if not is_bias]
    return not any(roles) and all(kernels) and sum(biases) >= 2 and not biases[0]
