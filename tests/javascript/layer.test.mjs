import assert from "node:assert/strict";
import { test } from "node:test";
import { placesFedBy } from "../../dsviz/stage/js/backwards.js";
import { Counting } from "../../dsviz/stage/js/counting.js";
import { Layer } from "../../dsviz/stage/js/layer.js";
import { stretch } from "../../dsviz/stage/js/orders.js";
import { layers } from "./layers.mjs";

test("there are 200 layers", () => assert.equal(layers.length, 200));

test("every product and result is the one dsviz.trace tells", () => {
  for (const { scene, steps } of layers) {
    const layer = new Layer(scene);
    assert.equal(layer.steps, steps.length);
    for (const { place, taps, bias, result } of steps) {
      assert.deepEqual(layer.taps(place).flat(), taps);
      assert.equal(layer.output(place), result);
      assert.equal(layer.bias(place.filter), bias ?? 0);
    }
  }
});

test("steps are counted in both orders, there and back", () => {
  for (const { scene, steps, by_place } of layers) {
    const layer = new Layer(scene);
    steps.forEach(({ place }, step) => {
      assert.deepEqual(layer.place(step, "filter"), place);
      assert.equal(layer.stepOf(place, "filter"), step);
    });
    by_place.forEach((at, step) => {
      assert.deepEqual(layer.place(step, "place"), steps[at].place);
      assert.equal(layer.stepOf(steps[at].place, "place"), step);
    });
  }
});

test("multiplications are counted, on pixels and on padding", () => {
  for (const { scene, steps, by_place } of layers) {
    const counting = new Counting(new Layer(scene));
    const orders = { filter: steps.map((_, i) => i), place: by_place };
    for (const [order, walk] of Object.entries(orders)) {
      const done = { real: 0, padding: 0 };
      assert.deepEqual(counting.upTo(-1, order), done);
      walk.forEach((at, step) => {
        done.padding += steps[at].padding;
        done.real += steps[at].taps.length - steps[at].padding;
        assert.deepEqual(counting.upTo(step, order), done);
      });
    }
  }
});

test("the layer is read backwards as dsviz.trace reads it", () => {
  for (const { scene, fed } of layers) {
    const layer = new Layer(scene);
    fed.forEach((places, i) => {
      const [row, col] = [Math.floor(i / layer.size[1]), i % layer.size[1]];
      assert.deepEqual(placesFedBy(layer, row, col), places);
    });
  }
});

test("a tick of the scrubber stands where the slowest count moves on", () => {
  const extents = { filter: 2, row: 3, col: 4 };
  assert.equal(stretch("filter", extents), 12);
  assert.equal(stretch("place", extents), 8);
});
