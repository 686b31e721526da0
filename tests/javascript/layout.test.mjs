import assert from "node:assert/strict";
import { test } from "node:test";
import { Layer } from "../../dsviz/stage/js/layer.js";
import { columns } from "../../dsviz/stage/js/layout/columns.js";
import { layOut } from "../../dsviz/stage/js/layout/fit.js";
import { flow, GAP, table } from "../../dsviz/stage/js/layout/flow.js";
import { views } from "../../dsviz/stage/js/layout/views.js";
import { widest } from "../../dsviz/stage/js/layout/widest.js";
import { Numbers } from "../../dsviz/stage/js/numbers.js";
import { layers } from "./layers.mjs";

const WIDE = { width: 1240, height: 420, narrow: false };
const NARROW = { width: 350, height: 440, narrow: true };

function laidOut(scene, room) {
  const layer = new Layer(scene);
  const chars = widest(layer, Numbers.of(layer));
  return { layer, laid: layOut(layer, { filter: 0, channel: 0 }, { ...room, chars }) };
}

/** The size of a box on the picture. */
function sizeOf({ kind }, { s, cw, headroom, view }, layer) {
  const cells = {
    x: [view.rows, view.cols],
    w: [layer.kh, layer.kw],
    p: [layer.kh, layer.kw],
    s: [1, 1.6],
    b: [1, 1],
    y: [view.outRows, view.outCols],
  }[kind];
  const label = kind === "b" ? 0 : headroom;
  return { w: cells[1] * cw + (kind === "b" ? 42 : 0), h: cells[0] * s + label };
}

test("on a wide screen every channel and filter has its boxes, once", () => {
  for (const { scene } of layers) {
    const { layer, laid } = laidOut(scene, WIDE);
    const count = (kind) => laid.boxes.filter((box) => box.kind === kind).length;
    assert.deepEqual(["x", "p", "s", "w", "y", "b"].map(count), [
      layer.channels,
      layer.channels,
      layer.channels,
      layer.filters * layer.depth,
      layer.filters,
      layer.b ? layer.filters : 0,
    ]);
  }
});

test("a phone shows one channel and one filter", () => {
  for (const { scene } of layers) {
    const { laid } = laidOut(scene, NARROW);
    assert.deepEqual([laid.view.channels, laid.view.outputs], [[0], [0]]);
  }
});

test("no two boxes overlap, and all lie in the picture", () => {
  for (const { scene } of layers) {
    for (const room of [WIDE, NARROW]) {
      const { layer, laid } = laidOut(scene, room);
      const spots = laid.boxes.map((box) => ({ ...box, ...sizeOf(box, laid, layer) }));
      for (const [i, a] of spots.entries()) {
        assert.ok(a.left >= 0 && a.top >= 0 && a.left + a.w <= laid.w + 1 && a.top + a.h <= laid.h + 1);
        for (const b of spots.slice(i + 1)) {
          const apart =
            a.left + a.w <= b.left + 0.5 ||
            b.left + b.w <= a.left + 0.5 ||
            a.top + a.h <= b.top + 0.5 ||
            b.top + b.h <= a.top + 0.5;
          assert.ok(apart, `${a.kind}${a.channel ?? a.filter} overlaps ${b.kind}${b.channel ?? b.filter}`);
        }
      }
    }
  }
});

test("the window is always in view whole, and the layout as wide as there is room", () => {
  for (const { scene } of layers) {
    for (const room of [WIDE, NARROW]) {
      const { layer, laid } = laidOut(scene, room);
      assert.ok(laid.view.rows >= layer.reach[0] && laid.view.cols >= layer.reach[1]);
      assert.ok(laid.s >= 12);
      if (laid.s !== 20) assert.ok(laid.w <= room.width && laid.h <= room.height * laid.view.stretch);
    }
  }
});

test("a map longer than 16 cells is cropped, and legible", () => {
  const plane = (n) => Array.from({ length: n * n }, (_, i) => i % 7);
  const spec = {
    stride: [1, 1],
    padding: [
      [0, 0],
      [0, 0],
    ],
    dilation: [1, 1],
    groups: 1,
    padding_mode: "zeros",
  };
  const scene = {
    x: { shape: [1, 40, 40], data: plane(40) },
    w: { shape: [1, 1, 3, 3], data: plane(3) },
    y: { shape: [1, 38, 38], data: plane(38) },
    spec,
  };
  const { laid } = laidOut(scene, WIDE);
  assert.ok(laid.view.rows < 40 && laid.view.outRows < 38);
  assert.ok(laid.digits >= 14);
  const wideKernel = {
    ...scene,
    spec: { ...spec, dilation: [14, 14] },
    y: { shape: [1, 12, 12], data: plane(12) },
  };
  for (const room of [WIDE, NARROW]) assert.ok(laidOut(wideKernel, room).laid.view.rows >= 29);
});

/** A standard convolution over three channels of 7x7 as they stand with their padding. */
function standard(filters = 2) {
  const numbers = (n) => Array.from({ length: n }, (_, i) => (i % 5) - 2);
  return new Layer({
    x: { shape: [3, 7, 7], data: numbers(147) },
    w: { shape: [filters, 3, 3, 3], data: numbers(27 * filters) },
    y: { shape: [filters, 3, 3], data: numbers(9 * filters) },
    spec: {
      stride: [2, 2],
      padding: [
        [0, 0],
        [0, 0],
      ],
      dilation: [1, 1],
      groups: 1,
      padding_mode: "zeros",
    },
  });
}
const CURRENT = { filter: 0, channel: 0 };

test("channels stand in rows and their kernels in columns, as the documents draw them, where numbers have 16 px", () => {
  const layer = standard();
  const [view] = views(layer, CURRENT, false);
  const room = (height) => ({ width: 1644, height, chars: 2, narrow: false });
  const { boxes, digits, h } = columns(layer, view, room(620));
  assert.ok(digits >= 16 && h <= 620);
  const lefts = (kind, of) => boxes.filter((box) => box.kind === kind && of(box)).map((box) => box.left);
  const all = [
    lefts("x", () => true),
    lefts("w", (box) => box.filter === 0),
    lefts("w", (box) => box.filter === 1),
    lefts("p", () => true),
    lefts("s", () => true),
    lefts("y", () => true),
  ];
  for (const each of all) assert.equal(new Set(each).size, 1);
  assert.deepEqual(
    all.map((each) => each.length),
    [3, 3, 3, 3, 3, 2],
  );
  const across = all.map(([left]) => left);
  assert.deepEqual(
    across,
    [...across].sort((a, b) => a - b),
  );
  const tops = (channel) =>
    new Set(boxes.filter((box) => box.channel === channel).map((box) => Math.round(box.top)));
  for (const channel of [0, 1, 2]) assert.equal(tops(channel).size, 1);
  assert.equal(columns(layer, view, room(480)), null);
  assert.equal(columns(layer, view, { ...room(620), narrow: true }), null);
});

test("four filters of three channels have numbers of 12 px beside a lesson's equation at 1280x720", () => {
  const laid = layOut(standard(4), CURRENT, { width: 1004, height: 294, chars: 2, narrow: false });
  assert.deepEqual([laid.view.outputs.length, laid.view.stretch], [4, 1]);
  assert.ok(laid.digits >= 12, `${laid.digits}`);
});

test("a picture that has to be higher than its room has the least legible cells", () => {
  const laid = layOut(standard(12), CURRENT, { width: 1004, height: 294, chars: 2, narrow: false });
  assert.ok(laid.view.stretch > 1 && laid.s <= 20 && laid.digits >= 12, `${laid.s}`);
});

test("names take the size that a room asks for, and numbers where their cells hold it", () => {
  const room = { width: 1224, height: 372, chars: 2, narrow: false, lettering: 22, digits: 22 };
  const laid = layOut(standard(), CURRENT, room);
  assert.equal(laid.lettering, 22);
  assert.ok(laid.digits >= 21.9 && laid.digits <= laid.s && laid.times === 0, `${laid.digits}`);
});

test("items flow in rows no wider than the limit", () => {
  const items = [
    [30, 10],
    [30, 12],
    [30, 10],
  ];
  const laid = flow(items, 70, false);
  assert.deepEqual(laid.spots, [
    [0, 0],
    [30 + GAP * 0.6, 0],
    [0, 12 + GAP * 0.6],
  ]);
  assert.equal(laid.w.toFixed(6), (60 + GAP * 0.6).toFixed(6));
  assert.deepEqual(flow(items, 70, true).spots[1], [0, 10 + GAP * 0.6]);
});

test("blocks stand in a table of equal columns", () => {
  const block = (w, h) => ({ boxes: [], w, h });
  const laid = table([block(10, 20), block(30, 5), block(5, 5)], 2, 4);
  assert.deepEqual([0, 1, 2].map(laid.place), [
    [0, 0],
    [34, 0],
    [0, 24],
  ]);
  assert.deepEqual([laid.w, laid.h], [64, 44]);
});

test("on a full screen of 720 px a weight on its cell is read from the last row, under its number", () => {
  const full = { width: 1240, height: 480, narrow: false, most: 64, lettering: 22, digits: 22 };
  let large = 0;
  for (const { scene } of layers)
    for (const room of [full, WIDE]) {
      const { laid } = laidOut(scene, room);
      const { s, digits, times } = laid;
      if (!times) continue;
      if (room === full && s >= 49) {
        large++;
        assert.ok(times >= 0.03 * 720, `${times} px in a cell of ${s}`);
      }
      // The number's foot, which stands higher than the middle, and the weight's head.
      const [foot, head] = [0.42 * s + 0.36 * digits, s - 3 - 0.72 * times];
      assert.ok(foot <= head, `${foot} under ${head} in a cell of ${s}`);
    }
  assert.ok(large > 5, `${large}`);
});
