import assert from "node:assert/strict";
import { test } from "node:test";
import { isShort } from "../../dsviz/stage/js/decimal.js";
import { Layer } from "../../dsviz/stage/js/layer.js";
import { momentOf, partsOf } from "../../dsviz/stage/js/moment.js";
import { layers } from "./layers.mjs";

const packed = (values, ...shape) => ({ shape, data: values });
const SPEC = {
  stride: [1, 1],
  padding: [
    [0, 0],
    [0, 0],
  ],
  dilation: [1, 1],
  groups: 1,
  padding_mode: "zeros",
};

/** A layer of two channels with a 1x1 kernel: one product a channel. */
function twoChannels(x, w, b, y) {
  const bias = b === null ? {} : { b: packed([b], 1) };
  return new Layer({
    x: packed(x, 2, 1, 1),
    w: packed(w, 1, 2, 1, 1),
    y: packed([y], 1, 1, 1),
    spec: SPEC,
    ...bias,
  });
}

function at(layer, state = {}) {
  const parts = partsOf(layer);
  const start = { step: 0, part: parts.length - 1, order: "filter", hiding: 0, revealed: new Set() };
  return momentOf(layer, parts, { ...start, ...state });
}

const near = (a, b, scale) => assert.ok(Math.abs(a - b) <= 1e-12 * (scale + 1), `${a} is not ${b}`);

test("sums and results are those of dsviz.trace", () => {
  for (const { scene, steps } of layers) {
    const layer = new Layer(scene);
    steps.forEach(({ place, sums, result }, step) => {
      const moment = at(layer, { step });
      const scale = layer.scale(place, moment.slices.flat());
      for (const [i, sum] of sums.entries()) near(moment.sums[i], sum, scale);
      near(moment.result, result, scale);
      assert.equal(moment.differs, null);
      assert.equal(moment.first, moment.slices[0][0].channel);
    });
  }
});

test("every step of whole numbers, quarters and tenths closes in exact decimals; no other does", () => {
  let [steps, quarters] = [0, 0];
  for (const { scene } of layers) {
    const layer = new Layer(scene);
    const short = [layer.x, layer.w, { data: layer.b ?? [] }].every(({ data }) => [...data].every(isShort));
    for (let step = 0; step < layer.steps; step++) {
      const moment = at(layer, { step });
      const some = moment.slices.flat().some((tap) => tap.x !== 0);
      if (short) {
        assert.ok(moment.closes && moment.exact.every(Boolean));
        assert.ok([...moment.sums, moment.result].every(isShort));
      } else if (some || layer.b) assert.ok(!moment.closes);
      steps++;
      quarters += short;
    }
  }
  assert.ok(quarters > 2000 && steps - quarters > 500, `${quarters} of ${steps}`);
});

test("an engine's number loses the noise of float64 only where decimals give the same", () => {
  assert.equal(at(twoChannels([0.1, 0.2], [1, 1], null, 0.1 + 0.2)).result, 0.3);
  assert.equal(at(twoChannels([0.1, 0.2], [1, 1], null, 0.1 + 0.2)).closes, true);
  const other = at(twoChannels([0.1, 0.2], [1, 1], null, 0.30000000000001));
  assert.equal(other.result, 0.30000000000001);
  assert.equal(other.closes, false);
  const tiny = at(twoChannels([1e-15, 0], [1, 1], null, 1e-15));
  assert.equal(tiny.result, 1e-15);
  assert.equal(at(twoChannels([3, 1], [1 / 3, 0], null, 1)).closes, false);
});

test("products that do not add up to the engine's number are called out, beyond 1e-9 of their sizes", () => {
  const own = 100 * 3 - 50 * 4 + 8; // the sizes of the products and the bias add up to 508
  const layer = (y) => twoChannels([100, 50], [3, -4], 8, y);
  assert.equal(at(layer(own)).differs, null);
  assert.equal(at(layer(own + 0.9e-9 * 508)).differs, null);
  assert.deepEqual(at(layer(own + 1.1e-9 * 508)).differs, { own, result: own + 1.1e-9 * 508 });
  assert.deepEqual(at(layer(109)).differs, { own, result: 109 });
  assert.equal(at(layer(109)).closes, false);
});

test("a step is told in parts, as a hand calculation takes them", () => {
  const names = (layer) => partsOf(layer).map(({ name }) => name);
  const layer = twoChannels([1, 2], [3, 4], 5, 16);
  assert.deepEqual(names(layer), ["window", "products", "sum", "sum", "total", "bias", "result"]);
  assert.deepEqual(names(twoChannels([1, 2], [3, 4], null, 11)).slice(-3), ["sum", "total", "result"]);
  const shown = (part) => at(layer, { part }).shown;
  assert.deepEqual(shown(0), {
    products: 0,
    sums: 0,
    total: false,
    bias: false,
    result: false,
    hidden: false,
    productsHidden: false,
    sumsHidden: false,
    totalHidden: false,
  });
  assert.deepEqual(shown(3), {
    products: 2,
    sums: 2,
    total: false,
    bias: false,
    result: false,
    hidden: false,
    productsHidden: false,
    sumsHidden: false,
    totalHidden: false,
  });
  assert.deepEqual(shown(4), {
    products: 2,
    sums: 2,
    total: true,
    bias: false,
    result: false,
    hidden: false,
    productsHidden: false,
    sumsHidden: false,
    totalHidden: false,
  });
  assert.deepEqual(shown(6), {
    products: 2,
    sums: 2,
    total: true,
    bias: true,
    result: true,
    hidden: false,
    productsHidden: false,
    sumsHidden: false,
    totalHidden: false,
  });
});

test("products come one by one, each channel's before its sum", () => {
  const scene = {
    x: packed([1, 2, 3, 4], 2, 1, 2),
    w: packed([5, 6, 7, 8], 1, 2, 1, 2),
    y: packed([70], 1, 1, 1),
  };
  const layer = new Layer({ ...scene, spec: SPEC });
  const parts = partsOf(layer, true);
  const told = parts.map((_, part) => {
    const { pair, shown } = momentOf(layer, parts, {
      ...{ step: 0, part, order: "filter", hiding: 0, revealed: new Set() },
    });
    return [parts[part].name, shown.products, shown.sums, pair && [pair.x, pair.weight, pair.product]];
  });
  assert.deepEqual(told, [
    ["window", 0, 0, null],
    ["product", 1, 0, [1, 5, 5]],
    ["product", 2, 0, [2, 6, 12]],
    ["sum", 2, 1, null],
    ["product", 3, 1, [3, 7, 21]],
    ["product", 4, 1, [4, 8, 32]],
    ["sum", 4, 2, null],
    ["total", 4, 2, null],
    ["result", 4, 2, null],
  ]);
});

test("cells before the step are done, those after it are open, hidden ones secret until revealed", () => {
  const { scene } = layers.find((each) => each.steps.length > 6);
  const layer = new Layer(scene);
  const states = (state) => {
    const moment = at(layer, state);
    return Array.from({ length: 5 }, (_, step) => moment.stateOf(layer.place(step, moment.order)));
  };
  assert.deepEqual(states({ step: 2 }), ["done", "done", "done", "open", "open"]);
  assert.deepEqual(states({ step: 2, part: 1 }), ["done", "done", "open", "open", "open"]);
  assert.deepEqual(states({ step: 2, order: "place" }), ["done", "done", "done", "open", "open"]);
  const hiding = { step: 2, hiding: 1, revealed: new Set([1]) };
  assert.deepEqual(states(hiding), ["secret", "done", "secret", "secret", "secret"]);
  // What was asked for stays to be read, also where the run has gone back before it.
  const later = { step: 2, part: 1, hiding: 1, revealed: new Set([1, 2, 4]) };
  assert.deepEqual(states(later), ["secret", "done", "open", "secret", "done"]);
  assert.equal(at(layer, hiding).shown.hidden, true);
  assert.equal(at(layer, { ...hiding, step: 1 }).shown.hidden, false);
});

/** What is hidden of a layer at each level, from nothing to products. */
const secrets = (layer) =>
  [0, 1, 2, 3].map((hiding) => {
    const { hidden, totalHidden, sumsHidden, productsHidden } = at(layer, { hiding }).shown;
    return [hidden, totalHidden, sumsHidden, productsHidden].map(Number).join("");
  });

test("hiding has levels, and never leaves standing what equals the result", () => {
  const withBias = twoChannels([1, 2], [3, 4], 5, 16);
  assert.deepEqual(secrets(withBias), ["0000", "1000", "1110", "1111"]);
  const without = twoChannels([1, 2], [3, 4], null, 11);
  assert.deepEqual(secrets(without), ["0000", "1100", "1110", "1111"]);
  const single = new Layer({
    x: packed([2], 1, 1, 1),
    w: packed([3], 1, 1, 1, 1),
    y: packed([6], 1, 1, 1),
    spec: SPEC,
  });
  assert.deepEqual(secrets(single), ["0000", "1111", "1111", "1111"]);
  const revealed = at(withBias, { hiding: 3, revealed: new Set([0]) }).shown;
  assert.deepEqual([revealed.hidden, revealed.productsHidden], [false, false]);
});
