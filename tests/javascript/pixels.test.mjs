import assert from "node:assert/strict";
import { test } from "node:test";
import { Layer } from "../../dsviz/stage/js/layer.js";
import { layOut } from "../../dsviz/stage/js/layout/fit.js";
import { crops } from "../../dsviz/stage/js/pixels/crops.js";
import {
  around,
  BETWEEN,
  cropOn,
  doneOf,
  pixelAt,
  stripOf,
  TITLE,
  windowOn,
} from "../../dsviz/stage/js/pixels/geometry.js";
import { levelOf, rangeOf, shadesOf } from "../../dsviz/stage/js/pixels/shades.js";
import { unpacked } from "../../dsviz/stage/js/tensor.js";

/** A depthwise layer of 3 channels, without numbers in it. */
function layerOf({ size = [64, 64], kernel = [3, 3], stride = [1, 1], padding = 0, filters = 3, depth = 1 }) {
  const outputs = size.map((n, i) => Math.floor((n + 2 * padding - kernel[i]) / stride[i]) + 1);
  const zeros = (...shape) => ({ shape, data: new Float64Array(shape.reduce((a, b) => a * b)) });
  const pads = [padding, padding];
  const spec = { stride, padding: [pads, pads], dilation: [1, 1], groups: 3 / depth, padding_mode: "zeros" };
  return new Layer({
    x: zeros(3, ...size),
    w: zeros(filters, depth, ...kernel),
    y: zeros(filters, ...outputs),
    spec,
  });
}

test("the window lies on the padded map where it reads", () => {
  const cases = [
    [{}, { row: 0, col: 0 }, { row: 0, col: 0, rows: 3, cols: 3 }],
    [{}, { row: 61, col: 61 }, { row: 61, col: 61, rows: 3, cols: 3 }],
    [{ padding: 1 }, { row: 0, col: 63 }, { row: 0, col: 63, rows: 3, cols: 3 }],
    [{ stride: [2, 3] }, { row: 5, col: 7 }, { row: 10, col: 21, rows: 3, cols: 3 }],
    [{ kernel: [5, 1] }, { row: 1, col: 2 }, { row: 1, col: 2, rows: 5, cols: 1 }],
  ];
  for (const [settings, place, wanted] of cases) assert.deepEqual(windowOn(layerOf(settings), place), wanted);
});

test("numbers that are called from -1 on, in the padding, lie at the map's edge", () => {
  const mark = { origin: [-1, -1], view: [7, 9] };
  assert.deepEqual(cropOn([-1, -1], mark), { row: 0, col: 0, rows: 7, cols: 9 });
  assert.deepEqual(cropOn([20, 30], mark), { row: 21, col: 31, rows: 7, cols: 9 });
});

test("the pixel under a point, and none beside the map", () => {
  const drawn = [128, 192]; // 64 columns of 2 px, 64 rows of 3
  const cases = [
    [
      [0, 0],
      [0, 0],
    ],
    [
      [1.9, 2.9],
      [0, 0],
    ],
    [
      [2, 3],
      [1, 1],
    ],
    [
      [127.9, 191.9],
      [63, 63],
    ],
    [[128, 10], null],
    [[10, 192], null],
    [[-0.1, 5], null],
  ];
  for (const [point, wanted] of cases) assert.deepEqual(pixelAt(point, drawn, [64, 64]), wanted);
});

test("what is there after a step is what was computed by then, in both orders", () => {
  const layer = layerOf({ size: [5, 6] });
  for (const order of ["filter", "place"])
    for (let step = -1; step < layer.steps; step++)
      for (let filter = 0; filter < 3; filter++) {
        const done = Array.from({ length: step + 1 }, (_, i) => layer.place(i, order));
        const own = done.filter((place) => place.filter === filter);
        assert.equal(doneOf(layer, filter, step, order), own.length);
        // They are the first ones row by row, so that a count says which.
        for (const [i, { row, col }] of own.entries()) assert.equal(row * layer.cols + col, i);
      }
});

test("places are held by the area around them", () => {
  const places = [
    [4, 2],
    [3, 5],
    [4, 4],
  ];
  assert.deepEqual(around(places), { row: 3, col: 2, rows: 2, cols: 4 });
  assert.equal(around([]), null);
});

test("the maps fit their room, as large as it allows, in one line or in two", () => {
  const kinds = (side, count = 3) => [
    { count: 3, size: [side, side] },
    { count, size: [side - 2, side - 2] },
  ];
  for (const [side, width, height, lines] of [
    [64, 1240, 220, 1],
    [64, 1240, 400, 1],
    [64, 350, 340, 2],
    [224, 1240, 300, 1],
    [20, 1240, 500, 1],
  ]) {
    const strip = stripOf(kinds(side), width, height);
    const line = Math.max(6 / strip.lines, 3) * (side * strip.scale + BETWEEN);
    assert.equal(strip.lines, lines);
    assert.ok(strip.height <= height && line <= width + 6 * BETWEEN, JSON.stringify([side, strip]));
    assert.equal(strip.height, lines * TITLE + strip.scale * (lines === 1 ? side : 2 * side - 2));
    assert.ok(strip.scale < 2 || Number.isInteger(strip.scale));
  }
  assert.equal(stripOf(kinds(64), 1240, 220).scale, 3);
  assert.equal(stripOf(kinds(20), 1240, 900).scale, 8);
});

test("the numbers around the window are those of the maps that the step uses", () => {
  const layer = layerOf({});
  const current = { filter: 1, channel: 1 };
  const view = (order) => {
    const ways = (narrow) => crops(layer, current, order, narrow);
    return layOut(layer, current, { width: 1240, height: 260, chars: 4, narrow: false, ways }).view;
  };
  const one = view("filter");
  assert.deepEqual([one.channels, one.outputs], [[1], [1]]);
  assert.ok(one.rows <= 9 && one.rows >= 5 && one.cols === one.rows);
  // Where every step has another filter, all stay in view.
  const all = view("place");
  assert.deepEqual(
    [all.channels, all.outputs],
    [
      [0, 1, 2],
      [0, 1, 2],
    ],
  );
});

test("at 1280x720 the numbers of three channels under a 3x3 window have 12 px of text, side by side", () => {
  const layer = layerOf({ filters: 3, depth: 3 });
  const current = { filter: 0, channel: 0 };
  const ways = (narrow) => crops(layer, current, "filter", narrow);
  const { digits, view } = layOut(layer, current, {
    width: 1000,
    height: 200,
    chars: 4,
    narrow: false,
    ways,
  });
  assert.deepEqual(view.channels, [0, 1, 2]);
  assert.ok(digits >= 12, `${digits}`);
});

test("a map without negative numbers has its own shades, one with them the hue itself for 0", () => {
  assert.deepEqual(rangeOf([7, 3, 250]), [3, 250]);
  assert.deepEqual(rangeOf([-2, 5, 0]), [-5, 5]);
  assert.deepEqual(rangeOf(new Float64Array([-9, -4])), [-9, 9]);
  assert.deepEqual(
    [3, 126.5, 250].map((value) => levelOf(value, [3, 250])),
    [0, 128, 255],
  );
  assert.equal(levelOf(4, [4, 4]), 128);
});

test("shades grow lighter all the way, dark to light, through the hue of the role", () => {
  const light = ([red, green, blue]) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  for (const [kind, hue] of [
    ["x", [0, 114, 178]],
    ["y", [0, 158, 115]],
  ]) {
    const shades = shadesOf(kind);
    assert.equal(shades.length, 256);
    for (const [i, shade] of shades.entries())
      if (i) assert.ok(light(shade) >= light(shades[i - 1]), `${kind} ${i}`);
    assert.ok(light(shades[0]) < 12 && light(shades[255]) > 240);
    assert.ok(shades[128].every((part, i) => Math.abs(part - hue[i]) <= 2));
  }
});

test("numbers of every type are unpacked as they are", () => {
  const cases = [
    ["Uint8", "AP8q", [0, 255, 42]],
    ["Int16", "/v8sAQ==", [-2, 300]],
    ["Int32", "AAABAP////8=", [65536, -1]],
    ["Float32", "AAAAPwAAIMA=", [0.5, -2.5]],
    [undefined, "AAAAAAAA4D8=", [0.5]],
  ];
  for (const [dtype, data, wanted] of cases)
    assert.deepEqual([...unpacked({ shape: [wanted.length], data, dtype }).data], wanted);
});
