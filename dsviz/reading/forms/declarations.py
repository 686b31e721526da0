"""Arrays as programs declare them: C, C++, C#, Java, Go, Rust, JavaScript, Kotlin, Ruby, R, OpenCV."""

from __future__ import annotations

import re
from math import prod

from dsviz.reading.forms.masks import blanked, padded, without

WORD = r"[A-Za-z_][A-Za-z0-9_]{0,40}"
TYPE = (
    r"(?:const|constexpr|static|final|let|var|val|auto|mut|unsigned|signed|int|long|short|float|double|char|real|"
    r"local|public|private|number|Mat|u?int[0-9]{1,2}_t|size_t|[fiu](?:8|16|32|64)|float(?:32|64)|INT|FLOAT)"
)
_GENERIC = r"(?:std::|cv::)?(?:vector|array|Mat_|List|Array|Vec)[ ]?<[A-Za-z0-9_:<>, ]{1,60}>"
_SIDES = r"(?:\[[A-Za-z0-9_,;\[\] ]{0,40}\][ ]?){0,6}"
# The type, the name and the sides before =, and what some languages repeat behind it.
_DECLARED = re.compile(
    rf"^[ \t]*(?:(?:{TYPE}(?![A-Za-z0-9_])|{_GENERIC})[ ]?{_SIDES}[ ]?[&*]?){{1,6}}"
    rf"[ ]{{0,9}}(?:{WORD}[ ]?)?{_SIDES}"
    rf"(?::[ ]?[&]?{_SIDES}(?:{WORD}{_SIDES})?|:[ ]?{_GENERIC})?[ ]{{0,9}}:?=",
    re.MULTILINE,
)
_SIZED = re.compile(rf"^[ \t]*{WORD}(?:[ ]?\[[0-9A-Za-z_]{{0,20}}\]){{1,6}}[ ]?=(?=\s*\{{)", re.MULTILINE)
# Rows and columns that C says of numbers in one row: int a[2][2] = {1, 2, 3, 4}; the first may be left out.
_FLAT = re.compile(
    rf"^(?P<type>[ \t]*(?:{TYPE}[ ]){{1,6}})(?P<name>{WORD})[ ]?\[(?P<rows>[0-9]{{0,4}})\][ ]?"
    r"\[(?P<columns>[0-9]{1,4})\][ ]?=\s*\{(?P<numbers>[^{};]{1,20000})\}",
    re.MULTILINE,
)
_NEW = re.compile(
    rf"\bnew[ ](?={WORD}(?:\(|[ ]?\[))"
    r"|(?<=new )(?:int|float|double|long|short|byte)[ ]?(?:\[[,0-9 ]{0,20}\][ ]?){1,6}(?=\s?\{)"
)
_GO = re.compile(r"(?:\[[0-9.]{0,9}\]){1,6}(?:u?int[0-9]{0,2}|float(?:32|64))(?=\s?\{)")
_RUST = re.compile(r"\b(?:array|vec|arr[0-9])!(?=\s?[\[(])")
# Tensor::new(vec![1.0, 2.0], vec![1, 2]) of Rust: the numbers and the shape, in either order.
_OF_LISTS = re.compile(
    r"\b(?:[A-Za-z_]\w{0,30}(?:::<[^<>\n]{0,60}>)?::){0,3}(?:Tensor|Array\w?|ArrayD|NdArray)(?:::<[^<>\n]{0,60}>)?"
    r"::(?:new|from_vec|from_slice|from_data|from_shape_vec)\(\s*"
    r"(?:vec!|&)?[\[(](?P<first>[-+0-9.eEfiu_,\s]{1,20000})[\])]\s*,\s*"
    r"(?:vec!|&)?[\[(](?P<second>[-+0-9.eEfiu_,\s]{1,20000})[\])]"
    r"(?:\s*,\s*&?[A-Za-z_][\w:.]{0,40}(?:\(\))?)?\s*,?\s*\)(?:\?|\.(?:unwrap\(\)|expect\([^()\n]{0,60}\)))?"
)
_SUFFIX = re.compile(
    r"(?<![A-Za-z_0-9.])([0-9.]{1,40}(?:[eE][-+]?[0-9]{1,4})?)(_?[fi](?:32|64)|_u8|[fFdDL])(?![A-Za-z0-9_.(]|[-+][0-9])"
)
_RUBY = re.compile(
    r"(?<![\w.])(?:Matrix|Vector|(?:Numo::)?(?:NArray|[DS]Float|Int[0-9]{1,2}))(?=\[)|\.freeze\b"
)
# Mathematica's MatrixForm[{{1, 2}, {3, 4}}] is the list in it.
_SHOWN = re.compile(r"\A(\s*(?:MatrixForm|TableForm)\[)([^\[\]]*)(\][\s;]*)\Z")
_LIST_OF = re.compile(r"(?<![\w.])(?:List\.of|Arrays\.asList)\(")
_OPENCV = re.compile(r"(\(?)[ ]?(?:cv::)?Mat_<[a-z]{1,9}>[ ]?\(([0-9]{1,4}),[ ]?([0-9]{1,4})\)[ ]?<<")
_ASSIGNED = re.compile(r"^[ \t]*[A-Za-z.][A-Za-z0-9._]{0,40}[ ]?<-", re.MULTILINE)
_CAST = re.compile(r"\bas[ ](?:const|number(?:\[\]){1,4}|f(?:32|64))\b")


def plain(text: str) -> str:
    """Take types, names and the suffixes of numbers out; leave the brackets.

    Examples
    --------
    >>> plain("float a[2][2] = {{1.5f, 2}, {3, 4}};").strip()
    '{{1.5 , 2}, {3, 4}};'
    >>> plain("a <- c(1L, 2L)").strip()
    'c(1 , 2 )'
    """
    opencv = _OPENCV.search(text)
    if opencv is not None:
        text = _opencv(text, opencv)
    if "=" in text:
        text = without(_DECLARED, text)
        text = without(_SIZED, text)
    text = _LIST_OF.sub(lambda found: padded("List(", len(found[0]), right=True), without(_ASSIGNED, text))
    text = without(_RUBY, _SHOWN.sub(lambda found: f"{blanked(found[1])}{found[2]}{blanked(found[3])}", text))
    for word, expression in (("new ", _NEW), ("{", _GO), ("!", _RUST), ("as ", _CAST)):
        if word in text and (word != "{" or "int" in text or "float" in text):
            text = without(expression, text)
    if not any(letter in text for letter in "fFdDLiu"):
        return text
    return _SUFFIX.sub(lambda found: found[1] + blanked(found[2]), text)


def with_shape(text: str) -> str:
    """Write Rust's Tensor::new(vec![1.0, 2.0], vec![1, 2]) as a list with its shape.

    Examples
    --------
    >>> with_shape("Tensor::new(vec![1.0, 2.0], vec![1, 2])").strip()
    '[1.0, 2.0],shape=(1,2)'
    """
    return _OF_LISTS.sub(_of_lists, text) if "::" in text else text


def _of_lists(found: re.Match[str]) -> str:
    """Write numbers and a shape as [1, 2],shape=(1,2): the shape's product counts the others."""
    for numbers, shape in ((found["first"], found["second"]), (found["second"], found["first"])):
        count = len([each for each in numbers.split(",") if each.strip()])
        sides = [each.strip() for each in shape.split(",") if each.strip()]
        if all(each.isdecimal() for each in sides) and prod(map(int, sides)) == count:
            written = f"[{numbers}],shape=({','.join(sides)})"
            lines = found[0].count("\n") - written.count("\n")
            return padded("\n" * lines + written, len(found[0]))
    return found[0]


def _opencv(text: str, found: re.Match[str]) -> str:
    """Write (Mat_<float>(3,3) << as Matrix(3,3, whose bracket is the first one's, or ends the statement."""
    head = padded(f"Matrix({found[2]},{found[3]},", len(found[0]))
    behind = text[found.end() :]
    if not found[1]:
        numbers, end, rest = behind.partition(";")
        behind = f"{numbers}){rest}" if end else f"{numbers.rstrip()})"
    return text[: found.start()] + head + behind


def in_rows(text: str) -> str:
    """Write int a[2][2] = {1, 2, 3, 4} as a=Matrix(2,2, 1, 2, 3, 4), where it has the numbers that it says.

    Examples
    --------
    >>> in_rows("int a[][2] = {1, 2, 3, 4};")
    'a=Matrix(2,2, 1, 2, 3, 4);'
    """
    return _FLAT.sub(_as_matrix, text) if "]" in text and "{" in text else text


def _as_matrix(found: re.Match[str]) -> str:
    numbers = found["numbers"]
    count = len([each for each in numbers.split(",") if each.strip()])
    columns = int(found["columns"])
    rows = int(found["rows"] or (count // columns if columns else 0))
    head = f"{found['name']}=Matrix({rows},{columns},"
    room = found.start("numbers") - found.start()
    if rows * columns != count or len(head) > room:
        return found[0]
    return padded(head, room) + numbers.rstrip(", \n\t").ljust(len(numbers)) + ")"
