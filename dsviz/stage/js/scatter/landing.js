/**
 * The equations of a stamp, one a cell: what it held, what is added, what it holds now.
 *
 * @import { Moment, Tap } from "../types.js"
 */
import { Equation } from "../equation.js";
import { el, put } from "../picture/dom.js";
import { closesFor, heldBy, untilOf } from "./held.js";

const WIDE = 0.53; // width of an average character, in font sizes
const LINE_HEIGHT = 1.5;
const MANY = 300; // products, beyond which only their number is written

/** @typedef {{ node: HTMLElement, cell: HTMLElement, old: HTMLElement, x: HTMLElement, w: HTMLElement, sum: HTMLElement }} Term */

/** @type {WeakMap<Equation, Term[][]>} the terms, a line for each map that is filled */
const written = new WeakMap();
const { show, fontFor, rowsAt } = Equation.prototype;

/** @returns {Term} */
function termOf() {
  const span = (/** @type {string} */ name) => el("span", { class: name });
  const [cell, old, x, w, sum] = ["cell", "held", "x", "w", "now"].map(span);
  const node = span("term");
  node.append(cell, old, x, "\u00d7", w, sum);
  return { node, cell, old, x, w, sum };
}

/**
 * The terms of an equation; they take the place of its own lines.
 * @param {Equation} equation
 */
function termsOf(equation) {
  const known = written.get(equation);
  if (known) return known;
  const { depth, kh, kw, perOutput } = equation.layer;
  const each = perOutput > MANY ? 0 : kh * kw;
  const lines = Array.from({ length: depth }, () => Array.from({ length: each }, termOf));
  equation.node.classList.add("scatter");
  equation.node.replaceChildren(
    ...lines.map((terms) =>
      el(
        "div",
        { class: "line" },
        ...terms.flatMap(({ node }, t) => (t ? [el("span", { text: " " }), node] : [node])),
      ),
    ),
  );
  written.set(equation, lines);
  return lines;
}

Equation.prototype.show = function (moment) {
  if (!this.layer.spec.scatter) return show.call(this, moment);
  const until = untilOf(moment);
  termsOf(this).forEach((terms, slice) => {
    terms.forEach((term, t) => {
      showTerm(this, term, moment.slices[slice][t], {
        moment,
        isIn: slice * terms.length + t < moment.shown.products,
        hasLanded: slice * terms.length + t < until.landed,
      });
    });
    if (!terms.length) put(this.node.children[slice], this.layer.nameOf("x", [moment.first + slice]));
  });
};

/**
 * @param {Equation} equation
 * @param {Term} term
 * @param {Tap} tap
 * @param {{ moment: Moment, isIn: boolean, hasLanded: boolean }} how whether it is multiplied, and has landed
 */
function showTerm({ layer, numbers }, term, tap, { moment, isIn, hasLanded }) {
  const { shown, pair, step, order, slices } = moment;
  const cell = [tap.channel, tap.inRow, tap.inCol];
  const looks = ["term", tap.padding ? "cut" : "", isIn ? "" : "off", tap === pair ? "here" : ""];
  const look = looks.filter(Boolean).join(" ");
  if (term.node.className !== look) term.node.className = look;
  put(term.x, numbers.factor(tap.x));
  put(term.w, numbers.factor(tap.weight));
  if (tap.padding) {
    for (const part of [term.cell, term.old, term.sum]) put(part, "");
    return;
  }
  const before = heldBy(layer, cell, { step, order, landed: 0 });
  const after = heldBy(layer, cell, { step, order, landed: slices.length * slices[0].length });
  put(term.cell, `${layer.called("x")}[${cell}] =\u00a0`);
  put(term.old, `${shown.productsHidden ? "?" : numbers.term(before.value)} + `);
  const sign = closesFor(before.value, tap, after.value) ? "=" : "\u2248";
  put(term.sum, hasLanded ? ` ${sign} ${shown.hidden ? "?" : numbers.term(after.value)}` : "");
}

/**
 * How many characters an average term has.
 * @param {Equation} equation
 */
function charsOf({ layer, numbers }) {
  /** @param {number[] | Float64Array} data */
  const mean = (data) => {
    const sample = Array.from(data.slice(0, MANY), (value) => numbers.factor(value).length);
    return sample.reduce((sum, count) => sum + count, 0) / sample.length;
  };
  return 20 + 2 * mean(layer.x.data) + mean(layer.y.data) + mean(layer.w.data);
}

Equation.prototype.rowsAt = function (font, width) {
  if (!this.layer.spec.scatter) return rowsAt.call(this, font, width);
  const { depth, kh, kw } = this.layer;
  const across = Math.max(1, Math.floor(width / (WIDE * font * charsOf(this))));
  return depth * Math.ceil((kh * kw) / across);
};

Equation.prototype.fontFor = function (width, height, lines, limits = [15, 30]) {
  if (!this.layer.spec.scatter) return fontFor.call(this, width, height, lines, limits);
  let [least, font] = limits;
  while (font > least && this.rowsAt(font, width) * LINE_HEIGHT * font > height) font -= 0.5;
  return font;
};
