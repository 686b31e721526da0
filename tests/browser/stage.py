"""What a reader does with a stage, for tests."""

import re

from playwright.sync_api import Locator, Page, expect

# Reads the equation of every step by stepping through it with the keyboard.
WALK = """async (stage) => {
  const how = { bubbles: true, composed: true, cancelable: true };
  const press = (key) => stage.dispatchEvent(new KeyboardEvent("keydown", { key, ...how }));
  const read = () => [Number(stage.dataset.step), stage.querySelector("[data-testid=equation]").textContent];
  stage.focus();
  press("Home");
  const steps = [read()];
  while (steps.length < Number(stage.dataset.steps)) { press("ArrowRight"); steps.push(read()); }
  return steps;
}"""

# The same through several layers under one set of keys: the step and equation of each at every step.
WALK_CHAIN = """async (first, count) => {
  const how = { bubbles: true, composed: true, cancelable: true };
  const press = (key) => first.dispatchEvent(new KeyboardEvent("keydown", { key, ...how }));
  const within = (root) => [...root.querySelectorAll("*")].flatMap((each) => [
    ...(each.dataset?.testid === "stage" ? [each] : []),
    ...(each.shadowRoot ? within(each.shadowRoot) : []),
  ]);
  const stages = within(document);
  const read = (each) =>
    [Number(each.dataset.step), each.querySelector("[data-testid=equation]")?.textContent ?? ""];
  first.focus();
  press("Home");
  const steps = [stages.map(read)];
  while (steps.length < count) { press("ArrowRight"); steps.push(stages.map(read)); }
  return steps;
}"""


def ready(page: Page, index: int = 0) -> Locator:
    """The page's stage, once it shows a step."""
    stage = page.get_by_test_id("stage").nth(index)
    expect(stage).to_have_attribute("data-ready", "true")
    return stage


def rested(page: Page) -> None:
    """The page's run is over: fields hold what they show, and no list is closed by what still arrives."""
    # The sign for a run in its corner comes late; this is there at once.
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def in_view(field: Locator) -> Locator:
    """The field, its page scrolled to it and standing still: a click on one that moves is lost."""
    field.scroll_into_view_if_needed()
    field.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return field


def paused(stage: Locator) -> Locator:
    """The stage, stopped."""
    # In one go: between a look and a click a short run may come to its end by itself.
    stage.evaluate("(stage) => stage.querySelector('button[aria-label=Pause]')?.click()")
    expect(stage).to_have_attribute("data-playing", "false")
    expect(stage.get_by_role("button", name="Play")).to_be_visible()
    return stage


def button(stage: Locator, name: str) -> Locator:
    return stage.get_by_role("button", name=name, exact=True)


def result_of(equation: str) -> float:
    """The number an equation ends in."""
    found = re.search(r"[=≈] (−?[\d.]+(?:e−?\d+)?)$", equation)
    assert found, equation
    return float(found[1].replace("−", "-"))


def walk(stage: Locator) -> list[float]:
    """The results of all steps, read from the equations."""
    steps = stage.evaluate(WALK)
    assert [at for at, _ in steps] == list(range(len(steps)))
    return [result_of(text) for _, text in steps]


def walk_chain(first: Locator, count: int) -> list[list[tuple[int, str]]]:
    """Step and equation of all stages of the page, at each of so many steps from the first."""
    return first.evaluate(WALK_CHAIN, count)
