"""The catalogue and the code name the same keys, and a second language is one more folder."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from dsviz import content
from dsviz.content import catalogue
from dsviz.examples import ALL, PICTURES
from dsviz.ui.shell import words

ROOT = Path(__file__).parents[2]
CODE = [ROOT / "app.py", *(ROOT / "dsviz").rglob("*.py")]
ASKING = {"say", "label", "Words"}
HOLE = r"\S+"
KEYS = set(catalogue.messages("en"))


def pattern(node):
    """A string, or an f-string with its holes, as a regular expression for keys; None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(
            re.escape(part.value) if isinstance(part, ast.Constant) else HOLE for part in node.values
        )
    return None


@cache
def nodes():
    return [node for file in CODE for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]


def arguments_of(names):
    """The first argument of every call of the named functions."""
    calls = [node for node in nodes() if isinstance(node, ast.Call) and node.args]
    named = [call for call in calls if getattr(call.func, "id", getattr(call.func, "attr", "")) in names]
    return {found for call in named if (found := pattern(call.args[0]))}


def asked():
    return arguments_of(ASKING)


def spelled():
    """Every part of every plain string of the code: a key may be put together from them."""
    strings = (
        node.value for node in nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return {part for string in strings for part in string.split(".")}


def mentioned():
    """Every dotted string of the code, wherever it stands, and the prefixes asked for as a whole."""
    whole = {rf"{prefix}\..+" for prefix in arguments_of({"labels"})}
    found = {key for node in nodes() if (key := pattern(node)) and r"\." in key}
    # A pattern of holes alone would match every key.
    return whole | {key for key in found if re.search("[a-z]{3}", key.replace(HOLE, ""))}


def one_of(expressions):
    return re.compile("|".join(f"(?:{each})" for each in sorted(expressions)))


def keys_like(*expressions):
    return set(filter(one_of(expressions).fullmatch, KEYS))


def test_the_code_is_found():
    assert len(asked()) > 20
    assert r"page\.\S+\.title" in asked()


def test_every_key_the_code_asks_for_is_in_the_catalogue():
    expressions = asked()
    assert expressions
    assert [expression for expression in sorted(expressions) if not keys_like(expression)] == []


def test_every_key_of_the_catalogue_is_used():
    used = keys_like(*mentioned())
    parts = spelled()
    assert {key for key in KEYS - used if not parts.issuperset(key.split("."))} == set()


def test_the_check_would_see_a_missing_and_an_unused_key():
    assert not keys_like(r"page\.nowhere\.title")
    assert HOLE not in mentioned()


def test_every_example_and_every_document_has_its_words():
    examples = [each for known in (*ALL, *PICTURES) for each in (known, *getattr(known, "layers", ()))]
    for example in examples:
        assert content.label(f"example.{example.id}.title")
        assert content.label(f"example.{example.id}.note")
        assert content.label(f"document.{example.document or 'own'}")


def test_every_title_and_note_belongs_to_an_example():
    ids = {example.id for example in (*ALL, *PICTURES)} | spelled()
    assert {key.rpartition(".")[0] for key in content.labels("example")} <= ids


def has_a_hyphen_for_a_minus(words):
    """Whether the prose, code such as `[-1, 2]` and formulas left out, writes a hyphen for a minus."""
    prose = re.sub(r"```.*?```|`[^`]*`|\$\$.*?\$\$|\$[^$]*\$", "", words, flags=re.S)
    return bool(re.search(r"(?<![\w[-])-\d", prose))


def test_a_hyphen_is_seen_in_prose_and_not_in_code():
    assert has_a_hyphen_for_a_minus("it is -3")
    assert has_a_hyphen_for_a_minus("$x - 1$ is -3")
    assert not has_a_hyphen_for_a_minus(r"$$x \times -1$$ and $-1$")
    assert not has_a_hyphen_for_a_minus("a 1-2 range, `reshape(x, [-1, 2])`, and −3")


@cache
def passages():
    """Every string of the code that may name a passage, as one expression."""
    found = {name for node in nodes() if (name := pattern(node)) and name != HOLE and r"\ " not in name}
    return one_of(found)


@pytest.mark.parametrize("file", sorted((catalogue.ROOT / "en").glob("*.md")), ids=lambda file: file.stem)
def test_a_passage_is_asked_for_and_writes_one_minus_sign(file):
    assert passages().fullmatch(file.stem)
    assert not has_a_hyphen_for_a_minus(file.read_text(encoding="utf-8"))


def test_no_label_writes_a_hyphen_for_a_minus_sign():
    assert [
        key
        for key, message in catalogue.messages("en").items()
        # What a person may type into a field is typed with a hyphen.
        if not key.startswith("refusal.reading.") and any(map(has_a_hyphen_for_a_minus, message.forms))
    ] == []


def test_a_missing_key_is_named():
    with pytest.raises(KeyError, match=r"no\.such\.key"):
        content.label("no.such.key")


@pytest.fixture
def another_language(tmp_path, monkeypatch):
    """A catalogue of two languages: English whole, and a folder that says two things."""
    for file in (catalogue.ROOT / "en").iterdir():
        (tmp_path / "en").mkdir(exist_ok=True)
        (tmp_path / "en" / file.name).write_bytes(file.read_bytes())
    folder = tmp_path / "eo"
    folder.mkdir()
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
    (folder / "labels.po").write_text(
        f'{header}\nmsgid "result.heading"\nmsgstr "Rezulto"\n\nmsgid "lesson.choose"\nmsgstr ""\n',
        encoding="utf-8",
    )
    (folder / "home.md").write_text("Ĉi tie.", encoding="utf-8")
    monkeypatch.setattr(catalogue, "ROOT", tmp_path)
    forget()
    yield "eo"
    forget()


def forget():
    content.text.cache_clear()
    catalogue.forget()


def test_a_second_language_is_one_more_folder(another_language):
    assert content.languages() == ("en", "eo")
    assert content.label("result.heading", "eo") == "Rezulto"
    assert content.labels("result", "eo")["heading"] == "Rezulto"
    assert content.text("home", "eo") == "Ĉi tie."


def test_what_a_language_does_not_say_is_said_in_english(another_language):
    assert content.label("lesson.choose", "eo") == content.label("lesson.choose")
    assert content.text("standard", "eo") == content.text("standard")


def test_the_link_chooses_the_language(another_language, monkeypatch):
    monkeypatch.setattr(words, "query_param", lambda param, default: {"lang": "eo"}.get(param.name, default))
    assert words.say("result.heading") == "Rezulto"
    monkeypatch.setattr(
        words, "query_param", lambda param, default: {"lang": "xx/../.."}.get(param.name, default)
    )
    assert words.say("result.heading") == "Result"


def test_the_stages_labels_can_travel_as_one_text():
    for prefix in ("stage", "stage_edit"):
        for name, text in content.labels(prefix).items():
            assert "|" not in name + text
            assert "=" not in name
