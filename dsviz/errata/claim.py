"""What a claim of a document is, and what looking into it found."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Verdict = Literal["wrong", "half", "catch", "right", "worth"]


@dataclass(frozen=True)
class Finding:
    """What a check computed just now.

    Attributes
    ----------
    holds : bool
        Whether the numbers bear out what is said to be true.
    facts : mapping of str to object
        The numbers, by the names under which the sentence about them asks for them.
    rows : tuple of dict
        A table, where one number is not enough.
    """

    holds: bool
    facts: Mapping[str, Any] = field(default_factory=dict)
    rows: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class Claim:
    """One claim of a document. Its words are the labels ``errata.<id>.says``, ``.true`` and ``.shown``.

    Attributes
    ----------
    id : str
        Stable: begins with the document's number, or with "paper" for MobileNet's paper.
    verdict : {"wrong", "half", "catch", "right", "worth"}
        "half" is right under a condition the document leaves out; "catch" is code that does not run or does
        not do what one takes it to do; "worth" is no error but worth saying.
    check : callable
        Computes the evidence anew; nothing in it is typed in but the example.
    page : str
        The key of the page that shows the example.
    link : mapping of str to str
        What that page's link holds.
    torch : bool
        Whether the check runs a torch module.
    documents : tuple of str
        Further documents that make the same claim.
    also : tuple of (str, mapping of str to str)
        Further pages with their links, where the numbers of one claim stand on several.
    tested : bool
        Whether the claim rests on a test that runs the framework itself, not on what the check computes.
    """

    id: str
    verdict: Verdict
    check: Callable[[], Finding]
    page: str
    link: Mapping[str, str] = field(default_factory=dict)
    torch: bool = False
    documents: tuple[str, ...] = ()
    also: tuple[tuple[str, Mapping[str, str]], ...] = ()
    tested: bool = False

    @property
    def links(self) -> tuple[tuple[str, Mapping[str, str]], ...]:
        """Every page that shows a part of it, with what that page's link holds."""
        return ((self.page, self.link), *self.also)

    @property
    def document(self) -> str:
        """The document that makes it."""
        return self.id.partition("-")[0]
