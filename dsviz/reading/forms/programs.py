"""Lines of a program that hold no tensor: loops, heads of functions, prints, what is worked out of names."""

from __future__ import annotations

import re

from dsviz.reading.forms.masks import joined, lines_without

_ENTRY = r"[-+.]?[0-9][0-9.eE+-]{0,30}f?\s?[,; ]\s?"
_LIST = rf"[\[{{]\s?{_ENTRY}[-+.0-9]|\(\s?(?:{_ENTRY}){{3}}|[\[{{]\s?[\[{{]\s?[-+.0-9]"
_HOLDS_LIST = re.compile(_LIST)
# w = 1 0; 0 abc, whose rows have no brackets
_HOLDS_ROWS = re.compile(
    r"\s*[A-Za-z_]\w{0,40}[ ]?=[ ]?[-+.]?[0-9][0-9.eE+-]{0,30}(?:[ ]?[,;][ ]?|[ ]{1,9})[-+.]?[0-9]"
)
_HOLDS_MAKER = re.compile(r"\b(?:ones|zeros|eye|arange|full|array|tensor|matrix|asarray|Matrix)\w{0,9}\(")
_WORD = r"[A-Za-z_][\w.:]{0,40}"
_TYPE = "unsigned|int|long|short|float|double|char|size_t|auto|const|static|void|bool|var|let"
_NAME = rf"{_WORD}(?:\[\w{{0,9}}\])*(?:[ ]?=[ ]?\w{{1,12}})?"
_KEYWORDS = (
    r"(?:for|while|if|elif|else|switch|do|try|except|catch|return|break|continue|with|using"
    r"|package|namespace|def|class|public|private|fn|func|function|end|endfor|pass|assert|global|del)"
    r"\b(?![ ]?[:=](?!=))"
)
_PRINTS = (
    r"(?:printf|fprintf|print|println!?|cout|std::cout|System\.out\.\w{1,9}|console\.log|fmt\.\w{1,9}|disp"
    r""
    r"|display|puts|echo|plt\.\w{1,20}|cv2?\.imshow)[ ]?[(<\"']"
)
# x = np.pad(x, 1)
_CHANGES = re.compile(
    rf"({_WORD})[ ]?=[ ]?(?:\1\.(?!(?:to|cuda|cpu|detach|clone|numpy|float|double|astype|requires_grad_)\b"
    r"|\w*conv)\w+"
    r"|(?:(?:np|numpy|torch|tf|jnp|F|scipy\.ndimage)\.)?(?:pad|flip\w{0,2}|rot90|roll|repeat|tile|transpose|permute"
    r"|reshape|resize|clip|round|abs|where|swapaxes|moveaxis|concatenate|concat|cat|\w?stack|squeeze|unsqueeze"
    r"|expand_dims|multiply|divide|add|subtract)\([^\n]*(?<![\w.])\1(?![\w=])"
    r"|[^\n(]{0,40}(?<![\w.])\1[ ]?(?:\[|[-+*/%]))"
)
# np.outer(k, k) or k @ k.T behind k = [...] is what is meant, and not k.
_WORKS = re.compile(
    r"(?:np|numpy|torch|tf|jnp)\.(?:outer|kron|matmul|dot|multiply|einsum)\([A-Za-z_]"
    r"|[A-Za-z_]\w{0,40}(?:\.T)?[ ]?@[ ]?[A-Za-z_]"
)
_LINE = re.compile(
    rf"(?:\}}[ ]?)?(?:{_KEYWORDS}|{_PRINTS})"
    # int main() {     int i, j;     out[i][j] = 0;     h, w = x.shape     y = conv(x, k)
    rf"|(?:{_WORD}[ *&]+){{1,4}}{_WORD}\([^()\n]{{0,200}}\)[ ]?(?:\{{|;|->[^\n]*)?\s*$"
    rf"|(?:(?:{_TYPE})[ *&]+){{1,4}}{_NAME}(?:,[ ]?{_NAME})*[ ]?;\s*$"
    rf"|{_WORD}(?:\[[^\[\]\n]{{0,40}}\])+[ ]?[-+*/]?=(?!=)"
    rf"|{_WORD}(?:,[ ]?{_WORD})*[ ]?[-+*/]?=[ ]?(?=[^\n]*[A-Za-z_])"
    r"|[{}]{1,3}[;,]?\s*$"
)
# with stride 2 and no padding the result is:   with this filter:   words, and no code of Python's
_SENTENCE = re.compile(
    r"(?!for[ ]\w{1,40}[ ]in[ ])(?:[A-Za-z]{1,20}(?:[ ,]{1,2}[\w.%'-]{1,30}){3,40}"
    r"|(?:with|using|for|if|while)(?:[ ][A-Za-z]{2,20}){1,2})[ ]?[.,:]?\s*$",
    re.IGNORECASE,
)
# The output of a layer is asked for; the lists in it are its settings.
_SHOWS_LAYER = re.compile(rf"[ \t]*{_PRINTS}[^\[\n]{{0,200}}(?:conv|filter2D|correlate)\w{{0,9}}\([A-Za-z_]")
# print(conv(x)), disp(y), filter2D(x, y, -1, k): no tensor stands in it.
_SHOWS_NAMES = re.compile(
    r"^[ \t]*(?:print|println!?|display|disp)\([ ]?(?:f?(['\"])[^'\"\n\d]{0,80}\1[ ]?,[ ]?)?"
    r"[A-Za-z_][\w.]{0,60}(?:\([A-Za-z_.\w, ]{0,60}\))?"
    r"(?:\.[A-Za-z_]{1,20}(?:\(\))?){0,4}[ ]?\)[ ]?;?[ \t\r]*$"
    r"|^[ \t]*(?:cv2?(?:::|\.))?(?:filter2D|imshow)\([A-Za-z_][\w ,.:'\"-]{0,120}\)[ ]?;?[ \t\r]*$",
    re.MULTILINE,
)
# A notebook's last line, which shows what a layer gives: F.conv2d(x, w), with no tensor listed in it.
_INSIDE = r"[\w \t.,=:'\"*-]|\[[\w :.,-]{0,40}\]"
_SHOWS_CALL = re.compile(
    r"^(?![^\n]*\b(?:ones|zeros|eye|arange|full|array|tensor|Tensor|matrix|asarray|constant|linspace)\w{0,9}\()"
    r"[ \t]*(?:[A-Za-z_]\w{0,20}\.){0,4}\w{0,20}(?:[Cc]onv|correl|filter2D|imfilter)\w{0,20}"
    rf"\([ ]?[A-Za-z_](?:{_INSIDE}|\((?:{_INSIDE}){{0,60}}\)){{0,300}}\)"
    r"(?:\.[a-z]{1,20}(?:\(\))?|\[[0-9:, ]{1,20}\]){0,3}[ ]?;?[ \t\r]*$",
    re.MULTILINE,
)


def without_prints(text: str) -> str:
    """Take out the lines that only print, filter or convolve something by its name.

    Examples
    --------
    >>> without_prints("x = [[1, 2]]\\nprint(conv(x))").strip("\\n\\u2060")
    'x = [[1, 2]]'
    """
    return lines_without(_SHOWS_CALL, lines_without(_SHOWS_NAMES, text))


def plain(text: str) -> str:
    """Take out the lines of a program in which no numbers are listed.

    Examples
    --------
    >>> plain("for (i = 0; i < 2; i++)\\nint k[2] = {1, 2};").strip("\\u2060\\n")
    'int k[2] = {1, 2};'
    >>> plain("with open(path) as file:").strip("\\u2060"), plain("with stride 2 we get:")
    ('', 'with stride 2 we get:')
    """
    lines = text.split("\n")
    depth = 0
    for at, line in enumerate(lines):
        if depth == 0 and _is_left_out(line):
            lines[at] = joined(line)
        depth = max(0, depth + _opened(lines[at]))
    return "\n".join(lines)


def changes_tensor(text: str) -> bool:
    """Tell whether a statement makes another tensor of one: what stood before is not what is meant.

    Examples
    --------
    >>> changes_tensor("x = [[1, 2]]\\nx = x[0]"), changes_tensor("x = [[1, 2]]\\ny = conv(x)")
    (True, False)
    """
    lines = [line.strip() for line in text.split("\n")]
    return any(_CHANGES.match(line) or _WORKS.match(line) for line in lines)


def _is_left_out(line: str) -> bool:
    """Tell whether a line outside all lists is code, and lists nothing."""
    if _SHOWS_LAYER.match(line):
        return True
    if "\\begin{" in line:
        return False
    if _HOLDS_LIST.search(line) or _HOLDS_ROWS.match(line) or _HOLDS_MAKER.search(line):
        return False
    if line.rstrip().endswith(("[", "(", "= {", "={", "=")):
        return False
    line = line.strip()
    return _LINE.match(line) is not None and _SENTENCE.match(line) is None


def _opened(line: str) -> int:
    """How many more brackets a line opens than it closes."""
    return sum(line.count(sign) for sign in "[({") - sum(line.count(sign) for sign in "])}")
