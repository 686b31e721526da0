"""A lesson followed without a picture and without a mouse: what a screen reader is given at each key.

``python -m tests.browser.by_ear`` writes it down, in both languages, as docs/by-ear.md and
docs/by-ear.zh-CN.md; tests/browser/test_by_ear.py holds what is written there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Locator, Page, expect, sync_playwright

from dsviz.content import label
from tests.browser.by_ear_words import NAMES, ROLES, SAYS, SECTIONS
from tests.browser.stage import ready, rested
from tests.browsers import launched

DOCS = Path(__file__).parents[2] / "docs"
FILES = {"en": DOCS / "by-ear.md", "zh": DOCS / "by-ear.zh-CN.md"}
LESSON = "Depthwise_convolution"
PAIR = "Depthwise_separable?step=6"  # two layers in one run, near the end of the first
# Where the keyboard is, within shadow roots too; and what the live regions hold.
FOCUSED = """(() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
})()"""
LIVE = """async () => {
  await new Promise(requestAnimationFrame); // what a key does is drawn
  const within = (root) => [...root.querySelectorAll("*")].flatMap((each) => [
    ...(each.matches("[role=status], [role=alert], [aria-live=polite]") ? [each] : []),
    ...(each.shadowRoot ? within(each.shadowRoot) : []),
  ]);
  return within(document).map((each) => each.textContent.trim()).filter(Boolean);
}"""
HEADING = re.compile(r'heading "(.*)" \[level=(\d)\]')
# The keys of each section, in the order of `SECTIONS`.
WALKS: dict[str, Sequence[str]] = {
    "way": ("Tab", "Tab"),
    "steps": ("ArrowRight", "ArrowRight"),
    "parts": (".", ".", ".", ".", "."),
    "products": ("p", ".", ".", "p"),
    "hidden": ("h", "ArrowRight", "v", "h", "h", "h"),
    "buttons": ("Tab",) * 13,
    "map": (
        "Tab",
        "ArrowRight",
        "ArrowDown",
        "End",
        "Control+Home",
        "Enter",
        "Enter",
        "Tab",
        "Tab",
        "Tab",
        "Tab",
        "Tab",
        "Tab",
        "Tab",
        "Tab",
        "Enter",
        "Escape",
    ),
    "sheet": ("?", "Escape"),
}
PAIR_WALK = ("ArrowRight", "ArrowRight", "ArrowRight", ".", "h", "h", ".", "ArrowLeft", "ArrowLeft")


@dataclass
class Ear:
    """What can be heard on a page: where the focus is, and what its live regions newly say."""

    page: Page
    language: str
    tree: CDPSession = field(init=False)
    said: set[str] = field(init=False)
    at: str = field(init=False)

    def __post_init__(self) -> None:
        self.tree = self.page.context.new_cdp_session(self.page)
        self.tree.send("Accessibility.enable")
        self.said = set(self.page.evaluate(LIVE))
        self.at = self.focus()

    def press(self, key: str) -> str:
        """Press a key and return what is heard, as a line of a table."""
        self.page.keyboard.press(key)
        now = self.page.evaluate(LIVE)
        news = [each for each in now if each not in self.said]
        self.said = set(now)
        before, self.at = self.at, self.focus()
        return row(NAMES.get(key, key), self.at if self.at != before else "", " ".join(news))

    def focus(self) -> str:
        """Return role, name and state of what has the focus, as the accessibility tree has them."""
        found = self.tree.send("Runtime.evaluate", {"expression": FOCUSED})["result"]
        asked = {"objectId": found["objectId"], "fetchRelatives": False}
        (node, *_) = self.tree.send("Accessibility.getPartialAXTree", asked)["nodes"]
        # A slider's words stand for its number: a screen reader says them, the browser's tools do not.
        words = self.tree.send("Runtime.evaluate", {"expression": f"{FOCUSED}.ariaValueText"})["result"]
        return self.spoken(node, words.get("value"))

    def spoken(self, node: dict[str, Any], words: str | None = None) -> str:
        told = {each: node.get(each, {}).get("value", "") for each in ("role", "name", "value")}
        states = {each["name"]: each["value"].get("value") for each in node.get("properties", [])}
        role = ROLES[told["role"]][self.language]
        parts = [str(told["name"]), role]
        if told["role"] in ("combobox", "slider"):
            parts.append(words or str(told["value"]))
        if states.get("selected"):
            parts.append(SAYS["selected"][self.language])
        for state in states.keys() & {"pressed", "checked"}:
            parts.append(SAYS[state if states[state] == "true" else f"not {state}"][self.language])
        return SAYS["comma"][self.language].join(filter(None, parts))


def row(*cells: str) -> str:
    return "| " + " | ".join(each.replace("|", "\\|") for each in cells) + " |"


def opened(page: Page, address: str, language: str) -> Locator:
    """Open a lesson, to its end and with the engine's numbers."""
    page.goto(address)
    stage = ready(page)
    for badge in page.get_by_test_id("badge").all():
        expect(badge).to_contain_text("NumPy", timeout=60_000)
    # The code is what a lesson's run writes last.
    code = label("tensors.heading", language)
    expect(page.get_by_role("heading", name=code)).to_be_visible(timeout=60_000)
    rested(page)
    return stage


def open_lesson(page: Page, address: str, language: str) -> Locator:
    """Open the lesson and stand where a link to it leads: at its title, with its run stopped."""
    stage = opened(page, f"{address}/{LESSON}?lang={language}", language)
    # The choice of example comes with the page's own words; a Tab before it would pass it by.
    expect(page.get_by_role("combobox").first).to_be_enabled()
    title = page.get_by_role("heading", level=1)
    title.evaluate("(title) => { title.tabIndex = -1; title.focus(); }")
    expect(title).to_be_focused()
    return stage


def heard(page: Page, address: str, language: str) -> str:
    """Follow the lesson by keys and write down what is heard.

    Parameters
    ----------
    page : Page
        One whose reader wants no motion, so that nothing plays by itself.
    address : str
        The app's.
    language : {"en", "zh"}

    Returns
    -------
    str
        The document.
    """
    stage = open_lesson(page, address, language)
    ear = Ear(page, language)
    parts = [SAYS["head"][language], headings(page, language)]
    for name, keys in WALKS.items():
        lines = [row(*SAYS["columns"][language]), "|---|---|---|", *(ear.press(key) for key in keys)]
        parts += [SECTIONS[name][language], "\n".join(lines)]
        if name == "map":
            parts += [SECTIONS["table"][language], "\n".join(by_table_keys(stage, language))]
    parts += [SECTIONS["pair"][language], "\n".join(two_layers(page, address, language))]
    return "\n\n".join(parts) + "\n"


def two_layers(page: Page, address: str, language: str) -> Iterator[str]:
    """Follow a run from one layer into the next and back: of the two only the one that works speaks."""
    opened(page, f"{address}/{PAIR}&lang={language}", language).focus()
    ear = Ear(page, language)
    yield row(*SAYS["columns"][language])
    yield "|---|---|---|"
    yield from map(ear.press, PAIR_WALK)


def headings(page: Page, language: str) -> str:
    """List the headings, which a screen reader leaps from one to the next."""
    tree = page.get_by_test_id("stMain").aria_snapshot()
    says = SAYS["level"][language]
    return "\n".join(
        f"- {says.format(level, name)}" for name, level in HEADING.findall(tree.replace("''", "'"))
    )


def by_table_keys(stage: Locator, language: str) -> Iterator[str]:
    """Go along a row and down a column: a new header, then the cell's text without its name."""
    grid = stage.get_by_role("grid").first
    sides = grid.get_by_role("rowheader").all_text_contents()
    tops = grid.get_by_role("columnheader").all_text_contents()
    cells = [line.get_by_role("gridcell").all_text_contents() for line in grid.get_by_role("row").all()]
    yield row(*SAYS["columns"][language][:1], SAYS["heard"][language])
    yield "|---|---|"
    for column in range(1, len(tops)):
        yield row("Ctrl+Alt+→", f"{tops[column]} {cells[0][column]}")
    for line in range(1, len(sides)):
        yield row("Ctrl+Alt+↓", f"{sides[line]} {cells[line][len(tops) - 1]}")


def main() -> None:
    """Write both documents, of an app of one's own."""
    from tests.browser.conftest import running_app

    with running_app() as address, sync_playwright() as playwright:
        browser = launched(playwright)
        for language, file in FILES.items():
            page = browser.new_page(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
            page.goto(address)
            expect(page.get_by_test_id("badge")).to_contain_text(
                label("stage.engines").split()[0], timeout=180_000
            )
            file.write_text(heard(page, address, language), encoding="utf-8")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
