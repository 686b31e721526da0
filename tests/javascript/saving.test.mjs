/** A picture that leaves the page: colours that every reader knows, and a line that PNG readers find. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32 } from "node:zlib";
import { plain } from "../../dsviz/stage/js/saving/inked.js";
import { beside, lengthOf } from "../../dsviz/stage/js/saving/lines.js";
import { textChunk } from "../../dsviz/stage/js/saving/png.js";
import { nameOf } from "../../dsviz/stage/js/saving/saving.js";
import { around } from "../../dsviz/stage/js/saving/sheet.js";

test("a mixed colour is written as one that every reader of SVG knows", () => {
  assert.equal(plain("color(srgb 1 0.5 0)"), "rgb(255, 128, 0)");
  assert.equal(plain("color(srgb 0 0.2 1 / 0.25)"), "rgba(0, 51, 255, 0.25)");
  assert.equal(plain("rgb(1, 2, 3)"), "rgb(1, 2, 3)");
});

test("a text in a PNG has its length and node's own check sum", () => {
  const words = "Copyright\0CC BY 4.0";
  const chunk = Buffer.from(textChunk(words));
  assert.equal(chunk.readUInt32BE(0), words.length);
  assert.equal(chunk.toString("latin1", 4, 8), "tEXt");
  assert.equal(chunk.toString("latin1", 8, 8 + words.length), words);
  assert.equal(chunk.readUInt32BE(8 + words.length), crc32(chunk.subarray(4, 8 + words.length)));
  assert.equal(chunk.length, words.length + 12);
});

test("the sums of a scatter stand beside one another as far as a line holds them", () => {
  const sum = (letters) => [{ words: "1".repeat(letters), fill: "red", weight: "400", opacity: "0.5" }];
  const lines = beside([sum(40), [], sum(40), sum(40)]);
  assert.deepEqual(lines.map(lengthOf), [40 + 6 + 40, 40]);
  assert.deepEqual(
    lines[0].map(({ words }) => words.trim().length),
    [40, 0, 40],
  );
});

test("a picture is as large as what is drawn, with a little paper around it", () => {
  const rects = [
    { x: 100, y: 50, width: 10, height: 20 },
    { x: 90, y: 60, width: 50, height: 100 },
  ];
  assert.deepEqual(around(rects), [84, 44, 62, 122]);
});

test("a picture's file is named after its lesson and step, each stage's on its own", () => {
  const named = (param, save_name, title) =>
    nameOf({ now: { scene: { param }, labels: { save_name } }, run: { step: 4 } }, title);
  assert.equal(named("step", "step-{n}", "Standard convolution · dsviz"), "standard-convolution-step-5");
  assert.equal(named("step2", "第{n}步", "深度可分离卷积 · dsviz"), "深度可分离卷积-第5步-2");
  assert.equal(named("step-pytorch", "第{n}步", "各框架对照 · dsviz"), "各框架对照-第5步-pytorch");
  assert.equal(named("step", "step-{n}", "The documents' code: a/b"), "the-documents-code-a-b-step-5");
  assert.equal(named("step", "step-{n}", ""), "step-5");
});
