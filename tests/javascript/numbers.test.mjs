import assert from "node:assert/strict";
import { test } from "node:test";
import { exactSum, isShort } from "../../dsviz/stage/js/decimal.js";
import { Numbers, small, typedNumber, typedNumbers } from "../../dsviz/stage/js/numbers.js";
import { cases } from "./layers.mjs";

/** x, w, the value, as a cell shows it, and every digit where that is not all. */
const CELLS = [
  [[1], [2], -6, "−6"],
  [[0.5], [0.25], 0.125, "0.125"],
  [[0.1], [3], 0.1 * 3, "0.3", "0.30000000000000004"],
  [[1], [1 / 3], 1 / 3, "0.333", "0.3333333333333333"],
  [[1], [1 / 3], -1 / 3, "−0.333", "−0.3333333333333333"],
  [[1], [2], -0.0, "0"],
  [[1], [2], 12345678, "12345678"],
  [[1], [2], 12345678901, "12345678901"],
  [[1], [2], 123456789012345680, "1.23e17", "123456789012345680"],
  [[0.003], [0.5], 0.0015, "0.0015"],
  [[1000], [0.5], 0.00012, "1.20e−4"],
  [[1000], [0.5], 0.0034, "3.40e−3"],
  [[0.1], [0.1], 0.1 * 0.1, "0.01", "0.010000000000000002"],
  [[0.5], [1], 1e-9, "1.00e−9"],
  [[0.25], [0.75], 0.4375, "0.4375"],
  [[12.25], [11.75], 0.4375, "0.438", "0.4375"],
];

test("a cell shortens, and keeps every digit for hover and focus", () => {
  for (const [x, w, value, text, whole] of CELLS) {
    const numbers = new Numbers(x, w, [value]);
    assert.equal(numbers.text(value), text);
    const cell = numbers.cell(value);
    assert.equal(cell.text, text);
    assert.equal(cell.whole, whole);
  }
});

test("the equation writes a decimal of at most nine digits whole", () => {
  const numbers = new Numbers([1000], [1000], [1000000]);
  for (const [value, text] of cases.whole) {
    assert.equal(numbers.term(value), text);
    assert.ok(isShort(value));
  }
});

test("the equation rounds what is longer, as a cell does", () => {
  const numbers = new Numbers([1], [1 / 3], [1 / 3]);
  assert.equal(numbers.term(1 / 3), "0.333");
  assert.equal(numbers.term(1.000000001), "1");
  assert.equal(numbers.term(1.00000001), "1.00000001");
  assert.equal(numbers.factor(-1 / 3), "(−0.333)");
  assert.equal(numbers.factor(-0.4375), "(−0.4375)");
});

test("sums are worked out as decimals, as in Python", () => {
  for (const [products, total] of cases.sums) assert.equal(exactSum(products) ?? null, total);
});

test("products of tenths close to the last digit", () => {
  for (let a = -40; a <= 40; a += 7)
    for (let b = -30; b <= 30; b += 7)
      assert.equal(exactSum([[a / 10, b / 10], [0.5]]), (a * b + 50) / 100, `${a} ${b}`);
});

test("a typed number is an integer, a decimal or a fraction", () => {
  const read = { 3: 3, " −0.5 ": -0.5, "1/3": 1 / 3, "1e3": 1000, ".5": 0.5, "+2": 2, "-3 / 4": -0.75 };
  for (const [text, value] of Object.entries(read)) assert.equal(typedNumber(text), value);
  for (const text of ["", "x", "1/0", "2e9", "1 2", "--1", "0x10", "Infinity"])
    assert.equal(typedNumber(text), null, text);
});

test("a typed number is read however a person writes it", () => {
  for (const text of [
    "-2",
    "\u22122",
    "\u20132",
    "\u20142",
    "\u20112",
    "\uff0d2",
    "\ufe632",
    "- 2",
    "\u2212\u00a02",
  ])
    assert.equal(typedNumber(text), -2, text);
  for (const text of ["-2,0", "(\u22122)", "\uff08-2\uff09", "= -2", " \u3000-2.0 ", "-2\u3002"])
    assert.equal(typedNumber(text), -2, text);
  const read = { "0,5": 0.5, ",5": 0.5, "\u00bd": 0.5, "\uff11\uff0f\uff12": 0.5, "14 580": 14580 };
  for (const [text, value] of Object.entries({
    ...read,
    "1,234,567": 1234567,
    "\uff11\uff12\uff0e\uff15": 12.5,
  }))
    assert.equal(typedNumber(text), value, text);
});

test("a comma that may part thousands means two numbers to a guide, and none to a cell", () => {
  assert.deepEqual(typedNumbers("14,580"), [14.58, 14580]);
  assert.equal(typedNumber("14,580"), null);
  assert.deepEqual(typedNumbers("0,580"), [0.58]);
  for (const text of ["1,2,3", "1,", "1 2", "1, 2", "14 58", "(", "=", "\u2212"])
    assert.deepEqual(typedNumbers(text), [], text);
});

test("a Chinese keyboard's digits and signs are read", () => {
  const read = { "３": 3, "－０．５": -0.5, "１／４": 0.25, "　２　": 2, "—1": -1, "＋7": 7 };
  for (const [text, value] of Object.entries(read)) assert.equal(typedNumber(text), value, text);
  for (const text of ["三", "1，5", "①②"]) assert.equal(typedNumber(text), null, text);
});

test("a very small number is written with a power of ten", () => {
  assert.equal(small(0), "0");
  assert.equal(small(4.44e-16), "4.4e−16");
});
