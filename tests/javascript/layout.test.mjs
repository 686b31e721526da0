import assert from "node:assert/strict";
import { test } from "node:test";
import { Layer } from "../../dsviz/stage/js/layer.js";
import { layOut } from "../../dsviz/stage/js/layout/fit.js";
import { flow, GAP, LABEL, table } from "../../dsviz/stage/js/layout/flow.js";
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
function sizeOf({ kind }, { s, cw, view }, layer) {
  const cells = {
    x: [view.rows, view.cols],
    w: [layer.kh, layer.kw],
    p: [layer.kh, layer.kw],
    s: [1, 1.6],
    b: [1, 1],
    y: [view.outRows, view.outCols],
  }[kind];
  const label = kind === "b" ? 0 : LABEL;
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
  assert.ok(laid.s >= 22);
  const wideKernel = {
    ...scene,
    spec: { ...spec, dilation: [14, 14] },
    y: { shape: [1, 12, 12], data: plane(12) },
  };
  for (const room of [WIDE, NARROW]) assert.ok(laidOut(wideKernel, room).laid.view.rows >= 29);
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
