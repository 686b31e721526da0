import assert from "node:assert/strict";
import { test } from "node:test";
import { Layer } from "../../dsviz/stage/js/layer.js";
import "../../dsviz/stage/js/layout/changed.js";
import { widest } from "../../dsviz/stage/js/layout/widest.js";
import { Numbers } from "../../dsviz/stage/js/numbers.js";
import { Stage } from "../../dsviz/stage/js/stage.js";
import { layers } from "./layers.mjs";

const ROOM = { width: 980, height: 290, narrow: false }; // of 1280×720 beside a sidebar, as Standard has it
const LEGIBLE = 12;

/** How a layer is laid out; with a decimal for its first weight, as it came or as somebody typed it. */
function laidOut(scene, { decimal = false, changes } = {}) {
  const layer = new Layer(scene);
  if (decimal) {
    layer.w.data[0] = -0.25;
    layer.y.data[0] += 0.75;
  }
  const numbers = Numbers.of(layer);
  const chars = widest(layer, numbers);
  const now = { numbers, scene: { ...scene, changes } };
  const laid = Stage.layOut(layer, { filter: 0, channel: 0 }, { ...ROOM, chars, now });
  return { laid, numbers, layer };
}

const isIn = ({ h, digits }) => h <= ROOM.height && digits >= LEGIBLE;
const fitting = layers.map(({ scene }) => scene).filter((scene) => isIn(laidOut(scene).laid));

test("a decimal that is typed leaves drawing and equation in one screen", () => {
  let [before, fewer] = [0, 0];
  for (const scene of fitting) {
    before += isIn(laidOut(scene, { decimal: true }).laid) ? 0 : 1;
    const { laid } = laidOut(scene, { decimal: true, changes: "w_0_0_0_0_-0.25" });
    assert.ok(isIn(laid), JSON.stringify([scene.id, laid.h, laid.digits]));
    if (laid.view.channels.length < laidOut(scene).laid.view.channels.length) fewer++;
  }
  assert.ok(fitting.length > 99 && before > 6 && fewer < 4, `${fitting.length} ${before} ${fewer}`);
});

test("a number that is too long for its cell loses decimals, never its place, and hover has all of them", () => {
  const numbers = new Numbers([0.25, -12.375], [], []);
  assert.deepEqual(numbers.cell(-12.375), { text: "−12.375" });
  numbers.within = (text) => text.length <= 5;
  assert.deepEqual(numbers.cell(-12.375), { text: "−12.4", whole: "−12.375" });
  assert.deepEqual(numbers.cell(0.25), { text: "0.25" });
  assert.equal(numbers.term(-12.375), "−12.375");
  numbers.within = (text) => text.length <= 2;
  assert.deepEqual(numbers.cell(0.003), new Numbers([0.25, -12.375], [], []).cell(0.003)); // not 0
});
