"""Passages and labels as HTML: Markdown, with formulas as MathML, which needs no script."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

CODE = r"```.*?```|`[^`\n]*`"
FORMULA = re.compile(rf"(?P<code>{CODE})|\$\$(?P<block>.+?)\$\$|\$(?P<line>[^$\n]+)\$", re.S)
LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.S)
SCROLLED = '<div class="table" tabindex="0"><table>'  # where it is wider than a phone
THOUSANDS = re.compile(r"(\d)</mn><mrow><mo(?: [^>]*)?>&#x0002C;</mo></mrow><mn(?: [^>]*)?>(\d)")
# Letters that no text of ours holds and Markdown leaves alone.
MARK = "\ue000{}\ue001"
MARKED = re.compile("\ue000(\\d+)\ue001")
PARAGRAPH = re.compile(r"<p>(.*?</p>)", re.S)
LONG = 74  # letters of LaTeX: a formula in a line that a phone has to scroll


def rendered(text: str, links: Mapping[str, str] | None = None) -> str:
    """Write Markdown as HTML.

    Parameters
    ----------
    text : str
        HTML in it is shown as it stands. Formulas stand between dollars.
    links : mapping of str to str, optional
        What leads to where; a link to anything else becomes plain words.

    Examples
    --------
    >>> rendered("**N** maps, see [costs](cost) and [groups](g).", {"g": "grouped.html"})
    '<p><strong>N</strong> maps, see costs and <a href="grouped.html">groups</a>.</p>\\n'
    >>> "<mfrac>" in rendered(r"$\\frac{1}{N}$"), rendered("`$x$`")
    (True, '<p><code>$x$</code></p>\\n')
    """
    formulas: list[str] = []
    long: set[str] = set()

    def kept(found: re.Match[str]) -> str:
        if found["code"]:
            return found["code"]
        if len(found["line"] or "") > LONG:
            long.add(str(len(formulas)))
        formulas.append(mathml(found["block"] or found["line"], is_block=bool(found["block"])))
        return MARK.format(len(formulas) - 1)

    written = _markdown().render(FORMULA.sub(kept, text))
    written = written.replace("<table>", SCROLLED).replace("</table>", "</table></div>")
    linked = LINK.sub(lambda found: _linked(found, links or {}), written)
    reached = PARAGRAPH.sub(lambda found: _reached(found, long), linked)
    return MARKED.sub(lambda found: formulas[int(found[1])], reached)


def _reached(paragraph: re.Match[str], long: set[str]) -> str:
    """Let the keyboard reach a paragraph that a phone scrolls sideways."""
    is_wide = not long.isdisjoint(MARKED.findall(paragraph[1]))
    return f'<p tabindex="0">{paragraph[1]}' if is_wide else paragraph[0]


def table(head: Sequence[str], rows: Iterable[Sequence[str]], words: Collection[int] = ()) -> str:
    """Write a table of Markdown whose columns stand at their right, those of words at their left.

    Examples
    --------
    >>> print(table(["N", "weights"], [["1", "9"]]))
    | N | weights |
    | ---: | ---: |
    | 1 | 9 |
    """
    sides = [":---" if at in words else "---:" for at in range(len(head))]
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, sides, *rows))


def mathml(formula: str, *, is_block: bool = False) -> str:
    """Write a formula of LaTeX as MathML.

    Examples
    --------
    >>> mathml("K^2")[:5], "<msup>" in mathml("K^2")
    ('<math', True)
    >>> "<mn>1,152</mn>" in mathml("1{,}152")
    True
    """
    from latex2mathml.converter import convert

    # The converter knows the lines of an alignment by another name, and takes 1{,}152 for two numbers.
    written = str(convert(formula.replace("{aligned}", "{split}"), display="block" if is_block else "inline"))
    while (closer := THOUSANDS.sub(r"\1,\2", written)) != written:
        written = closer
    return written


def in_line(text: str) -> str:
    """Write one line of Markdown as HTML, without a paragraph around it."""
    return rendered(text).removeprefix("<p>").removesuffix("</p>\n")


def _linked(found: re.Match[str], links: Mapping[str, str]) -> str:
    target, words = found.groups()
    return f'<a href="{links[target]}">{words}</a>' if target in links else words


@cache
def _markdown() -> MarkdownIt:
    # Both libraries are wanted where files are published, and not by the app.
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table")
