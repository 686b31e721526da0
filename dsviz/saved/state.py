"""Everything a reader made in the playground, as one plain document that a link and a file share."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from dataclasses import replace as dataclass_replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from dsviz.content import Listed, Words
from dsviz.conv.errors import ConvError, shown
from dsviz.conv.layer import Layer
from dsviz.conv.spec import ConvSpec
from dsviz.conv.tensors import as_tensor
from dsviz.reading.errors import ReadError
from dsviz.reading.scan import LARGEST_NUMBER, MOST_NUMBERS

Array = NDArray[np.float64]
Setting = str | int | float | bool | None

VERSION = 1
MOST_SETTINGS = 32
LONGEST_SETTING = 200

_RANKS = {"x": 3, "weight": 4, "bias": 1}


@dataclass(frozen=True, eq=False)
class State:
    """The draft of a layer, its tensors and spec, and the small settings of a page.

    The tensors need not fit each other: a reader may be on the way from one layer to the next. Only
    `layer` makes the layer of them, or raises.

    Parameters
    ----------
    x : array_like, shape (C, H, W)
    weight : array_like, shape (N, C / groups, kh, kw)
    bias : array_like, shape (N,), or None
    spec : ConvSpec
    settings : mapping of str to str, int, float, bool or None
        At most 32, such as the speed or the title; texts of at most 200 characters.

    Raises
    ------
    ConvError
        Where a tensor is no array of finite numbers.
    """

    x: Any
    weight: Any
    bias: Any = None
    spec: ConvSpec = field(default_factory=ConvSpec)
    settings: Mapping[str, Setting] = field(default_factory=dict)

    @classmethod
    def of(cls, layer: Layer) -> Self:
        """Make the state of a layer, without settings of a page.

        >>> State.of(Layer([[[1, 2]]], [[[[3]]]])).layer().output_size
        (1, 2)
        """
        return cls(layer.x, layer.weight, layer.bias, layer.spec)

    def layer(self) -> Layer:
        """Return the layer that the tensors and the spec make.

        Raises
        ------
        ConvError
            Where they do not fit each other, as `Layer` does.
        """
        return Layer(self.x, self.weight, self.bias, self.spec)

    @property
    def tensors(self) -> dict[str, Array | None]:
        """x, weight and bias by name."""
        return {name: getattr(self, name) for name in _RANKS}

    def replace(self, **changes: Any) -> Self:
        """Return the state with other tensors, spec or settings, or any keyword of `ConvSpec`."""
        names = {each.name for each in fields(self)}
        own = {name: changes.pop(name) for name in names & changes.keys()}
        if changes:
            own["spec"] = ConvSpec(**{**own.get("spec", self.spec).keywords, **changes})
        return dataclass_replace(self, **own)

    def __post_init__(self) -> None:
        for name in _RANKS:
            value = getattr(self, name)
            # The dataclass is frozen, so its own fields are set past its __setattr__.
            object.__setattr__(self, name, None if value is None else as_tensor(name, value))


def to_document(state: State, *, defaults: bool) -> dict[str, Any]:
    """Write a state as dicts, lists and numbers.

    Parameters
    ----------
    state : State
    defaults : bool
        Write also those settings of the layer that are as they always are.

    Returns
    -------
    dict

    Raises
    ------
    ReadError
        Rules ``state-form`` and ``numbers-count``: what could not be read again is not written.

    Examples
    --------
    >>> to_document(State([[[1, 0.5]]], [[[[2]]]]), defaults=False)
    {'dsviz': 1, 'x': [[[1, 0.5]]], 'weight': [[[[2]]]]}
    """
    document: dict[str, Any] = {"dsviz": VERSION}
    for name in _RANKS:
        tensor = getattr(state, name)
        if tensor is not None:
            document[name] = shortest(tensor)
    usual = {} if defaults else ConvSpec().keywords
    spec = {name: value for name, value in state.spec.keywords.items() if value != usual.get(name)}
    document |= {"spec": spec} if spec else {}
    document |= {"settings": dict(state.settings)} if state.settings else {}
    from_document(document)
    return document


def shortest(tensor: Array) -> Any:
    """Make nested lists in which whole numbers are written without a point.

    Examples
    --------
    >>> shortest(np.array([[[1.0, -0.5]]]))
    [[[1, -0.5]]]
    """
    whole = np.array([int(v) if v.is_integer() else v for v in tensor.ravel().tolist()], dtype=object)
    return whole.reshape(tensor.shape).tolist()


def from_document(document: Any) -> State:
    """Read a state back from what JSON gave.

    Raises
    ------
    ReadError
        Rules ``state-form``, ``state-version``, ``state-spec`` and ``numbers-count``.
    """
    if not isinstance(document, dict) or "dsviz" not in document:
        raise ReadError(
            "state-form",
            name=Words("refusal.part.saved-state"),
            form=Words("refusal.form.document"),
            got=shown(document),
        )
    version = document["dsviz"]
    if version is True or version != VERSION:
        raise ReadError("state-version", known=VERSION, got=shown(version))
    bias = None if document.get("bias") is None else _tensor("bias", document["bias"])
    return State(
        x=_tensor("x", document.get("x")),
        weight=_tensor("weight", document.get("weight")),
        bias=bias,
        spec=_spec(document.get("spec", {})),
        settings=_settings(document.get("settings", {})),
    )


def _tensor(name: str, value: Any) -> Array:
    """Read nested lists level by level. NumPy would guess at texts, and ask for memory for them."""
    shape: list[int] = []
    level = [value]
    for _ in range(_RANKS[name]):
        if (
            not all(isinstance(part, list) and part for part in level)
            or len({len(part) for part in level}) != 1
        ):
            raise _not_a_tensor(name, value)
        shape.append(len(level[0]))
        if len(level) * len(level[0]) > MOST_NUMBERS:
            raise ReadError("numbers-count", most=MOST_NUMBERS)
        level = [item for part in level for item in part]
    for item in level:
        # Written this way round, the comparison refuses nan too.
        if isinstance(item, bool) or not isinstance(item, int | float) or not abs(item) <= LARGEST_NUMBER:
            raise _not_a_tensor(name, item)
    return np.array(level, dtype=np.float64).reshape(shape)


def _not_a_tensor(name: str, value: Any) -> ReadError:
    form = Words("refusal.form.tensor", {"depth": _RANKS[name], "most": f"{LARGEST_NUMBER:g}"})
    return ReadError("state-form", name=name, form=form, got=shown(value))


def _spec(value: Any) -> ConvSpec:
    known = ConvSpec().keywords
    if not isinstance(value, dict) or not value.keys() <= known.keys():
        raise ReadError(
            "state-form",
            name="spec",
            form=Words("refusal.form.spec", {"keys": Listed(known)}),
            got=shown(value),
        )
    try:
        return ConvSpec(**value)
    except ConvError as error:
        raise ReadError("state-spec", reason=error) from None


def _settings(value: Any) -> dict[str, Setting]:
    form = Words("refusal.form.settings", {"most": MOST_SETTINGS, "longest": LONGEST_SETTING})
    if not isinstance(value, dict) or len(value) > MOST_SETTINGS:
        raise ReadError("state-form", name="settings", form=form, got=shown(value))
    for name, setting in value.items():
        if not (_is_text(name) and (_is_text(setting) or _is_plain(setting))):
            raise ReadError("state-form", name="settings", form=form, got=shown({name: setting}))
    return value


def _is_text(value: Any) -> bool:
    # Half of a surrogate pair is a legal str, and no UTF-8 can hold it.
    halves = isinstance(value, str) and any("\ud800" <= letter <= "\udfff" for letter in value)
    return isinstance(value, str) and len(value) <= LONGEST_SETTING and not halves


def _is_plain(value: Any) -> bool:
    return value is None or (isinstance(value, int | float) and abs(value) <= LARGEST_NUMBER)
