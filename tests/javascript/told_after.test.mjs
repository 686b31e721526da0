import assert from "node:assert/strict";
import { test } from "node:test";

// All that a status asks of a page: nodes that keep their text.
class Node {
  textContent = "";
  children = [];
  classList = { toggle() {} };
  setAttribute() {}
  append(...nodes) {
    this.children.push(...nodes);
  }
  replaceChildren() {}
}
globalThis.document = { createElement: () => new Node(), dispatchEvent() {}, addEventListener() {} };
globalThis.matchMedia = () => ({ matches: false });
globalThis.addEventListener = () => {};
const { Status } = await import("../../dsviz/stage/js/status.js");
const { Layer } = await import("../../dsviz/stage/js/layer.js");
await import("../../dsviz/stage/js/told_after.js");

const tensor = (shape) => ({ shape, data: [1] });
const none = [
  [0, 0],
  [0, 0],
];
const spec = { stride: [1, 1], padding: none, dilation: [1, 1], groups: 1, padding_mode: "zeros" };
const one = tensor([1, 1, 1, 1]);
const layer = new Layer({ x: tensor([1, 1, 1]), w: one, y: tensor([1, 1, 1]), spec });
const labels = { engines: "torch and NumPy differ by {d}", waiting: "torch is checking", also: "{m}; {v}" };
const check = { engine: "numpy", disagreement: 0, tolerance: 0, printed: null, document: "" };
const CHECKED = "torch and NumPy differ by 0";

/** A status that waits for torch, and all that its live region has held since. */
function waiting(t) {
  t.mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1e6 });
  const status = new Status(layer, /** @type {any} */ ({}), /** @type {any} */ (labels));
  const said = [];
  const region = status.nodes.at(-1);
  Object.defineProperty(region, "textContent", { get: () => said.at(-1), set: (text) => said.push(text) });
  status.holds(new Node());
  status.showBadges(check);
  return { status, said };
}

test("that torch has checked is told after the sentence of the step, and each of both once", (t) => {
  const { status, said } = waiting(t);
  status.say("step 5; y = 3");
  t.mock.timers.tick(500);
  status.showBadges({ ...check, engine: "torch" });
  t.mock.timers.tick(3000);
  assert.deepEqual(said, ["step 5; y = 3"]);
  t.mock.timers.tick(10_000);
  assert.deepEqual(said, ["step 5; y = 3", CHECKED]);
});

test("a reader who goes on meanwhile is told both in one", (t) => {
  const { status, said } = waiting(t);
  status.say("step 5; y = 3");
  status.showBadges({ ...check, engine: "torch" });
  status.say("step 6; y = 4");
  t.mock.timers.tick(10_000);
  status.say("step 7; y = 5");
  t.mock.timers.tick(10_000);
  assert.deepEqual(said, ["step 5; y = 3", `step 6; y = 4; ${CHECKED}`, "step 7; y = 5"]);
});

test("where nothing is being said it is told at once", (t) => {
  const { status, said } = waiting(t);
  status.showBadges({ ...check, engine: "torch" });
  assert.deepEqual(said, [CHECKED]);
});
