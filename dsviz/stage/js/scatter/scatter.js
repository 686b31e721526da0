/**
 * A scatter on the stage: one step is one number of a map, whose products are added to the cells under its window.
 *
 * A page brings this module where a scene's `spec` has `scatter`. Run, link, keys, order and hiding are those of
 * every stage; a step has other parts, and its words say what the cells hold.
 *
 * @import { Moment } from "../types.js"
 */
import "../picture/copies.js";
import { fill } from "../picture/dom.js";
import { Run } from "../run.js";
import { Status } from "../status.js";
import { heldBy, stampedBy, untilOf } from "./held.js";
import "./landing.js";
import "./stamping.js";

const SUMS = ["sum", "total", "bias"]; // parts that a stamp has not
const { follow, open } = Run.prototype;
const { show, announce } = Status.prototype;

Run.prototype.follow = function (layer, parts, byProduct = parts) {
  // In place: the stage holds these lists, too, and a link and a guide count the parts of a step by them.
  if (layer.spec.scatter)
    for (const list of [parts, byProduct])
      list.splice(0, list.length, ...list.filter(({ name }) => !SUMS.includes(name)));
  follow.call(this, layer, parts, byProduct);
};

// A link may ask for a product that comes after the last one.
Run.prototype.open = function (start) {
  open.call(this, start);
  this.part = Math.min(this.part, this.lastPart);
};

Status.prototype.show = function (moment, where, part) {
  const { layer } = this;
  const { scatter } = layer.spec;
  const until = untilOf(moment);
  const cells = scatter ? stampedBy(moment) : [];
  const differs = cells.map((cell) => cell && heldBy(layer, cell, until).differs).find(Boolean) ?? null;
  show.call(this, scatter ? { ...moment, differs } : moment, where, part);
};

Status.prototype.announce = function (moment, run, where) {
  const spoken = this.nodes[2];
  const before = spoken.textContent;
  announce.call(this, moment, run, where);
  const m = spoken.textContent;
  if (!this.layer.spec.scatter || !moment.shown.result || m === before) return;
  this.say(fill(this.labels.also, { m, v: landing(this, moment) }));
};

/**
 * Where a stamp lands: on which rows and columns of the map, of those that the padding leaves.
 * @param {Status} status
 * @param {Moment} moment
 */
function landing({ layer, labels }, moment) {
  const cells = stampedBy(moment).filter((cell) => cell !== null);
  if (!cells.length) return labels.pad;
  const [rows, cols] = [1, 2].map((axis) => cells.map((cell) => cell[axis]));
  const [top, left] = [Math.min(...rows), Math.min(...cols)];
  const [bottom, right] = [Math.max(...rows), Math.max(...cols)];
  return fill(labels.lands, { name: layer.called("x"), top, bottom, left, right });
}
