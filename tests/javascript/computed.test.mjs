import assert from "node:assert/strict";
import { test } from "node:test";
import { changed, changesOf } from "../../dsviz/stage/js/computed.js";

// 1x2 with weights 2 and -1, bias 3: 2*5 - 7 + 3 = 6.
const scene = {
  id: "one",
  x: { shape: [1, 1, 2], data: [5, 7] },
  w: { shape: [1, 1, 1, 2], data: [2, -1] },
  b: { shape: [1], data: [3] },
  y: { shape: [1, 1, 1], data: [6] },
  spec: {
    stride: [1, 1],
    padding: [
      [0, 0],
      [0, 0],
    ],
    dilation: [1, 1],
    groups: 1,
    padding_mode: "zeros",
  },
  check: { engine: "torch", document: "001", disagreement: 0, tolerance: 0, printed: 0 },
};

test("changes are read as dsviz.examples.changes writes them", () => {
  assert.deepEqual(changesOf("x_0_0_1_-0.5~b_0_1e-05"), [
    { kind: "x", at: [0, 0, 1], value: -0.5 },
    { kind: "b", at: [0], value: 0.00001 },
  ]);
  assert.deepEqual(changesOf(""), []);
});

test("what is no change is none at all", () => {
  for (const text of [
    "q_0_1",
    "x_0_0_1",
    "x_a_0_0_1",
    "x_0_0_0_1e10",
    "w",
    "x_0_0_1_",
    Array(401).fill("b_0_1").join("~"),
  ])
    assert.equal(text === "x_0_0_1" ? changed(scene, changesOf(text)) : changesOf(text), null, text);
});

test("changed numbers are computed here, in their order, and torch is not named", () => {
  const found = changed(scene, changesOf("x_0_0_1_1~x_0_0_1_2~b_0_-1"));
  assert.deepEqual(found.y.data, [7]); // 2*5 - 2 - 1
  assert.deepEqual(found.x.data, [5, 2]);
  assert.deepEqual(scene.x.data, [5, 7]);
  const check = { engine: "here", document: "", disagreement: null, tolerance: 0, printed: null };
  assert.deepEqual(found.check, check);
});

test("without a change a scene is itself, with the engine's numbers", () => {
  assert.equal(changed(scene, []), scene);
});

test("a place outside its tensor, or in one that is locked, changes nothing", () => {
  for (const text of ["x_0_0_2_1", "w_0_0_0_1", "b_1_4"]) assert.equal(changed(scene, changesOf(text)), null);
  assert.equal(changed({ ...scene, locked: "x" }, changesOf("x_0_0_0_1")), null);
  const { b, ...without } = scene;
  assert.equal(changed(without, changesOf("b_0_1")), null);
});

test("another layer's outputs take the input's place", () => {
  const found = changed(scene, [], { shape: [1, 1, 2], data: [1, 1] });
  assert.deepEqual(found.y.data, [4]);
});
