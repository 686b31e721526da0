import assert from "node:assert/strict";
import { test } from "node:test";
import { aside, shift } from "../../dsviz/stage/js/picture/apart.js";
import { sizesOf } from "../../dsviz/stage/js/picture/input.js";
import { colourOf, threadPath } from "../../dsviz/stage/js/picture/threads.js";
import { columns, named, spoken } from "../../dsviz/stage/js/picture/titles.js";
import { wirePath } from "../../dsviz/stage/js/picture/wire.js";

const layer = (channels, filters, depth, groups) => ({ channels, filters, depth, spec: { groups } });

test("each channel has its colour, in a grouped layer each group, and a single channel none", () => {
  const standard = layer(3, 2, 3, 1);
  const colours = [0, 1, 2].map((channel) => colourOf(standard, { channel, filter: 1 }));
  assert.deepEqual(colours, ["#A67C00", "#7B61D1", "#C2407F"]);
  assert.equal(colourOf(standard, { filter: 0 }), "");
  const grouped = layer(4, 8, 2, 2);
  const [first, second] = colours;
  assert.deepEqual(
    [0, 1, 2, 3].map((channel) => colourOf(grouped, { channel })),
    [first, first, second, second],
  );
  assert.deepEqual(
    [0, 3, 4, 7].map((filter) => colourOf(grouped, { filter })),
    [first, first, second, second],
  );
  assert.equal(colourOf(grouped, { channel: 3, filter: 4 }), second);
  assert.equal(colourOf(layer(1, 2, 1, 1), { channel: 0 }), "");
});

test("a line leads from under the sum along the gap to the row of the output", () => {
  const cell = { s: 20, cw: 30, headroom: 19 };
  const sum = { box: { left: 100, top: 200 }, cell: { s: 20, cw: 50, headroom: 19 } };
  const output = (top) => ({
    ...{ box: { left: 400, top }, cell },
    cellAt: (row) => row < 3,
    corner: (row, col) => [col * 30, 19 + row * 20],
  });
  const path = (top, row) =>
    threadPath({ grid: (kind) => (kind === "s" ? sum : output(top)) }, 0, { filter: 0, row, col: 1 });
  assert.equal(path(0, 2), "M125 239V246H393V69h7");
  assert.equal(path(300, 0), "M125 239V293H393V329h7");
  assert.equal(path(0, 3), "");
});

test("a map has its name in the equation before its words and size, and what has no size keeps its name", () => {
  const told = ["5×5, padding 1", "5×5"];
  const input = { kind: "x", called: "x", key: "x[0]", name: "Input channel 0", told };
  assert.deepEqual(named(input), ["x[0] input channel 0, 5×5, padding 1"]);
  const between = { kind: "y", called: "z", key: "z[0]", name: "Output 0", told: ["2×2"] };
  assert.deepEqual(named(between), ["z[0] output 0, 2×2"]);
  assert.equal(spoken(input), "Input channel 0, 5×5, padding 1");
  assert.equal(spoken(between), "z[0] (Output 0), 2×2");
  const landing = { ...between, name: "Output z[0]" };
  assert.deepEqual(named(landing), ["Output z[0], 2×2"]);
  assert.deepEqual(named({ name: "x × w 0" }), []);
  const spec = {
    padding: [
      [1, 1],
      [1, 1],
    ],
  };
  const words = { padding: "填充 {v}", comma: "，" };
  assert.deepEqual(sizesOf({ layer: { size: [5, 5], spec }, labels: words }), ["5×5，填充 1", "5×5"]);
  const chinese = { ...input, name: "输入通道 0", told: ["5×5，填充 1"] };
  assert.deepEqual(named(chinese), ["x[0] 输入通道 0，5×5，填充 1"]);
  // 20 letters, 8 of them twice as wide, and a digit more for each of the two indices.
  assert.deepEqual(named(chinese, 0.533 * 30), []);
  assert.equal(named(chinese, 0.533 * 31.01).length, 1);
});

test("maps of one kind have titles of one kind, whether their index has one digit or two", () => {
  const kind = (c) => ({ kind: "x", key: `x[${c}]`, name: `Input channel ${c}`, told: ["3×3"] });
  for (let room = 5; room < 30; room += 0.25)
    assert.equal(named(kind(9), room).length, named(kind(10), room).length);
});

test("lines lead from the window to a slice beside it, and none through the titles to one below", () => {
  const cell = { s: 20, cw: 30, headroom: 19 };
  const input = { box: { left: 0, top: 0 }, cell, corner: (row, col) => [col * 30, 19 + row * 20] };
  const layer = { reach: [2, 2], kh: 2, kw: 2 };
  const kernel = (left, top) => ({ box: { left, top }, cell });
  assert.equal(wirePath(layer, input, kernel(200, 50), [1, 0]), "M60 39L200 69M60 79L200 109");
  assert.equal(wirePath(layer, input, kernel(0, 120), [1, 0]), "");
});

test("lines of several channels to one output lie apart, their ends on the sum and on the output", () => {
  assert.deepEqual(
    [0, 1, 2].map((at) => shift(at, 3)),
    [3, 0, -3],
  );
  assert.deepEqual(
    [0, 6].map((at) => shift(at, 7)),
    [3, -3],
  );
  assert.equal(shift(0, 1), 0);
  // Down from under the sum, along, and up to the row of the output.
  assert.equal(aside("M125 239V246H393V69h7", 3), "M128,239L128,249L396,249L396,72L400,72");
  assert.equal(aside("M125 239V246H393V69h7", -3), "M122,239L122,243L390,243L390,66L400,66");
  // From beside the sum.
  assert.equal(aside("M100,50L120,50L120,90L140,90", 2), "M100,52L122,52L122,92L140,92");
  assert.equal(aside("", 3), "");
});

test("a Chinese letter and a full-width sign take two columns, × and − one", () => {
  assert.equal(columns("通道 0：3×3"), 4 + 1 + 1 + 2 + 3);
  assert.equal(columns("x[0]  5×5 −1"), 12);
  assert.equal(columns(""), 0);
});
