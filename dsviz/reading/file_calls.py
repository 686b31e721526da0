"""Tensors whose numbers stand in a file that a program opens: x = imread('a.png'), load('data.mat')."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dsviz.reading.axes import Role
from dsviz.reading.code_calls import calls_of
from dsviz.reading.forms.masks import joined
from dsviz.reading.labels import role_of

_OPENS = (
    r"(?:imread|load|loadmat|loadtxt|genfromtxt|fromfile|importdata|readmatrix|readtable|csvread|dlmread|xlsread"
    r"|read_csv|read_image|load_img|Image\.open|imageio\.v[23]\.imread)"
)
# x = double(imread('a.png'));   img = np.array(Image.open("a.png"))
_NAMED = re.compile(
    r"^[ \t]{0,20}(?:>>>?[ ]|In \[[0-9]{1,6}\]:[ ])?(?P<name>[A-Za-z_]\w{0,40})[ ]?=[ ]?"
    rf"(?:[A-Za-z_][\w.]{{0,40}}\([ ]?){{0,4}}(?P<call>(?:[A-Za-z_]\w{{0,20}}\.){{0,3}}{_OPENS}"
    r"\([ ]?(?P<sign>['\"])[^'\"\n]{1,200}(?P=sign))",
    re.MULTILINE,
)
_STATEMENT = re.compile(rf"{_NAMED.pattern}[^\n\[\];]{{0,200}};?[ \t\r]*$", re.MULTILINE)
_SHOWN = re.compile(r"^[ \t]{0,20}(?P<name>[A-Za-z_]\w{0,40})[ ]?[=:][ \t]{0,20}\r?$", re.MULTILINE)
# load('data.mat')   load data.mat
_BARE = re.compile(
    r"^[ \t]{0,20}(?:>>[ ])?(?P<call>load(?:[ ]?\([ ]?'[^'\n]{1,200}'[^\n()]{0,80}\)|[ ][\w./-]{1,200}))"
    r"[ \t;]{0,9}(?=\r?$)",
    re.MULTILINE,
)
_LAYER = re.compile(
    r"(?<![\w.])(?:[A-Za-z_]\w{0,30}\.){0,4}"
    r"(?:conv(?:n|[123]d?|olve(?:[12]d)?)?|correlate(?:[12]d)?|fftconvolve|filter2D?|imfilter)(?=\()"
)
_NAME = re.compile(r"[A-Za-z_]\w{0,40}")
_SPEAKS = re.compile(r"read|load|open|fromfile|genfromtxt|importdata")


class OfFile(NamedTuple):
    """A tensor that a program takes out of a file: its name, what it is, and the call as it is written."""

    name: str
    role: Role
    call: str


def plain(text: str) -> str:
    r"""Take out the statement of a file whose numbers the text shows below.

    Examples
    --------
    >>> plain("x = imread('a.png');\nx =\n  1 2").split("\n")[1:], plain("x = imread('a.png');")
    (['x =', '  1 2'], "x = imread('a.png');")
    """
    if not _SPEAKS.search(text):
        return text
    shown = {each["name"]: each.start() for each in _SHOWN.finditer(text)}  # where it is shown last
    return _STATEMENT.sub(lambda found: _without(found, shown), text)


def _without(found: re.Match[str], shown: dict[str, int]) -> str:
    return joined(found[0]) if shown.get(found["name"], 0) > found.start() else found[0]


def call_of_file(statement: str) -> str:
    """Return the call of a statement that opens a file; "" for any other.

    >>> call_of_file("w = np.load('w.npy')"), call_of_file("w = foo('w')")
    ("np.load('w.npy')", '')
    """
    found = _NAMED.match(statement)
    return f"{found['call']})" if found else ""


def of_files(text: str) -> list[OfFile]:
    """Find the tensors that a layer of a text needs, or whose names say what they are, and that a file holds.

    Parameters
    ----------
    text : str
        Without comments.

    Examples
    --------
    >>> of_files("x = imread('a.png');\\nk = [1 0; 0 1];\\ny = conv2(x, k)")
    [OfFile(name='x', role='input', call="imread('a.png')")]
    >>> of_files("load data.mat\\nk = [1 0; 0 1];\\ny = conv2(A, k)")
    [OfFile(name='A', role='input', call='load data.mat')]
    >>> of_files("x = [1 2];\\nt = load('a.mat');")
    []
    """
    if not _SPEAKS.search(text):
        return []
    taken = dict(_taken(text))
    found: dict[str, OfFile] = {}
    for each in _NAMED.finditer(text):
        role = taken.get(each["name"]) or role_of(each["name"])
        if role is not None:
            found.setdefault(each["name"], OfFile(each["name"], role, f"{each['call']})"))
    bare = _BARE.search(text)
    for name, role in taken.items() if bare else ():
        if bare and name not in found and not re.search(rf"(?<![\w.]){name}[ ]?(?:[=:](?!=)|<-)", text):
            found[name] = OfFile(name, role, bare["call"])
    return list(found.values())


def _taken(text: str) -> Iterator[tuple[str, Role]]:
    """Walk the names that calls of layers take, and what each is there."""
    for call in calls_of(text, _LAYER):
        # MATLAB's filter2(h, x) has the kernel first.
        roles: tuple[Role, ...] = ("kernel", "input") if call.base == "filter2" else ("input", "kernel")
        given = [written for written in call.given if written != "-1"]
        yield from (
            (written, role) for written, role in zip(given, roles, strict=False) if _NAME.fullmatch(written)
        )
