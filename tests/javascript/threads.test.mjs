import assert from "node:assert/strict";
import { test } from "node:test";
import { sizesOf } from "../../dsviz/stage/js/picture/input.js";
import { colourOf, threadPath } from "../../dsviz/stage/js/picture/threads.js";
import { columns, named } from "../../dsviz/stage/js/picture/titles.js";

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

test("a map is named in full with its size, and what has none keeps its short name", () => {
  const told = ["5×5, padding 1", "5×5"];
  const input = { kind: "x", called: "x", key: "x[0]", name: "Input channel 0", told };
  assert.deepEqual(named(input), ["Input channel 0, 5×5, padding 1"]);
  const between = { kind: "y", called: "z", key: "z[0]", name: "Output 0", told: ["2×2"] };
  assert.deepEqual(named(between), ["z[0] (Output 0), 2×2"]);
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
  assert.deepEqual(named(chinese), ["输入通道 0，5×5，填充 1"]);
  assert.deepEqual(named(chinese, 0.533 * 22), []); // 15 letters, 8 of them twice as wide
  assert.equal(named(chinese, 0.533 * 24.01).length, 1);
});

test("a Chinese letter and a full-width sign take two columns, × and − one", () => {
  assert.equal(columns("通道 0：3×3"), 4 + 1 + 1 + 2 + 3);
  assert.equal(columns("x[0]  5×5 −1"), 12);
  assert.equal(columns(""), 0);
});
