import assert from "node:assert/strict";
import { test } from "node:test";
import { Layer } from "../../dsviz/stage/js/layer.js";
import { read, told, wires } from "../../dsviz/ui/js/wiring.js";
import { layers } from "./layers.mjs";

/** The wires of a layer as its taps make them. */
function tapped(scene) {
  const layer = new Layer(scene);
  const filters = Array.from({ length: layer.filters }, (_, filter) => filter);
  return filters
    .flatMap((filter) => layer.taps({ filter, row: 0, col: 0 }).map(([tap]) => [tap.channel, filter]))
    .sort(([c, n], [d, m]) => c - d || n - m);
}

test("a wire joins an input and an output wherever a layer has a slice of weights for them", () => {
  const grouped = layers.filter(({ scene }) => scene.spec.groups > 1);
  assert.ok(grouped.length > 10);
  for (const { scene } of layers) {
    const shape = { channels: scene.x.shape[0], filters: scene.w.shape[0], groups: scene.spec.groups };
    const drawn = wires(shape).map(({ channel, filter }) => [channel, filter]);
    assert.deepEqual(drawn, tapped(scene));
  }
  const groups = wires({ channels: 4, filters: 2, groups: 2 }).map(({ group }) => group);
  assert.deepEqual(groups, [0, 0, 1, 1]);
});

test("the map is told in words", () => {
  const band = "Group {group}: {inputs} feed {outputs}.";
  assert.equal(
    told({ channels: 4, filters: 8, groups: 2 }, band),
    "Group 0: x[0], x[1] feed y[0], y[1], y[2], y[3]. Group 1: x[2], x[3] feed y[4], y[5], y[6], y[7].",
  );
});

test("it follows the stage of its own page only", () => {
  const now = { channels: 4, filters: 8, groups: 2, filter: 5, first: 2, count: 2 };
  assert.deepEqual(read("/Grouped_convolution 4 8 2 5 2 2", "/Grouped_convolution"), now);
  assert.equal(read("/Depthwise_separable 2 3 1 0 0 2", "/Grouped_convolution"), null);
  assert.equal(read(undefined, "/Grouped_convolution"), null);
});
