/**
 * The picture of a scatter: the numbers on the left, the map that is filled on the right, and on it the stamp.
 *
 * @import { Grid } from "../picture/grid.js"
 * @import { Mark, Moment, Pair, Written } from "../types.js"
 */
import { GAP } from "../layout/flow.js";
import { put } from "../picture/dom.js";
import { Picture } from "../picture/picture.js";
import { arrivals, heldBy, untilOf } from "./held.js";

const NEAR = 64; // steps whose cells are written one by one; beyond, the whole map
const { thread, threadPath } = Picture;
const { show } = Picture.prototype;

/** @type {Record<string, (picture: Picture, mark: Mark) => void>} what the marks of a layer say otherwise */
const OTHERWISE = { x: asFilled, y: asGiven, s: asNumber };

Picture.thread = (picture, grid) => {
  thread(picture, grid);
  const { layer, svg } = picture;
  if (!layer.spec.scatter) return;
  svg.classList.add("scatter");
  const { mark, node } = grid;
  // Its letter is another one's kind: y is filled as x, and the other way round.
  if (mark.called !== mark.kind && (mark.called === "x" || mark.called === "y"))
    node.classList.remove(mark.called);
  const [left, top] = turnedRound(picture, grid);
  grid.box = { ...grid.box, left, top };
  node.setAttribute("transform", `translate(${left},${top})`);
  OTHERWISE[mark.kind]?.(picture, mark);
  grid.refresh();
};

Picture.threadPath = (picture, channel, moment) =>
  picture.layer.spec.scatter ? "" : threadPath(picture, channel, moment);

/**
 * Where a map stands once the two sides of the layout have changed places.
 * @param {Picture} picture
 * @param {Grid} grid
 * @returns {Pair}
 */
function turnedRound({ laid }, { box, mark }) {
  const given = laid.boxes.filter(({ kind }) => kind === "y");
  const left = Math.min(...given.map((each) => each.left));
  const top = Math.min(...given.map((each) => each.top));
  const isBeside = left > 0;
  if (mark.kind === "y") return [box.left - left, box.top - top];
  return isBeside
    ? [box.left + laid.w - left + 2.4 * GAP, box.top]
    : [box.left, box.top + laid.h - top + GAP];
}

/**
 * @param {Picture} picture
 * @param {Mark} mark
 */
function asFilled(picture, mark) {
  const channel = mark.channel ?? 0;
  mark.cellName = (row, col) => `${mark.called}[${channel},${row},${col}]`;
  mark.read = (row, col) => filled(picture, [channel, row, col]);
  const { relate } = mark;
  mark.relate = (row, col) => {
    const found = relate?.(row, col) ?? { label: "", values: {} };
    const isCut = picture.layer.pixel(channel, row, col).padding;
    return isCut ? { ...found, label: "falls" } : found;
  };
}

/**
 * What a cell of the filled map shows.
 * @param {Picture} picture
 * @param {number[]} cell
 * @returns {Written}
 */
function filled({ layer, moment, numbers, hatch, labels }, cell) {
  const [channel, row, col] = cell;
  if (layer.pixel(channel, row, col).padding)
    return { text: "\u00a0", whole: labels.cut, class: "pad", fill: hatch };
  if (!moment) return { text: "" };
  const until = untilOf(moment);
  const { value, count, all, isWhole } = heldBy(layer, cell, until);
  const own = arrivals(layer, channel, row, col).find(({ when }) => when[until.order] === until.step);
  const isNow = own !== undefined && own.at < until.landed;
  if (isNow && moment.shown.hidden) return { text: "?", class: "secret" };
  if (!count && all && !layer.spec.scatter?.start) return { text: "\u00a0", whole: "\u2026", class: "open" };
  const looks = [all ? (isWhole ? "done" : "some") : "unread", isNow ? "now" : ""];
  return { ...numbers.cell(value), class: looks.filter(Boolean).join(" ") };
}

/**
 * @param {Picture} picture
 * @param {Mark} mark
 */
function asGiven(picture, mark) {
  const filter = mark.filter ?? 0;
  mark.read = (row, col) => {
    const { layer, moment, numbers } = picture;
    const place = { filter, row, col };
    const isUsed = moment && layer.stepOf(place, moment.order) <= moment.step;
    return { ...numbers.cell(layer.output(place)), class: isUsed ? "done" : "given" };
  };
}

/**
 * The number that is stamped, beside its products.
 * @param {Picture} picture
 * @param {Mark} mark
 */
function asNumber(picture, mark) {
  // A map of another group is stamped by none of its numbers.
  const place = () => {
    const { moment } = picture;
    return moment?.slices[(mark.channel ?? 0) - moment.first] ? moment : null;
  };
  const name = () => {
    const at = place();
    return at ? picture.layer.nameOf("y", [at.filter, at.row, at.col]) : "";
  };
  Object.defineProperty(mark, "key", { get: name });
  mark.name = picture.labels.number;
  mark.read = () => {
    const at = place();
    return at ? picture.numbers.cell(picture.layer.output(at)) : { text: "", class: "none" };
  };
}

Picture.prototype.show = function (moment, changed, still) {
  const before = this.moment;
  show.call(this, moment, changed, still);
  if (!this.layer.spec.scatter) return;
  const isNear = !changed && before?.order === moment.order && Math.abs(moment.step - before.step) <= NEAR;
  if (isNear && before) updateBetween(this, before.step, moment);
  else for (const { pane } of this.windows.values()) pane.grid.refresh();
  for (const [channel, { pane }] of this.windows)
    showStamp(this, pane.grid, moment.slices[channel - moment.first] ? channel - moment.first : null);
};

/**
 * Write the cells again that the steps between two moments stamp.
 * @param {Picture} picture
 * @param {number} from
 * @param {Moment} moment
 */
function updateBetween(picture, from, { step: to, order }) {
  const { layer } = picture;
  /** @type {Set<string>} */
  const written = new Set();
  for (let step = Math.min(from, to); step <= Math.max(from, to); step++)
    for (const { channel, inRow, inCol, padding } of layer.taps(layer.place(step, order)).flat()) {
      const cell = `${channel},${inRow},${inCol}`;
      if (!padding && !written.has(cell)) picture.grid("x", channel)?.update(inRow, inCol);
      written.add(cell);
    }
}

/**
 * Write beside each number under the window what is added to it.
 * @param {Picture} picture
 * @param {Grid} grid
 * @param {number | null} slice
 */
function showStamp({ moment, numbers, layer }, grid, slice) {
  if (!moment || slice === null) return;
  const { shown, slices } = moment;
  const labels = grid.node.querySelectorAll(".over .times");
  labels.forEach((label, t) => {
    const tap = slices[slice][t];
    const isIn = slice * layer.kh * layer.kw + t < shown.products && !shown.productsHidden;
    const product = `${tap.product < 0 ? "" : "+"}${numbers.text(tap.product)}`;
    put(label, isIn ? product : `\u00d7${numbers.text(tap.weight)}`);
    label.classList.toggle("cut", isIn && tap.padding);
  });
}
