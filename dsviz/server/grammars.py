"""Streamlit's highlighter of code, without the languages that no page here shows.

It brings 488 grammars: half a megabyte on the line, packed, and a third of the work a browser has with a
lesson, because all of them are read in as soon as a page holds a line of code. Of refractor's, each is a
function, which one call registers; only Python's is kept. Those of highlight.js are modules, of which
Streamlit uses none. What another version of Streamlit builds in another way is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

HIGHLIGHTER = "StreamlitSyntaxHighlighter."
SHOWN = {"python"}

REFRACTORS = re.compile(r"([\w$]+)\.displayName=`([\w-]+)`,\1\.aliases=")
REGISTERS = re.compile(r"[\w$]+\.register\(([\w$]+)\)")
MODULES = re.compile(r"\b([\w$]+)=[\w$]+\(\(\(e,t\)=>\{")
NEXT = re.compile(r"\}\)\),[\w$]+=[\w$]+\(\(")
HIGHLIGHTS = re.compile(r"[\w$]+\.registerLanguage\(`[^`]+`,([\w$]+)\(\)\)")

Span = tuple[int, int]


def is_highlighter(name: str) -> bool:
    """Whether a file of Streamlit's by this name, with folders or without, is its highlighter."""
    return name.rpartition("/")[2].startswith(HIGHLIGHTER)


def cut_grammars(script: str) -> str:
    """Leave out the grammars that are not shown, and the calls that register them.

    Parameters
    ----------
    script : str
        Streamlit's, as it is built.

    Examples
    --------
    >>> q = "function a(e){e.q=1}var b=t((()=>{a.displayName=`q`,a.aliases=[]}));"
    >>> cut_grammars(q + "r.register(a),r.register(c)")
    'function a(e){}var b=t((()=>{a.displayName=`q`,a.aliases=[]}));0,r.register(c)'
    """
    named = [found for found in REFRACTORS.finditer(script) if found[2] not in SHOWN]
    names = {found[1] for found in named}
    modules = set(HIGHLIGHTS.findall(script))
    bodies = sorted(filter(None, [*map(_function, named), *_modules(script, modules)]))
    ends = [0, *(place for body in bodies for place in body), len(script)]
    rest = "".join(script[start:end] for start, end in zip(ends[::2], ends[1::2], strict=True))
    rest = HIGHLIGHTS.sub("0", rest)
    return REGISTERS.sub(lambda call: "0" if call[1] in names else call[0], rest)


def _function(named: re.Match[str]) -> Span | None:
    """Find the body of one of refractor's: before the variable that names it."""
    head = f"function {named[1]}(e){{"
    start, end = (named.string.rfind(text, 0, named.start()) for text in (head, "}var "))
    return (start + len(head), end) if 0 <= start < end else None


def _modules(script: str, names: set[str]) -> Iterator[Span]:
    """Find the bodies of highlight.js's: each before the module that comes next."""
    for head in MODULES.finditer(script):
        if head[1] in names and (following := NEXT.search(script, head.end())):
            yield head.end(), following.start()
