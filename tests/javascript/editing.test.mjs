import assert from "node:assert/strict";
import { test } from "node:test";
import "./layers.mjs";
import { Editing } from "../../dsviz/stage/js/editing.js";

const y = (...data) => ({ shape: [1, 1, 2], data });
const scene = (more) => ({ changes: "", y: y(1, 2), check: { engine: "torch" }, ...more });
const answered = (stood, now) => new Editing({ now: { scene: scene(stood) } }).answered(true, scene(now));

test("old numbers stand beside the new after a change, of the first of two layers too", () => {
  assert.ok(!answered({}, {}));
  assert.ok(answered({}, { changes: "x_0_0_0_9" }));
  const was = { y: y(1, 2) };
  assert.ok(answered({}, { y: y(3, 2), was }));
  assert.ok(answered({ y: y(3, 2), was }, {})); // taken back
});

test("another picture is no change, nor is another engine's rounding", () => {
  assert.ok(!answered({}, { y: y(7, 8) }));
  const was = { y: y(1, 2) };
  const numpy = { y: y(3, 2), was, check: { engine: "numpy" } };
  assert.ok(!answered(numpy, { y: y(3.0000000001, 2), was }));
});
