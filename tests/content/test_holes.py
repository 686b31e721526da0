"""Every message with holes is given exactly the values it names, wherever the code asks for it.

A call that spells its key is read as it stands. Where values come in a dict, the dict's keys are those of
the module. What is put together from data, findings and claims, is said in full here and in the tests
that spell whole sentences.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest

from dsviz import errata
from dsviz.content import catalogue, label
from dsviz.conv.errors import ConvError, Refusal

ROOT = Path(__file__).parents[2]
CODE = [ROOT / "app.py", *(ROOT / "dsviz").rglob("*.py")]
MESSAGES = catalogue.messages("en")
HOLE = r"[\w.-]*"
# Filled by the stage's script.
IN_THE_BROWSER = (
    "stage.",
    "stage_edit.",
    "stage_guide.",
    "stage_dx.",
    "stage_dw.",
    "stage_db.",
    "stage_transposed.",
    "stage_scatter.",
    "stage_scatter_dx.",
    "stage_scatter_transposed.",
    "stage_alone.",
    "stage_class.",
    "stage_served.",
    "stage_table.",
    "streamlit.",
    "stage_course.",
    "stage_pixels.",
)


def holes(key):
    message = MESSAGES[key]
    named = {name for form in message.forms for _, name, _, _ in Formatter().parse(form) if name}
    return named | ({message.hole} if message.hole else set())


@cache
def kinds():
    """Every kind of refusal by its name."""
    for file in ROOT.glob("dsviz/**/*.py"):
        if "(Refusal)" in file.read_text(encoding="utf-8"):
            import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
    return {each.__name__: each for each in Refusal.__subclasses__()}


class Call(NamedTuple):
    """One place where the code asks for a message: which it can be, what it gives, what it may give."""

    where: str
    keys: tuple[str, ...]
    given: frozenset[str]
    may_give: frozenset[str]
    is_spelled: bool

    @property
    def named(self):
        return set().union(*map(holes, self.keys))


def patterns(node: ast.expr) -> list[str]:
    """The keys an expression can be, as regular expressions; none where it is no text written there."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [re.escape(node.value)]
    if isinstance(node, ast.IfExp):
        return [*patterns(node.body), *patterns(node.orelse)]
    if isinstance(node, ast.JoinedStr):
        parts = (re.escape(part.value) if isinstance(part, ast.Constant) else HOLE for part in node.values)
        return ["".join(parts)]
    return []


def asked(call: ast.Call) -> tuple[str, ast.expr, list[ast.keyword]] | None:
    """The prefix, the key and the values of a call that asks for a message."""
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    owner = getattr(getattr(call.func, "value", None), "id", "")
    if name in ("say", "label", "_say") and call.args:
        return "exercises." if name == "_say" else "", call.args[0], call.keywords
    if name == "Words" and call.args:
        filled = call.args[1] if len(call.args) > 1 else ast.Dict([], [])
        keys = filled.keys if isinstance(filled, ast.Dict) else [None]
        return "", call.args[0], [ast.keyword(key and key.value, ast.Constant(0)) for key in keys]
    if name in kinds() and call.args:
        return f"refusal.{kinds()[name].room}.", call.args[0], call.keywords
    if owner in kinds() and name == "at":
        return f"refusal.{kinds()[owner].room}.", call.args[2], call.keywords
    if owner == "self" and name == "refuse" and len(call.args) > 1:
        return "refusal.reading.", call.args[1], call.keywords
    return None


def of_module(tree: ast.Module) -> tuple[set[str], set[str]]:
    """The keys a module spells anywhere, and the names it puts into dicts or passes on."""
    spelled, names = set(), set()
    for node in ast.walk(tree):
        spelled |= {each for pattern in patterns(node) for each in like(pattern)}
        if isinstance(node, ast.Dict):
            names |= {key.value for key in node.keys if isinstance(key, ast.Constant)}
        if isinstance(node, ast.Call):
            names |= {each.arg for each in node.keywords if each.arg}
            names |= {each.value for each in node.args if isinstance(each, ast.Constant)}
        if isinstance(node, ast.Tuple):
            names |= {each.value for each in node.elts if isinstance(each, ast.Constant)}
    return spelled, {name for name in names if isinstance(name, str)}


@cache
def like(pattern: str) -> tuple[str, ...]:
    """The keys a pattern fits; none for one that is nothing but a hole."""
    if not pattern.replace(HOLE, ""):
        return ()
    if HOLE not in pattern:
        written = re.sub(r"\\(.)", r"\1", pattern)  # what re.escape put before a letter
        return (written,) if written in MESSAGES else ()
    return tuple(filter(re.compile(pattern).fullmatch, MESSAGES))


def calls() -> Iterator[Call]:
    for file in CODE:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        spelled, names = of_module(tree)
        for node in ast.walk(tree):
            found = asked(node) if isinstance(node, ast.Call) else None
            if found is None:
                continue
            prefix, key, keywords = found
            written = [re.escape(prefix) + pattern for pattern in patterns(key)]
            keys = [each for pattern in written for each in like(pattern)]
            yield Call(
                f"{file.relative_to(ROOT)}:{node.lineno}",
                tuple(keys or like(re.escape(prefix) + HOLE) or spelled),
                frozenset(each.arg for each in keywords if each.arg),
                frozenset(names) if any(each.arg is None for each in keywords) else frozenset(),
                bool(keys) and not any(HOLE in pattern for pattern in patterns(key)),
            )


CALLS = tuple(calls())
# What a check finds and what a claim shows is said with values from data: the tests below say it.
# Those of the guides' words are reckoned in tests/guides.
FROM_DATA = ("diagnosis.", "errata.", "guide.")


# Given by names that another module spells, and seen by the tests of their pages.
FROM_ELSEWHERE = ("check.counts", "check.shape", "cost.time.text", "mobilenet.family.cut")
FROM_A_REFUSAL = "playground.misfit."
# Written for a script of the page, which fills it.
FILLED_LATER = re.compile(r"cost\.claim\.[kn]\.curve|grouped\.(band|group)")


def test_enough_is_read():
    assert len(CALLS) > 600
    assert sum(bool(holes(key)) for key in MESSAGES) > 380


def wrong(call: Call) -> set[str]:
    """What a call gives and no message of it names, and what a spelled one names and is not given."""
    superfluous = call.given - call.named
    return superfluous | (call.named - call.given - call.may_give if call.is_spelled else set())


def test_every_call_gives_what_its_message_names_and_nothing_else():
    checked = [call for call in CALLS if call.keys and not set(call.keys) <= set(FROM_ELSEWHERE)]
    assert checked
    assert {call.where: found for call in checked if (found := wrong(call))} == {}


def test_a_missing_and_a_superfluous_value_are_seen():
    call = Call("", ("result.reference",), frozenset(), frozenset(), True)
    assert wrong(call) == {"difference"}
    assert wrong(call._replace(given=frozenset({"difference", "count"}))) == {"count"}


def is_filled(key: str) -> bool:
    return any(key in call.keys and holes(key) <= call.given | call.may_give for call in CALLS)


def test_every_message_with_holes_is_filled_somewhere():
    elsewhere = (*IN_THE_BROWSER, *FROM_DATA, *FROM_ELSEWHERE, FROM_A_REFUSAL)
    filled_by_name = [
        key
        for key in MESSAGES
        if holes(key) and not key.startswith(elsewhere) and not FILLED_LATER.fullmatch(key)
    ]
    assert filled_by_name
    assert [key for key in filled_by_name if not is_filled(key)] == []


def test_every_rule_in_the_catalogue_is_refused_somewhere():
    refusing = {kind.room: kind.__name__ for kind in kinds().values()}
    spelled = {
        room: {
            node.value
            for file in CODE
            if name in (source := file.read_text(encoding="utf-8"))
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        for room, name in refusing.items()
    }
    rules = {tuple(key.split(".")[1:]) for key in MESSAGES if re.fullmatch(r"refusal\.[^.]+\.[^.]+", key)}
    assert {(room, rule) for room, rule in rules if room in spelled and rule not in spelled[room]} == set()


@pytest.mark.parametrize("claim", errata.CLAIMS, ids=lambda claim: claim.id)
def test_the_evidence_of_a_claim_gives_its_sentence_what_it_names(claim):
    facts = set(claim.check().facts)
    assert holes(f"errata.{claim.id}.shown") <= facts


@pytest.mark.parametrize(
    ("error", "key"),
    [
        (
            ConvError("weight-in-channels", slices=2, in_channels=3, groups=1, expected=3),
            "weight-in-channels",
        ),
        (ConvError("bias-length", bias_length=2, out_channels=4), "bias-length"),
        (ConvError("kernel-reach-fits", reach=5, padded=3), "kernel-reach-fits"),
    ],
)
def test_a_misfit_is_put_plainly_from_the_values_of_its_refusal(error, key):
    # The playground adds how many channels the filters read.
    assert holes(f"playground.misfit.{key}") <= {*error.values, "reads"}


def test_what_stands_hidden_beside_a_stage_names_its_button_and_no_key():
    for language in ("en", "zh"):
        shown = label("stage_class.hide_nothing", language)
        for key in ("result.hidden", "check.layer.text"):
            assert shown in label(key, language)
            assert not re.search(r"\bH\b", label(key, language))
