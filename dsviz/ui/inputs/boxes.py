"""One box a tensor: what stands in each, what was chosen of it, and how they are read as one layer."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from dsviz.content import Words
from dsviz.export.pytorch_code import nested_list
from dsviz.reading.alone import alone_in, lone_of, read_own
from dsviz.reading.axes import Role
from dsviz.reading.errors import ReadError
from dsviz.reading.frames import Shape
from dsviz.reading.labels import says_none
from dsviz.reading.paste import Reading
from dsviz.reading.several import Named
from dsviz.reading.shown_digits import Shown
from dsviz.reading.snippet_calls import Heard, heard_in, padded_once
from dsviz.reading.spoken_settings import settings_in
from dsviz.reading.telling import calls_a_layer
from dsviz.reading.together import BOXES, PLAIN, Choice, read_together, tensors_of
from dsviz.reading.turning_calls import is_same_turned
from dsviz.reading.typed import Typed
from dsviz.ui.inputs.said import Said
from dsviz.ui.inputs.texts import Texts

CACHE_SIZE = 16  # texts; each may have 500,000 characters
_typed = lru_cache(maxsize=CACHE_SIZE)(read_own)
_several = lru_cache(maxsize=CACHE_SIZE)(tensors_of)
_lone = lru_cache(maxsize=CACHE_SIZE)(lone_of)
_alone = lru_cache(maxsize=CACHE_SIZE)(alone_in)


class Held(NamedTuple):
    """What belongs to the text of a box, and goes with it.

    Attributes
    ----------
    text : str
    choice : Choice
    typed : Typed or None
        The numbers, where they were read elsewhere: out of a snippet or a file.
    """

    text: str
    choice: Choice = PLAIN
    typed: Typed | None = None


class Boxes:
    """The boxes of x, w and b that belong to one page.

    Parameters
    ----------
    owner : str
    """

    def __init__(self, owner: str) -> None:
        self.owner = owner
        self.texts = Texts(owner, linked=False)

    def text(self, box: str) -> str:
        """Return what stands in a box."""
        return self.texts.get(box)

    def all_texts(self) -> tuple[str, ...]:
        """Return what stands in the boxes of x, w and b."""
        return tuple(map(self.text, BOXES.values()))

    def show(self, box: str, label: str, **how: object) -> str:
        """Render a box; return what stands in it."""
        return self.texts.box(box, st.text_area, label, "", **how)

    def held(self, box: str) -> Held:
        """Return what is known of the text that stands in a box; of another text nothing is."""
        text = self.text(box)
        held: Held | None = st.session_state.get(self._key(box))
        return held if held is not None and held.text == text else Held(text)

    def choose(self, box: str, choice: Choice) -> None:
        """Keep a choice for as long as the text stays."""
        st.session_state[self._key(box)] = self.held(box)._replace(choice=choice)

    def fill(self, box: str, numbers: NDArray[np.float64] | None, choice: Choice = PLAIN) -> None:
        """Write a tensor into a box, with what is known of it; None empties the box."""
        if numbers is None:
            self.texts.put(box, "")
        else:
            array = np.asarray(numbers, dtype=np.float64)
            self._write(box, Typed(array.ravel().tolist(), array.shape), choice)

    def tell(self, box: str, shown: Shown) -> None:
        """Keep how many digits the printout showed that the numbers of a box are from."""
        held = self.held(box)
        if held.typed is not None:
            telling = held.typed.telling._replace(shown=shown)
            st.session_state[self._key(box)] = held._replace(typed=held.typed._replace(telling=telling))

    def fill_layer(
        self, x: NDArray[np.float64], weight: NDArray[np.float64], bias: NDArray[np.float64] | None
    ) -> None:
        """Write the tensors of a layer, whose orders of axes are known, into the boxes."""
        for box, array, layout in (("x", x, "CHW"), ("w", weight, "OIHW"), ("b", bias, "N")):
            self.fill(box, array, Choice(layout, is_known=True))

    def spread(self) -> Said | None:
        """Put each tensor of a snippet into its box, if one of the boxes holds a snippet."""
        said = self._spread() or self._moved() or self._overheard()
        for box in ("x", "w"):
            st.session_state[self._key(f"{box}-before")] = self.text(box)
        return said

    def _spread(self) -> Said | None:
        for box in BOXES.values():
            snippet = self.text(box)
            found, left = ({}, ()) if self.held(box).typed else _several(snippet)
            if not found:
                continue
            for role, name in BOXES.items():
                if role in found:
                    self._write(name, _flat(found[role].typed) if role == "bias" else found[role].typed)
                elif name == box or (role == "bias" and "kernel" in found):
                    self.texts.put(name, "")
            shapes = [found[role].typed.shape if role in found else () for role in ("input", "kernel")]
            x = found["input"].typed if "input" in found else None
            heard = padded_once(heard_in(snippet, shapes[0], shapes[1]), x, shapes[1])
            if "kernel" in found and is_same_turned(found["kernel"].typed.array):
                heard = heard._replace(turns=None)
            said = Said(self.all_texts(), _names(found), heard, found.get("output"), left)
            return self._keep(said)
        return None

    def _moved(self) -> Said | None:
        """Put the one tensor of the box of x into its own box, where its name says that it is another's."""
        text = self.text("x")
        lone = None if self.held("x").typed else _lone(text)
        is_open = lone is not None and bool(np.isnan(lone.array).any())
        if lone is None or lone.role == "input" or (lone.role == "output" and not is_open):
            return None
        self.texts.put("x", st.session_state.get(self._key("x-before"), ""))
        if lone.role in BOXES:
            self._write(BOXES[lone.role], _flat(lone.typed) if lone.role == "bias" else lone.typed)
        answer = lone if lone.role == "output" else None
        heard = Heard(settings_in(text))
        return self._keep(
            Said(self.all_texts(), _names({lone.role: lone}), heard, answer=answer, is_lone=True)
        )

    def _keep(self, said: Said) -> Said:
        st.session_state[self._key("said")] = said
        return said

    def _overheard(self) -> Said | None:
        """Take what a new text of one tensor in its own box says of the layer, once."""
        own: tuple[tuple[Role, str], ...] = (("input", "x"), ("kernel", "w"))
        for role, box in own:
            text = self.text(box)
            if self.held(box).typed or text == st.session_state.get(self._key(f"{box}-before")):
                continue
            alone = _alone(text, role)
            if alone is None:
                continue
            shape, kernel = self._shape("x"), self._shape("w")
            heard = padded_once(heard_in(text, shape, kernel), self.typed("x") if shape else None, kernel)
            if any(heard[:-1]):
                return self._keep(Said(self.all_texts(), _names({role: alone}), heard, is_lone=True))
        return None

    def said(self) -> Said | None:
        """Return what the snippet was taken for whose tensors stand in the boxes."""
        said: Said | None = st.session_state.get(self._key("said"))
        return said if said is not None and said.texts == self.all_texts() else None

    def tell_order(self) -> bool:
        """Tell whether a library's layer is called, whose order of axes input and kernel have."""
        said = self.said()
        is_heard = said is not None and said.heard.is_of_layer
        return is_heard or any(calls_a_layer(self.text(box)) for box in ("x", "w"))

    def typed(self, box: str) -> Typed:
        """Return the numbers of a box.

        Raises
        ------
        ReadError
            Where its text cannot be read.
        """
        held = self.held(box)
        return held.typed or _typed(held.text)

    def is_none(self) -> bool:
        """Tell whether the box of the bias says that there is none."""
        return says_none(self.text("b"))

    def is_row(self, box: str) -> bool:
        """Tell whether a box holds numbers in a row, whose shape can be asked for."""
        shape = self._shape(box)
        return len(shape) == 1 or (len(shape) == 2 and shape[0] == 1 and "[" not in self.text(box))

    def _shape(self, box: str) -> Shape:
        with suppress(ReadError):
            return self.typed(box).shape if self.text(box).strip() else ()
        return ()

    def readings(
        self,
        *,
        x_shape: Shape | None = None,
        groups: int | None = None,
        choices: Mapping[str, Choice] | None = None,
    ) -> dict[Role, Reading | ReadError]:
        """Read the boxes that are not empty as one layer; `choices` stand in for those that were made."""
        typed: dict[Role, Typed] = {}
        found: dict[Role, Reading | ReadError] = {}
        for role, box in BOXES.items():
            if self.text(box).strip() and not (role == "bias" and self.is_none()):
                try:
                    typed[role] = self.typed(box)
                except ReadError as error:
                    found[role] = error
        made = {role: (choices or {}).get(box, self.held(box).choice) for role, box in BOXES.items()}
        return found | read_together(typed, made, x_shape=x_shape, groups=groups)

    def _write(self, box: str, typed: Typed, choice: Choice = PLAIN) -> None:
        text = nested_list(typed.array)
        self.texts.put(box, text)
        st.session_state[self._key(box)] = Held(text, choice, typed)

    def _key(self, name: str) -> str:
        return f"boxes.{self.owner}.{name}"


def _flat(bias: Typed) -> Typed:
    """Write a bias that stood in one row or one column as the list it is."""
    count = len(bias.numbers)
    return bias._replace(shape=(count,)) if count == max(bias.shape, default=1) else bias


def _names(found: Mapping[Role, Named]) -> dict[Role, tuple[str, Words]]:
    return {role: (named.name, named.why) for role, named in found.items() if role in BOXES}
