"""A tensor that a person typed or pasted: read, bounded, and put into this project's layout."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import prod

from dsviz.content import Words
from dsviz.reading.axes import ROWS, Array, Known, Option, Role, options
from dsviz.reading.doubts import options_of
from dsviz.reading.errors import ReadError
from dsviz.reading.flat import filled
from dsviz.reading.frames import Shape
from dsviz.reading.in_line import put_in_line
from dsviz.reading.orders import PYTORCH
from dsviz.reading.telling import SILENT, Telling
from dsviz.reading.text import read_text
from dsviz.reading.typed import Manner, Typed


@dataclass(frozen=True, eq=False)
class Reading:
    """A tensor as it was read.

    Attributes
    ----------
    typed : ndarray of float64
        The numbers in the shape they were typed in.
    options : tuple of Option
        The layouts in which they can be taken; the first one is taken.
    role : {"input", "kernel", "bias", "output"}
    telling : Telling
        What the words of the text say of the axes.
    picture : int
        Which picture of a batch was taken.
    chosen : bool
        The layout was asked for.
    reason : str
        Why this layout was taken, where more than the text told it; else "".
    form : str
        How a text of which there is doubt was taken first; else "".
    doubts : tuple of Typed
        What the text may be besides.
    notes : tuple of Words
        What was left out of the text.
    """

    typed: Array
    options: tuple[Option, ...]
    role: Role = "input"
    telling: Telling = SILENT
    picture: int = 0
    chosen: bool = False
    reason: str = ""
    form: str = ""
    doubts: tuple[Typed, ...] = ()
    notes: tuple[Words, ...] = ()

    @property
    def array(self) -> Array:
        """The tensor: (C, H, W), OIHW, (N,) or (N, Ho, Wo)."""
        return self.options[0].array

    @property
    def layout(self) -> str:
        """The order of axes that was taken, such as "NHWC"."""
        return self.options[0].layout

    @property
    def name(self) -> str:
        """What tells the option that was taken from the others."""
        return self.options[0].name

    @property
    def fits(self) -> bool:
        """Whether it agrees with everything known."""
        return self.options[0].fits

    @property
    def groups(self) -> int | None:
        """For a kernel: the groups it needs with the known input channels."""
        return self.options[0].groups

    @property
    def shape(self) -> Shape:
        """The shape as typed."""
        return self.options[0].typed_shape or self.typed.shape

    @property
    def alternatives(self) -> tuple[Option, ...]:
        """The other layouts the numbers allow."""
        return self.options[1:]

    @property
    def others(self) -> tuple[Option, ...]:
        """The other layouts that fit, each with its layout, array, shape and groups; all, where none fits."""
        fitting = tuple(option for option in self.options[1:] if option.fits)
        return fitting if fitting or self.fits else self.options[1:]

    @property
    def pictures(self) -> int:
        """How many pictures the text holds: 1, or the length of a batch."""
        is_batch = self.role != "kernel" and (self.typed.ndim == 4 or self.layout in ROWS)
        return self.typed.shape[0] if is_batch else 1

    @property
    def why(self) -> Words:
        """Why this layout was taken, to be said in any language."""
        if self.chosen:
            return Words(f"reading.why.{self.reason or 'asked'}")
        if len(self.options) == 1:
            return Words("reading.why.only")
        if self.fits and not any(option.fits for option in self.options[1:]):
            return Words("reading.why.fits")
        if self.options[0].form:
            return Words(f"reading.why.{self.options[0].form}")
        if self.telling.apart and self.layout == "HW":
            return Words("reading.why.apart")
        if self.telling.by_shape:
            return Words("reading.why.row")
        if self.telling.order == self.layout:
            return Words("reading.why.text")
        if self.telling.framework not in ("", "numpy") or self.telling.depthwise:
            return Words("reading.why.words")
        if self.layout in ("HWC", "NHWC") and self.role != "kernel":
            return Words("reading.why.last")
        return Words("reading.why.usual") if self.layout in PYTORCH else Words("reading.why.likely")

    def among(self, known: Known) -> "Reading":
        """Read the same numbers again, with more known of the layer."""
        numbers, shape = self.typed.ravel().tolist(), self.typed.shape
        typed = Typed(numbers, shape, telling=self.telling, form=self.form, others=self.doubts)
        found = options_of(typed, self.role, known, self.picture)
        again = replace(self, options=found, chosen=False)
        return again.take(self.name) if self.chosen else again

    def take(self, layout: str, reason: str = "") -> "Reading":
        """Take the numbers in another layout, or as another option of this name; for a reason, if any.

        Raises
        ------
        ReadError
            Rule ``layout-known``.
        """
        chosen = [option for option in self.options if layout in (option.name, option.layout)]
        if not chosen:
            known = " or ".join(option.name for option in self.options)
            raise ReadError("layout-known", shape=list(self.shape), known=known, got=layout)
        others = (other for other in self.options if other is not chosen[0])
        return replace(self, options=(chosen[0], *others), chosen=True, reason=reason)


def read_tensor(
    text: str | Typed,
    *,
    role: Role = "input",
    x_shape: Shape | None = None,
    weight_shape: Shape | None = None,
    output_shape: Shape | None = None,
    groups: int | None = None,
    shape: Sequence[int] | None = None,
    layout: str | None = None,
    channels: int | None = None,
    picture: int = 0,
    open_cells: bool = False,
    line: str = "",
) -> Reading:
    """Read a tensor from text: a list, a printout, array code, JSON, CSV or cells of a spreadsheet.

    Nothing in the text is run. The time is in proportion to its length.

    Parameters
    ----------
    text : str, or Typed for numbers that were read out of a longer text
        At most 500,000 characters with 50,000 numbers.
    role : {"input", "kernel", "bias", "output"}
        What the numbers are.
    x_shape : (C, H, W), optional
        The input as it is now. This and the next three decide between layouts.
    weight_shape : (N, C / groups, kh, kw), optional
        The kernel as it is now.
    output_shape : (N, Ho, Wo), optional
        The output expected.
    groups : int, optional
        The groups as they are now.
    shape : sequence of int, optional
        The shape of a flat list, where the text itself gives none; one side may be -1.
    layout : str, optional
        The layout to take, one of those that `Reading.options` offers.
    channels : int, optional
        How many channels a map must have, or a kernel reads.
    picture : int
        Which picture of a batch to take, counted from 0.
    open_cells : bool
        A cell may be open: ?, x, _, None or an empty one. It is NaN then.
    line : {"torch", "tensorflow", ""}
        Whose layer over a row it is of, as `in_line.line_of` tells of an input and its kernel.

    Returns
    -------
    Reading

    Raises
    ------
    ReadError
        One of the rules on pasted text, with line and column wherever the text has a wrong place.

    Examples
    --------
    >>> reading = read_tensor("tf.reshape(tf.constant([1, 2, 3, 4, 5, 6]), [1, 1, 3, 2])")
    >>> reading.shape, reading.layout, reading.array.tolist()
    ((1, 1, 3, 2), 'NHWC', [[[1.0, 3.0, 5.0]], [[2.0, 4.0, 6.0]]])
    >>> read_tensor("[[1, 2], [3, nan]]")
    Traceback (most recent call last):
    dsviz.reading.errors.ReadError: line 1, column 14: every number must be finite; got nan
    """
    wanted = (
        output_shape if role == "output" else weight_shape and weight_shape[:1] if role == "bias" else None
    )
    manner = Manner(open_cells=open_cells, one_number=wanted is not None and prod(wanted) == 1)
    typed = put_in_line(read_text(text, manner) if isinstance(text, str) else text, line)
    if role != "kernel":
        known = Known(x_shape, weight_shape, output_shape, groups, channels=channels)
    else:
        known = Known(x_shape or (channels and (channels, 1, 1)) or None, groups=groups)
    reading = reading_of(typed, role, known, shape=shape, picture=picture)
    return reading if layout is None else reading.take(layout)


def reading_of(
    typed: Typed, role: Role, known: Known, *, shape: Sequence[int] | None = None, picture: int = 0
) -> Reading:
    """Give numbers that were read their order of axes.

    Parameters
    ----------
    typed : Typed
    role : {"input", "kernel", "bias", "output"}
    known : Known
    shape : sequence of int, optional
        The shape of a flat list.
    picture : int
    """
    array = typed.array if shape is None else filled(typed.array, shape)
    if shape is not None:
        found = options(array, role, known, typed.telling, picture)
        return Reading(array, found, role, typed.telling, picture)
    found = options_of(typed, role, known, picture)
    return Reading(array, found, role, typed.telling, picture, form=typed.form, doubts=typed.others)
