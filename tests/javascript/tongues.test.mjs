import assert from "node:assert/strict";
import { test } from "node:test";
import { saidIn } from "../../dsviz/ui/js/tongues.js";

const THEIRS = {
  Upload: "上传",
  "{size} per file": "每个文件不超过 {size}",
  "Help for {name}": "{name}的说明",
};

test("a word of Streamlit's is said in the page's language, and goes on naming what it names", () => {
  assert.equal(saidIn("Upload", THEIRS), "上传");
  assert.equal(saidIn("30MB per file", THEIRS), "每个文件不超过 30MB");
  assert.equal(saidIn("Help for 步幅 $&", THEIRS), "步幅 $&的说明");
});

test("what is not Streamlit's stays as it is", () => {
  for (const own of ["", "Help for ", "per file", "No Help for x", "步幅"])
    assert.equal(saidIn(own, THEIRS), own);
  assert.equal(saidIn("Help for x", {}), "Help for x");
});

test("words for fingers stand for those about a pointer, after other words too", () => {
  const touch = { "Point at it.": "Tap it.", "{before} Point at it.": "{before} Tap it." };
  assert.equal(saidIn("Point at it.", touch), "Tap it.");
  assert.equal(saidIn(": 9 numbers. Point at it.", touch), ": 9 numbers. Tap it.");
  assert.equal(saidIn("Point at it. Then on.", touch), "Point at it. Then on.");
});
