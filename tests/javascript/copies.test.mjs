import assert from "node:assert/strict";
import { test } from "node:test";
import { Counting } from "../../dsviz/stage/js/counting.js";
import { Layer } from "../../dsviz/stage/js/layer.js";
import "../../dsviz/stage/js/picture/copies.js";

const none = [
  [0, 0],
  [0, 0],
];
const spec = { stride: [1, 1], padding: none, dilation: [1, 1], groups: 1, padding_mode: "zeros" };
const tensor = (shape) => ({ shape, data: Array(shape.reduce((a, b) => a * b)).fill(1) });
// dx of a layer of two filters on three channels, kernel 2x2, stride 2: dy of 2x2 is stretched to 3x3.
const copies = {
  x: { letter: "dy", spread: [2, 2], start: [0, 0] },
  w: {
    letter: "w",
    of: [0, 1, 2].map((c) => [0, 1].map((n) => [n, c])),
    turned: true,
  },
  y: { letter: "dx" },
};
const layer = () =>
  new Layer({ x: tensor([2, 3, 3]), w: tensor([3, 2, 2, 2]), y: tensor([3, 2, 2]), spec, copies });

test("a number is called by the tensor it is copied from", () => {
  assert.equal(layer().nameOf("y", [2, 0, 1]), "dx[2,0,1]");
  assert.equal(layer().nameOf("x", [1, 2, 0]), "dy[1,1,0]");
  assert.equal(layer().nameOf("w", [2, 1, 0, 1]), "w[1,2,1,0]");
  assert.equal(layer().nameOf("w", [2, 1]), "w[1,2]");
});

test("a zero between two copied numbers has no name, and counts as one that was put in", () => {
  assert.equal(layer().nameOf("x", [0, 1, 0]), "0");
  assert.equal(layer().nameOf("x", [0, -1, 0]), "0");
  assert.equal(layer().pixel(0, 1, 0).padding, true);
  assert.equal(layer().pixel(0, 2, 2).padding, false);
  // Each of the four windows lies on one copied number of each channel.
  assert.deepEqual(new Counting(layer()).upTo(3, "filter"), { real: 8, padding: 24 });
});

test("what is cut off at the beginning does not shift the names", () => {
  const cut = new Layer({
    ...{ x: tensor([1, 2, 3]), w: tensor([1, 1, 1, 1]), y: tensor([1, 2, 3]), spec },
    copies: { x: { letter: "dy", spread: [2, 2], start: [1, 0] } },
  });
  assert.equal(cut.nameOf("x", [0, 1, 2]), "dy[0,1,1]");
  assert.equal(cut.nameOf("x", [0, 0, 0]), "0");
});

test("a map of one number is called without its row and column", () => {
  const summed = new Layer({
    ...{ x: tensor([1, 2, 2]), w: tensor([1, 1, 2, 2]), y: tensor([1, 1, 1]), spec },
    copies: { w: { letter: "1", of: [[[]]], lone: true }, y: { letter: "db", lone: true } },
  });
  assert.equal(summed.nameOf("y", [0, 0, 0]), "db[0]");
  assert.equal(summed.nameOf("w", [0, 0, 1, 1]), "1");
});

test("a layer of its own keeps its names", () => {
  const own = new Layer({ x: tensor([1, 2, 2]), w: tensor([1, 1, 1, 1]), y: tensor([1, 2, 2]), spec });
  assert.equal(own.nameOf("x", [0, -1, 1]), "x[0,-1,1]");
  assert.equal(own.called("y"), "y");
  assert.equal(own.pixel(0, 0, 1).padding, false);
});
