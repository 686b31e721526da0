import assert from "node:assert/strict";
import { test } from "node:test";
import { frameLine } from "../../dsviz/stage/js/frame.js";
import { poseOf, poseText } from "../../dsviz/stage/js/pose.js";
import { lineOf } from "../../dsviz/stage/js/presenting.js";

const LIMITS = { parts: 8, products: 30, channels: 3, speeds: 8 };
const USUAL = { part: null, product: null, hiding: 0, speed: 2, channel: null, bare: false, full: false };
const read = (text) => poseOf(text, LIMITS);

test("what is as usual has no word", () => {
  assert.equal(poseText(USUAL, 0), "");
  assert.equal(poseText({ ...USUAL, hiding: 3 }, 3), "");
  assert.equal(poseText(USUAL, 3), "hide-nothing");
});

test("a pose is written in words that stay as they are in a link", () => {
  const pose = { part: 2, product: 12, hiding: 2, speed: 4, channel: 1, bare: true, full: true, play: true };
  const text = poseText(pose, 0);
  assert.equal(text, "part-2.product-12.hide-sums.speed-5.channel-1.bare.full.play");
  assert.equal(new URLSearchParams({ text }).toString(), `text=${text}`);
  assert.deepEqual(read(text), { pose, wrong: "" });
});

test("a word that says nothing here is named, and the others hold", () => {
  for (const word of [
    "part-8",
    "part--1",
    "part-x",
    "product-30",
    "hide-all",
    "speed-0",
    "speed-9",
    "channel-3",
    "bare-1",
    "toString",
    "part",
  ])
    assert.deepEqual(read(`${word}.hide-results`), { pose: { hiding: 1 }, wrong: word });
  assert.deepEqual(read(""), { pose: {}, wrong: "" });
});

test("the line for a course page is one element, whatever the title", () => {
  const line = frameLine("https://a.b/c?step=1&show=stage", 'x" onload="y<');
  assert.equal(
    line,
    '<iframe src="https://a.b/c?step=1&amp;show=stage" title="x&quot; onload=&quot;y&lt;" width="100%" height="720" style="border:0" allow="fullscreen; clipboard-write"></iframe>',
  );
});

const LABELS = {
  sizes: "{x}|{n}|{w}|{y}",
  with_bias: "bias",
  stride: "stride {v}",
  padding: "padding {v}",
  dilation: "dilation {v}",
  groups: "{v} groups",
};

function line(spec, b = null, comma = ", ") {
  const usual = { stride: [1, 1], dilation: [1, 1], groups: 1 };
  const padding = [
    [0, 0],
    [0, 0],
  ];
  const shapes = { x: { shape: [3, 5, 5] }, w: { shape: [2, 3, 3, 3] }, y: { shape: [2, 3, 3] } };
  return lineOf({ ...shapes, b, spec: { ...usual, padding, ...spec } }, { ...LABELS, comma }).replaceAll(
    "\u2009",
    "",
  );
}

test("one line says what is shown, and only the settings that are not the usual ones", () => {
  assert.equal(line({}), "3\u00d75\u00d75|2|3\u00d73\u00d73|2\u00d73\u00d73");
  const padding = [
    [1, 1],
    [1, 1],
  ];
  const settings = line({ stride: [2, 2], padding, dilation: [1, 2], groups: 3 }, [0, 0]);
  assert.deepEqual(settings.split(" \u00b7 ").slice(1), [
    "bias",
    "stride 2",
    "padding 1",
    "dilation 1, 2",
    "3 groups",
  ]);
  padding[1][1] = 2;
  assert.ok(line({ padding }).endsWith("padding 1, 1, 1, 2"));
  assert.ok(line({ padding }, null, "，").endsWith("padding 1，1，1，2"));
});
