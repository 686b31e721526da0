"""Calls that change a tensor in its place and are not worked out: x.sort(), x.t_(), np.random.shuffle(x)."""

from __future__ import annotations

import re

from dsviz.reading.errors import ReadError

_NAME = r"(?P<name>[A-Za-z_]\w{0,40})"
_BEGINS = r"(?:^|(?<=[;:]))[ \t]{0,40}"
# x.data, x[0], x.view(-1) are the same numbers as x.
_SAME = r"(?:\.(?:data|T|view\([^()\n]{0,40}\)|detach\(\))|[ ]?\[[^\[\]\n]{0,60}\]){0,4}"
_LISTS = (
    "sort|reverse|append|extend|insert|pop|remove|clear|resize|partition|itemset|put|fill|push|shift|unshift"
    "|splice"
)
# What leaves the numbers as they are, and what `dsviz.reading.in_place` reads.
_HARMLESS = "requires_grad_|share_memory_|copy_"
_FUNCTIONS = r"shuffle|fill_diagonal|copyto|putmask|place|put|at|[a-z]\w{0,30}_|\w{1,30}!"
_CALLS = tuple(
    re.compile(_BEGINS + call, re.MULTILINE)
    for call in (
        rf"{_NAME}{_SAME}\.(?!(?:{_HARMLESS})\()(?:{_LISTS}|[a-z]\w{{0,30}}_)\(",
        rf"(?:[A-Za-z_][\w.]{{0,60}}\.)?(?:{_FUNCTIONS})\([ ]?{_NAME}{_SAME}[ ]?[,)]",
        rf"(?:\w{{1,40}}[ ]?=[ ]?)?[A-Za-z_][\w.]{{0,60}}\([^\n]{{0,120}}\bout[ ]?=[ ]?{_NAME}[ ]?[,)]",
        rf"del[ ]{_NAME}[ ]?\[",
    )
)
_MADE = re.compile(
    rf"(?:^|[;:,]|\bfor\b)[ \t]{{0,40}}(?:\w{{1,20}}[ ]){{0,3}}{_NAME}[ ]?"
    r"(?:=(?!=)[ ]?(?!\[[ ]?\]|list\()|<-|in\b)",
    re.MULTILINE,
)
_MAY = re.compile(r"[\w!]\([ ]?[A-Za-z_]|[a-z_]\w\(|\bdel ")


def check_calls(text: str) -> None:
    """Refuse a call that changes a tensor of the text behind the statement that makes it.

    Raises
    ------
    ReadError
        Rule ``tensor-changed``.

    Examples
    --------
    >>> check_calls("x = [[2, 1]]\\nx.tolist()")
    >>> check_calls("x = [[2, 1]]\\nx.reverse()")
    Traceback (most recent call last):
    dsviz.reading.errors.ReadError: line 2, column 1: a tensor is changed after it was made, which is read \
where one number is put at places that are written as numbers, such as X[:, 2:6] = 0 or x += 1; got \
x.reverse(). Type the tensor as print shows it behind that line
    """
    if not _MAY.search(text):
        return
    made: dict[str, int] = {}
    for each in _MADE.finditer(text):
        made.setdefault(each["name"], each.start())
    for call in (found for pattern in _CALLS for found in pattern.finditer(text)):
        if made.get(call["name"], len(text)) < call.start():
            start = call.end() - len(call[0].lstrip())
            line = text[start:].partition("\n")[0]
            raise ReadError.at(text, start, "tensor-changed", got=line.strip()[:60])
