"""The documents' code as it runs today, and what each piece prints: text files, which the tests run."""

from functools import cache
from importlib.resources import files

#: In the order of the documents; "004-summary" is printed by the document, the others are programs.
LISTINGS = (
    *("000-block", "001-example", "001-module", "002-network"),
    *("004-block", "004-model", "004-summary"),
)


@cache
def listing(name: str) -> str:
    """Return a piece of code, or with ``.out`` after its name what it prints.

    Raises
    ------
    FileNotFoundError
        Where there is none of that name.

    Examples
    --------
    >>> listing("002-network").splitlines()[0]
    'import torch'
    >>> listing("001-module.out").splitlines()[-1]
    'parameters together: 46'
    """
    return files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8").rstrip("\n")
