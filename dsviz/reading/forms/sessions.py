"""Names that stand before numbers in a way of their own: R's prompt, comments, paragraphs of HTML, braces."""

from __future__ import annotations

import re

from dsviz.reading.forms.masks import padded

_NAME = r"[A-Za-z.][\w.]{0,40}"
# > x, and below it what R prints of a matrix or of several slices
_MATRIX = re.compile(
    rf"^>[ ](?P<name>{_NAME})(?P<rest>[ ]{{0,9}})(?=\r?\n[ ]{{0,40}}(?:\[,1\]|, , 1\b))", re.MULTILINE
)
# > b, or b alone, and below it what R prints of a vector
_VECTOR = re.compile(
    rf"^(?:>[ ])?(?P<name>{_NAME})(?P<rest>[ ]{{0,9}}\r?\n)[ ]{{0,20}}\[1\](?=[ ]{{1,20}}[-+]?[.0-9])",
    re.MULTILINE,
)
_ROLE = r"(?:input|image|picture|kernel|filter|weights?|bias|output|result|answer|[xwkby])"
_COMMENT = re.compile(
    rf"^[ \t]{{0,20}}/\*[ ]{{0,9}}(?P<name>{_ROLE})[ ]{{0,9}}:?[ ]{{0,9}}\*/"
    r"(?=[ ]{0,9}\r?\n\s{0,20}[-+.0-9{\[])",
    re.MULTILINE | re.IGNORECASE,
)
_PARAGRAPH = re.compile(
    r"<(?P<tag>p|h[1-6]|div|figcaption)(?:[ ][^<>]{0,200})?>(?:<(?:b|strong)>)?[ ]{0,9}"
    r"(?P<name>[^\W\d_][\w ]{0,40}:?)[ ]{0,9}(?:</(?:b|strong)>)?</(?P=tag)>(?=\s{0,40}<table)",
    re.IGNORECASE,
)
# Q: what does ... give? and below it A: and the answer
_QUESTION = re.compile(r"^[ \t]*(?:\*\*)?Q(?:uestion)?[ ]?[.:]", re.MULTILINE)
_ANSWER = re.compile(r"^([ \t]*(?:\*\*)?)A(?=[ ]?[.:](?!\w))", re.MULTILINE)
# std::vector<std::vector<float>> x{{1, 2}}: C++ has it without a sign, too.
_BRACES = re.compile(rf"(?<=>)[ ](?P<name>{_NAME})(?=\{{\{{)")


def plain(text: str) -> str:
    """Write such a name as that of what follows, in as many characters.

    Examples
    --------
    >>> plain("> x\\n     [,1] [,2]\\n[1,]    1    2").split("\\n")[0]
    'x ='
    >>> plain("/* input */\\n1 2").split()
    ['input', '1', '2']
    >>> plain("<p>Input</p><table>").split()
    ['Input', '<table>']
    >>> plain("Q: 1 + 1?\\nA: 2").split("\\n")[1]
    'y: 2'
    >>> plain("vector<vector<int>> x{{1, 2}};")
    'vector<vector<int>>x={{1, 2}};'
    """
    text = _ANSWER.sub(r"\1y", text) if _QUESTION.search(text) else text
    text = _VECTOR.sub(_of_vector, text) if "[1]" in text else text
    if ">" in text:
        text = _MATRIX.sub(lambda found: f"{found['name']} ={found['rest']}", text)
        text = _BRACES.sub(lambda found: f"{found['name']}=", text)
        text = _PARAGRAPH.sub(lambda found: padded(f"\n{found['name']}\n", len(found[0])), text)
    return _COMMENT.sub(lambda found: padded(found["name"], len(found[0])), text) if "/*" in text else text


def _of_vector(found: re.Match[str]) -> str:
    before = f"{found['name']} ={found['rest']}"
    return padded(before, len(found[0]))
