"""What names and calls say that the tensors of a text are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dsviz.reading.axes import Role
from dsviz.reading.derived import result_of_layer
from dsviz.reading.dialects import kernels_of_filters
from dsviz.reading.labels import does_something_known, role_of
from dsviz.reading.letters import of_equation, of_signals, with_answers
from dsviz.reading.typed import Typed

NOTHING: Mapping[str, Role] = MappingProxyType({})


def told_by_calls(text: str) -> dict[str, Role]:
    """Tell what calls say of names.

    Examples
    --------
    >>> told_by_calls("C = conv2(A, K)")
    {'C': 'output'}
    """
    told: dict[str, Role] = dict.fromkeys(kernels_of_filters(text), "kernel")
    result = result_of_layer(text)
    return {result: "output", **told} if result and role_of(result) is None else told


def named_roles(found: Sequence[tuple[str, Typed]], told: Mapping[str, Role]) -> list[Role | None]:
    """Tell what names say; None where they say nothing.

    Parameters
    ----------
    found : sequence of (str, Typed)
        The tensors with their names.
    told : mapping of str to Role
        What calls say: a kernel whatever its name, or an answer beside an input and a kernel.

    Examples
    --------
    >>> from dsviz.reading.text import read_text
    >>> found = [(name, read_text("1 2;3 4")) for name in ("A", "K", "C")]
    >>> named_roles(found, {"C": "output"}), named_roles(found, {})
    ([None, 'kernel', 'output'], [None, 'kernel', None])
    """
    kernels = {name for name, role in told.items() if role == "kernel"}
    roles: list[Role | None] = [
        "kernel" if name in kernels else role_of(name) if name else None for name, _ in found
    ]
    # MATLAB's B of conv2(A, B) is no bias where no other tensor is a kernel.
    if len(found) > 1 and "kernel" not in roles:
        are_vectors = [max(typed.shape, default=1) == len(typed.numbers) for _, typed in found]
        roles = [
            None if role == "bias" and not is_vector else role
            for role, is_vector in zip(roles, are_vectors, strict=True)
        ]
    roles = with_answers(found, of_signals(found, of_equation(found, roles)))
    if len(found) > 2 and "output" not in roles:
        roles = [role or told.get(name) for role, (name, _) in zip(roles, found, strict=True)]
    known = [bool(role) and does_something_known(name) for role, (name, _) in zip(roles, found, strict=True)]
    if any(role == "kernel" and not is_known for role, is_known in zip(roles, known, strict=True)):
        return [None if is_known else role for role, is_known in zip(roles, known, strict=True)]
    return roles
