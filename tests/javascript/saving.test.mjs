/** A picture that leaves the page: colours that every reader knows, and a line that PNG readers find. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32 } from "node:zlib";
import { plain } from "../../dsviz/stage/js/saving/inked.js";
import { textChunk } from "../../dsviz/stage/js/saving/png.js";

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
