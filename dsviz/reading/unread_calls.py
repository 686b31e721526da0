"""Calls that people have around their tensors and that are not worked out here: why, and what to type."""

from __future__ import annotations

import re

from dsviz.reading.errors import ReadError

_LIBRARIES = {
    *(
        "np",
        "numpy",
        "jnp",
        "jax",
        "torch",
        "nn",
        "F",
        "tf",
        "tensorflow",
        "keras",
        "K",
        "mx",
        "nd",
        "paddle",
    ),
    *("scipy", "signal", "ndimage", "cv2"),
}
_OTHERS = {
    *("expand", "expand_as", "block", "kron", "conv2", "magic", "fspecial", "rand", "randn", "randi"),
    *("sum", "mean", "max", "min", "abs", "clip", "clamp", "round", "matmul", "dot", "roll", "tri"),
}
_PADS = {"pad", "padarray", "copyMakeBorder", "ZeroPad2d", "ReflectionPad2d", "ZeroPadding2D"}
_OPENS = {"load", "loadtxt", "fromfile", "genfromtxt", "load_model"}
# x = magic(3): a tensor that only its call tells.
_MADE = re.compile(
    r"^[ \t]{0,20}([A-Za-z]\w{0,30})[ ]?=[ ]?"
    r"((?:magic|hilb|invhilb|pascal|vander|toeplitz|hankel|peaks|fspecial|randn?|randi|randperm)\()",
    re.MULTILINE,
)


def refuse_made(text: str) -> None:
    """Refuse a tensor that a call makes and the text does not print, rather than leave it out.

    Raises
    ------
    ReadError
        Rule ``call-known``.

    Examples
    --------
    >>> refuse_made("x = magic(2)\\nx =\\n 1 3\\n 4 2")
    >>> refuse_made("x = magic(3);\\nw = [1 2; 3 4]")
    Traceback (most recent call last):
    dsviz.reading.errors.ReadError: line 1, column 5: only calls that list, shape or join numbers are worked \
out, such as array, reshape, ones, repeat, stack; got magic(. Run it, and paste the numbers that it prints
    """
    for found in _MADE.finditer(text):
        if not re.search(rf"^[ \t]{{0,20}}{found[1]}[ ]?[=:]", text[found.end() :], re.MULTILINE):
            raise ReadError.at(text, found.start(2), "call-known", got=found[2])


def refused_call(text: str, offset: int, name: str, got: str) -> ReadError:
    """Make the refusal of a call that is not worked out.

    Examples
    --------
    >>> [refused_call("", 0, name, "").rule for name in ("np.pad", "x.expand", "os.system")]
    ['call-pad', 'call-known', 'word-known']
    """
    base = name.rpartition(".")[2]
    if base in _PADS:
        return ReadError.at(text, offset, "call-pad", got=got)
    is_librarys = "." in name and name.partition(".")[0] in _LIBRARIES and base not in _OPENS
    rule = "call-known" if is_librarys or base in _OTHERS else "word-known"
    return ReadError.at(text, offset, rule, got=got)


def rule_of_word(word: str) -> str:
    """Name the rule that refuses a word among numbers; True and False are numbers to a program.

    >>> rule_of_word("True"), rule_of_word("relu")
    ('truth-number', 'word-known')
    """
    return "truth-number" if word.lower() in ("true", "false") else "word-known"
