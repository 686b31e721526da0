"""Write the folder of a language for its translator: ``python -m dsviz.content.translate eo``.

Each .po file of English is written anew with the English text as a comment above every message, so that
nobody has to look it up by its key. What was translated before is kept; what English no longer says goes.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from dsviz.content.catalogue import DEFAULT_LANGUAGE, ROOT

HEADER = """\
# {about}
# The lines that begin with "#." are the English text. Its {{names}} stay as they are; one in the
# second msgid of a plural is the number that decides the form. Where msgstr is empty, English is shown.
# Written by: python -m dsviz.content.translate {language}
msgid ""
msgstr ""
"Project-Id-Version: dsviz\\n"
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def translation(name: str, language: str, root: Path = ROOT) -> bytes:
    """Return a .po file of a language, with the English text as reference.

    Parameters
    ----------
    name : str
        The file's name without its suffix.
    language : str
    root : Path
        The folder of the languages.

    Examples
    --------
    >>> print(translation("parts", "eo").decode().rpartition("#. ")[2])
    –
    msgid "tables.nothing"
    msgstr ""
    <BLANKLINE>
    """
    english, known = _catalog(root, DEFAULT_LANGUAGE, name), _catalog(root, language, name)
    about = (root / DEFAULT_LANGUAGE / f"{name}.po").read_text(encoding="utf-8").partition("\n")[0][2:]
    written = Catalog(locale=language.replace("-", "_"))
    for message in english:
        if message.id:
            before = known.get(message.id)
            written.add(message.id, before.string if before else None, auto_comments=_reference(message))
    stream = BytesIO()
    write_po(stream, written, width=0, omit_header=True)
    head = HEADER.format(about=about, language=language, plurals=written.plural_forms)
    return head.encode() + stream.getvalue()


def write(language: str, root: Path = ROOT) -> list[Path]:
    """Write every .po file of a language; return the files."""
    (root / language).mkdir(exist_ok=True)
    files = []
    for source in sorted((root / DEFAULT_LANGUAGE).glob("*.po")):
        file = root / language / source.name
        file.write_bytes(translation(source.stem, language, root))
        files.append(file)
    return files


def _catalog(root: Path, language: str, name: str) -> Catalog:
    file = root / language / f"{name}.po"
    if not file.is_file():
        return Catalog(locale=language.replace("-", "_"))
    with file.open("rb") as stream:
        return read_po(stream, locale=language.replace("-", "_"))


def _reference(message: Message) -> list[str]:
    forms = (message.string,) if isinstance(message.string, str) else message.string or ()
    return [line for form in forms for line in str(form).splitlines()]


if __name__ == "__main__":
    for language in sys.argv[1:]:
        write(language)
