import assert from "node:assert/strict";
import { test } from "node:test";
import { Layer } from "../../dsviz/stage/js/layer.js";
import { momentOf, partsOf } from "../../dsviz/stage/js/moment.js";
import { Run } from "../../dsviz/stage/js/run.js";
import { closesFor, heldBy, stampedBy, untilOf } from "../../dsviz/stage/js/scatter/held.js";
import "../../dsviz/stage/js/scatter/scatter.js";
import { layers, scatters } from "./layers.mjs";

/** Every cell of the map that is filled. */
function cellsOf({ channels, size: [height, width] }) {
  const count = channels * height * width;
  return Array.from({ length: count }, (_, i) => [
    Math.floor(i / (height * width)),
    Math.floor(i / width) % height,
    i % width,
  ]);
}

/** A run over a layer, as a stage has it. */
function runOver(layer, pose = {}) {
  const run = new Run(
    () => {},
    () => () => {},
  );
  run.follow(layer, partsOf(layer), partsOf(layer, true));
  run.open({ step: 0, order: "filter", hiding: 0, pose });
  return run;
}

test("after each stamp every cell holds what plain loops say, to the digit", () => {
  for (const { scene, held } of scatters) {
    const layer = new Layer(scene);
    assert.equal(layer.steps, held.length);
    for (const [step, expected] of held.entries()) {
      const until = { step, order: "filter", landed: layer.perOutput };
      assert.deepEqual(
        cellsOf(layer).map((cell) => heldBy(layer, cell, until).value),
        expected,
      );
    }
  }
});

test("before its products land, a stamp has changed nothing", () => {
  for (const { scene, held } of scatters.slice(0, 20)) {
    const layer = new Layer(scene);
    for (let step = 1; step < held.length; step++) {
      const values = cellsOf(layer).map(
        (cell) => heldBy(layer, cell, { step, order: "filter", landed: 0 }).value,
      );
      assert.deepEqual(values, held[step - 1]);
    }
  }
});

test("in another order the last stamp leaves the same map, the engine's", () => {
  for (const { scene, held } of scatters) {
    const layer = new Layer(scene);
    const until = { step: layer.steps - 1, order: "place", landed: layer.perOutput };
    const found = cellsOf(layer).map((cell) => heldBy(layer, cell, until));
    assert.deepEqual(
      found.map(({ value }) => value),
      held.at(-1),
    );
    assert.ok(found.every(({ isWhole, differs }) => isWhole && differs === null));
  }
});

test("where the engine has another number, the stamp that completes its cell says so", () => {
  const [{ scene }] = scatters.filter(({ scene: { x, w } }) => x.shape[0] === 1 && w.data.length > 3);
  const data = [...new Layer(scene).x.data];
  const layer = new Layer({ ...scene, x: { shape: scene.x.shape, data: data.map((value) => value + 1) } });
  const until = { step: layer.steps - 1, order: "filter", landed: layer.perOutput };
  assert.deepEqual(heldBy(layer, [0, 0, 0], until).differs, { own: data[0], result: data[0] + 1 });
});

test("a stamp is taken as where it lands, its products, and what they make", () => {
  const layer = new Layer(scatters[0].scene);
  const run = runOver(layer, { part: 1 });
  assert.deepEqual(
    run.parts.map(({ name }) => name),
    ["window", "products", "result"],
  );
  const parts = partsOf(layer);
  run.follow(layer, parts);
  assert.deepEqual(parts, run.parts); // the list that the stage counts by
  assert.equal(untilOf(momentOf(layer, run.parts, run)).landed, 0);
  run.part = 2;
  assert.equal(untilOf(momentOf(layer, run.parts, run)).landed, layer.perOutput);
});

test("one after the other, a product lands as soon as it is made", () => {
  const layer = new Layer(scatters[0].scene);
  const run = runOver(layer, { product: 1 });
  assert.equal(run.lastPart, layer.perOutput + 1);
  assert.equal(untilOf(momentOf(layer, run.parts, run)).landed, 1);
});

test("a part that a link asks for and a stamp has not is its last one", () => {
  const layer = new Layer(scatters[0].scene);
  assert.equal(runOver(layer, { part: 7 }).part, 2);
});

test("what the padding takes away is no cell of the map", () => {
  const padded = scatters.find(({ scene: { spec } }) => spec.padding[0][0] > 0);
  const layer = new Layer(padded.scene);
  const run = runOver(layer);
  const moment = momentOf(layer, run.parts, run);
  assert.deepEqual(
    stampedBy(moment).map((cell) => cell === null),
    moment.slices.flat().map(({ inRow, inCol }) => !(layer.owns(0, inRow) && layer.owns(1, inCol))),
  );
  assert.ok(stampedBy(moment).includes(null));
});

test("a layer that gathers is as it was", () => {
  const { scene, steps } = layers.find(({ scene: { x, w, b } }) =>
    [x, w, b ?? x].every(({ data }) => Array.isArray(data) && data.every(Number.isInteger)),
  );
  const layer = new Layer(scene);
  assert.deepEqual(layer.taps(steps[0].place).flat(), steps[0].taps);
  assert.ok(layer.decimalOutput(steps[0].place) === steps[0].result);
  assert.ok(runOver(layer).parts.some(({ name }) => name === "sum"));
});

test("a line of a scatter says = where its decimals close, and ≈ where one of them is rounded", () => {
  const tap = (x, weight) => ({ x, weight });
  assert.ok(closesFor(0, tap(0.1, 0.2), 0.02));
  assert.ok(closesFor(0.216, tap(0.5, 0.125), 0.2785));
  assert.ok(closesFor(32, tap(4, 1), 36));
  assert.ok(!closesFor(0, tap(0.1234567891, 0.125), 0.1234567891 * 0.125));
  assert.ok(!closesFor(0.2160493809, tap(0.5, 0.125), 0.2785493809));
  assert.ok(!closesFor(1, tap(1 / 3, 3), 2));
  assert.ok(!closesFor(1, tap(0.5, 0.5), 1.3));
});
