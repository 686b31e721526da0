import assert from "node:assert/strict";
import { test } from "node:test";
import { Layer } from "../../dsviz/stage/js/layer.js";
import { layOut } from "../../dsviz/stage/js/layout/fit.js";
import { widest } from "../../dsviz/stage/js/layout/widest.js";
import { Numbers } from "../../dsviz/stage/js/numbers.js";
import { freed, rectOf } from "../../dsviz/stage/js/picture/routes.js";
import { threadPath } from "../../dsviz/stage/js/picture/threads.js";
import { layers } from "./layers.mjs";

const WIDE = { width: 1160, height: 420, narrow: false };
const FULL = { width: 1240, height: 480, narrow: false, most: 64, lettering: 22, digits: 22 };
const NARROW = { width: 350, height: 440, narrow: true };

/** The maps of a layer as they are laid out, without a page. */
function gridsOf(layer, room) {
  const chars = widest(layer, Numbers.of(layer));
  const laid = layOut(layer, { filter: 0, channel: 0 }, { ...room, chars });
  const [kernel, { rows, cols, outRows, outCols }] = [[layer.kh, layer.kw], laid.view];
  const views = { x: [rows, cols], w: kernel, p: kernel, s: [1, 1], b: [1, 1], y: [outRows, outCols] };
  return laid.boxes.map(({ kind, channel, filter, left, top }) => {
    const offset = kind === "b" ? [3.1 * laid.lettering, -laid.headroom] : undefined;
    const cw = kind === "s" ? Math.max(laid.cw * 1.6, 3.4 * laid.lettering) : laid.cw;
    const [dx, dy] = offset ?? [0, 0];
    return {
      ...{ box: { left: left + dx, top: top + dy }, cell: { ...laid, cw } },
      mark: { kind, channel, filter, offset, view: views[kind] },
      cellAt: (row, col) => row < outRows && col < outCols,
      corner: (row, col) => [col * cw, laid.headroom + row * laid.s],
    };
  });
}

/** The corners of a path. */
function cornersOf(path) {
  let [x, y] = [0, 0];
  return [...path.matchAll(/([MLHVh])([^MLHVh]+)/g)].map(([, letter, text]) => {
    const [first, second] = text.split(/[ ,]/).map(Number);
    if (letter === "V") y = first;
    else if (letter === "H") x = first;
    else if (letter === "h") x += first;
    else [x, y] = [first, second];
    return [x, y];
  });
}

/** How many maps the lines between some corners run through. */
const through = (corners, grids) =>
  corners.slice(1).reduce((count, [x, y], i) => {
    const [fromX, fromY] = corners[i];
    assert.ok(x === fromX || y === fromY, "neither upright nor level");
    return (
      count +
      grids
        .map(rectOf)
        .filter(
          ({ left, right, top, bottom }) =>
            Math.min(x, fromX) < right &&
            Math.max(x, fromX) > left &&
            Math.min(y, fromY) < bottom &&
            Math.max(y, fromY) > top,
        ).length
    );
  }, 0);

test("the line from a sum to its output runs through no map, in every layer at every size", () => {
  let [lines, round] = [0, 0];
  for (const { scene } of layers)
    for (const room of [WIDE, FULL, NARROW]) {
      const layer = new Layer(scene);
      const grids = gridsOf(layer, room);
      for (const output of grids.filter(({ mark }) => mark.kind === "y"))
        for (const sum of grids.filter(({ mark }) => mark.kind === "s")) {
          const slice = sum.mark.channel - layer.firstChannel(output.mark.filter);
          if (slice < 0 || slice >= layer.depth) continue;
          const picture = { grid: (kind) => (kind === "s" ? sum : output) };
          const last = { filter: 0, row: output.mark.view[0] - 1, col: 0 };
          const usual = threadPath(picture, 0, last);
          const path = freed(usual, sum, grids.map(rectOf));
          const corners = cornersOf(path);
          assert.ok(corners.length > 2, path);
          assert.equal(through(corners, grids), 0, `${path} instead of ${usual}`);
          assert.deepEqual(corners.at(-1), cornersOf(usual).at(-1));
          lines++;
          if (path !== usual) round++;
        }
    }
  assert.ok(round > 1000 && round < lines, `${round} of ${lines} go another way`);
});

test("a way that is free stays, and one with no way round is not drawn", () => {
  const cell = { s: 20, cw: 50, headroom: 19, lettering: 10 };
  const sum = { box: { left: 0, top: 0 }, cell, mark: { view: [1, 1] } };
  const usual = "M25 39V46H193V29h7";
  const output = { left: 200, top: 0, right: 260, bottom: 39 };
  const all = [rectOf(sum), output];
  assert.equal(freed(usual, sum, all), usual);
  const idle = { left: 100, top: 0, right: 180, bottom: 60 };
  assert.equal(freed(usual, sum, [...all, idle]), "M25,39L25,64L193,64L193,29L200,29");
  const wall = { left: 150, top: -1000, right: 198, bottom: 1000 }; // close before the output
  assert.equal(freed(usual, sum, [...all, wall]), "");
});
