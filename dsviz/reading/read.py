"""The public reader: a text in, a tensor out."""

from __future__ import annotations

from dsviz.reading.axes import Role
from dsviz.reading.paste import Reading, read_tensor


def read(
    text: str,
    role: Role = "input",
    channels: int | None = None,
    *,
    layout: str | None = None,
    picture: int = 0,
    open_cells: bool = False,
) -> Reading:
    """Read a tensor from text as people have it: a printout, code, LaTeX, a table.

    Nothing in the text is run.

    Parameters
    ----------
    text : str
        At most 500,000 characters with 50,000 numbers.
    role : {"input", "kernel", "bias", "output"}
        What the numbers are.
    channels : int, optional
        The channels of the map, or those that the kernel reads; it decides between layouts.
    layout : str, optional
        The layout to take, such as "NHWC".
    picture : int
        Which picture of a batch to take, counted from 0.
    open_cells : bool
        A cell may be open (?, x, _, None, an empty one); it is NaN then.

    Returns
    -------
    Reading
        With ``.array`` (float64: (C, H, W); a kernel (N, C / groups, kh, kw); a bias (N,)), ``.layout``,
        ``.why``, ``.groups``, ``.pictures`` and ``.others``, the other layouts that fit, each with the
        ``.shape`` it gives.

    Raises
    ------
    ReadError
        A `ValueError` that names the rule, the value and the place.

    Examples
    --------
    >>> read("[1 2; 3 4]").array.tolist()
    [[[1.0, 2.0], [3.0, 4.0]]]
    >>> kernel = read("np.ones((3, 3, 2, 1))", role="kernel", channels=2)
    >>> kernel.layout, kernel.array.shape, [(other.layout, other.shape) for other in kernel.others]
    ('HWIO', (1, 2, 3, 3), [('HWCM', (2, 1, 3, 3))])
    >>> read("[[1, 2], [3]]")
    Traceback (most recent call last):
    dsviz.reading.errors.ReadError: line 1, column 10: every row must be as long as the first; got 1 for 2
    """
    return read_tensor(
        text, role=role, channels=channels, layout=layout, picture=picture, open_cells=open_cells
    )
