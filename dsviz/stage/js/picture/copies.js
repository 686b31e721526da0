/**
 * A convolution that computes a gradient, or what a transposed one does: its maps hold numbers of other tensors,
 * and are called by those.
 *
 * A page brings this module where a scene has `copies`.
 *
 * @import { Copied, Kind } from "../types.js"
 */
import { Layer } from "../layer.js";
import { fill, put } from "./dom.js";
import { Grid } from "./grid.js";
import { Picture } from "./picture.js";

const { called, nameOf, owns } = Layer.prototype;
const nameInGrid = Grid.prototype.name;
const { thread } = Picture;
const TURNED = "180\u00b0";
const TURNED_SHORT = "\u21bb";
const LETTER = 0.533; // of a title's size, the width of an average letter
const LEAST = 0.7; // of a title's usual size
const SMALL = 12; // px of one at least
const LARGE = 14; // px of one on a full screen, where a smaller one is not read from the last row
const OVER = 12; // px by which a small one may be wider than its map: its signs are narrower than most letters
const { refresh } = Grid.prototype;
/** @type {WeakSet<Grid>} kernels that stand turned */
const turned = new WeakSet();

/**
 * The first indices of a map in the tensor it is copied from.
 * @param {any} of
 * @param {number[]} maps its own ones here
 * @returns {number[]}
 */
const mapOf = (of, maps) => maps.reduce((list, at) => list?.[at], of) ?? maps;

/**
 * @param {string} letter
 * @param {number[]} index none for a number of its own
 */
const written = (letter, index) => (index.length ? `${letter}[${index}]` : letter);

/**
 * Where a number stands in the tensor it is copied from; none where it is a zero between two of them.
 * @param {Copied} copied
 * @param {number[]} index here
 * @param {number[]} kernel its height and width
 */
function indexOf({ of, spread = [1, 1], start = [0, 0], turned }, index, kernel) {
  const own = mapOf(of, index.slice(0, -2));
  const place = index.slice(-2).map((at, axis) => {
    if (turned) return kernel[axis] - 1 - at;
    return (at + start[axis]) / spread[axis];
  });
  return place.every(Number.isInteger) ? [...own, ...place] : null;
}

Layer.prototype.called = function (kind) {
  return this.copies?.[kind]?.letter ?? called.call(this, kind);
};

Layer.prototype.nameOf = function (kind, index) {
  const copied = this.copies?.[kind];
  if (!copied) return nameOf.call(this, kind, index);
  if (index.length < 3) return written(copied.letter, mapOf(copied.of, index));
  if (copied.lone) return written(copied.letter, mapOf(copied.of, index.slice(0, -2)));
  const own = indexOf(copied, index, [this.kh, this.kw]);
  return own?.every((at) => at >= 0) ? `${copied.letter}[${own}]` : "0";
};

Layer.prototype.owns = function (axis, at) {
  const { spread, start = [0, 0] } = this.copies?.x ?? {};
  return owns.call(this, axis, at) && !(spread && (at + start[axis]) % spread[axis]);
};

Grid.prototype.name = function (row, col) {
  return this.mark.cellName?.(row, col) ?? nameInGrid.call(this, row, col);
};

// Where "w[0,0]  180°" has no room, it is written smaller, or with a sign: a kernel that is turned always says so.
Grid.prototype.refresh = function () {
  refresh.call(this);
  const title = /** @type {SVGElement} */ (this.node.querySelector(".name"));
  title.style.fontSize = "";
  const { key, view } = this.mark;
  if (!turned.has(this) || title.textContent !== key) return;
  const whole = `${key} ${TURNED}`;
  const [room, { lettering }] = [view[1] * this.cell.cw, this.cell];
  const least = lettering > LARGE ? lettering : Math.max(SMALL, LEAST * lettering);
  const size = (/** @type {number} */ width) => width / (LETTER * whole.length);
  const fits = size(room + OVER) >= least;
  if (fits) title.style.fontSize = `${Math.max(least, size(room))}px`;
  put(title, fits ? whole : `${key} ${TURNED_SHORT}`);
};

Picture.thread = (picture, grid) => {
  const { mark } = grid;
  const { layer, labels } = picture;
  const copied = layer.copies?.[mark.kind];
  if (copied) {
    const k = mapOf(copied.of, mark.index(0, 0).slice(0, -2));
    mark.called = copied.letter;
    grid.node.classList.add(copied.letter);
    mark.key = written(copied.letter, k);
    mark.name = fill(labels[`copied_${mark.kind}`], { k: String(k) });
    const told = mark.told?.slice(0, 1) ?? [];
    mark.told = copied.turned ? [`${told[0]}, ${TURNED}`, TURNED] : told;
    if (copied.turned && layer.kh * layer.kw > 1) turned.add(grid);
    if (copied.spread) mark.told = told.map((size) => fill(labels.stretched, { size }));
    mark.cellName = (row, col) => layer.nameOf(/** @type {Kind} */ (mark.kind), mark.index(row, col));
    grid.node.querySelector("[role=grid]")?.setAttribute("aria-label", mark.name);
    grid.refresh();
  }
  thread(picture, grid);
};
