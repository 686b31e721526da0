/**
 * Where a run stands, and how it moves: step, part, order, speed, what is hidden. It knows no page; it tells
 * one listener of every change.
 *
 * @import { Layer } from "./layer.js"
 * @import { Change, Order, Part, Pose } from "./types.js"
 */
import { leapOf, SPEEDS, USUAL } from "./pose.js";

/** @typedef {(wait: number, act: () => void) => () => void} Clock acts after a wait, unless what it returns is called */

export class Run {
  step = 0;
  part = 0;
  /** @type {Order} */
  order = "filter";
  plays = false;
  speed = USUAL;
  inParts = false;
  byProduct = false;
  hiding = 0;
  #hid = 1;
  /** @type {Set<number>} steps whose hidden results were asked for */
  revealed = new Set();
  loop = false;
  waits = false;
  /** @type {number | null} the step at which it stops playing */
  until = null;
  /** @type {Layer | null} */
  #layer = null;
  /** @type {Part[][]} the parts of a step, and those with the products one by one */
  #lists = [[], []];
  /** Tells the listener of a change. */
  changed;
  #clock;
  #cancel = () => {};

  /**
   * @param {(change: Change) => void} changed
   * @param {Clock} clock
   */
  constructor(changed, clock) {
    this.changed = changed;
    this.#clock = clock;
  }

  /** Walk this layer, from where the run stands. @type {(layer: Layer, parts: Part[], byProduct?: Part[]) => void} */
  follow(layer, parts, byProduct = parts) {
    this.#layer = layer;
    this.#lists = [parts, byProduct];
    this.step = Math.min(this.step, this.lastStep);
    this.part = Math.min(this.part, this.lastPart);
  }

  /**
   * Stand at a step, all of it to be seen unless the pose names a part, with nothing revealed.
   * @param {{ step: number, order: Order, hiding: number, pose?: Partial<Pose> }} start
   */
  open({ step, order, hiding, pose = {} }) {
    this.step = step;
    this.order = order;
    this.hiding = pose.hiding ?? hiding;
    this.#hid = this.hiding || hiding || 1;
    this.revealed = new Set();
    const part = pose.product ?? pose.part;
    this.inParts ||= part !== undefined;
    if (part !== undefined) this.byProduct = pose.product !== undefined;
    this.part = part ?? this.lastPart;
    this.speed = pose.speed ?? this.speed;
  }

  get lastStep() {
    return (this.#layer?.steps ?? 1) - 1;
  }
  /** Where the reader stands, and the last place to stand. */
  get at() {
    return this.step;
  }
  get end() {
    return this.lastStep;
  }
  /** Where a step of its own comes, of all there are. @param {number} step */
  stepOf(step) {
    return step;
  }
  /** The run that controls and keys move. @returns {Run} */
  get lead() {
    return this;
  }
  get parts() {
    return this.#lists[Number(this.byProduct)];
  }
  get lastPart() {
    return this.parts.length - 1;
  }
  get place() {
    return this.the.place(this.step, this.order);
  }
  get the() {
    return /** @type {Layer} */ (this.#layer); // a run that is asked follows one
  }

  /** @param {number | null} [until] the step at which it stops by itself */
  play(until = null) {
    if (this.at >= this.end && this.part >= this.lastPart) this.restart();
    Object.assign(this, { plays: true, until });
    this.changed({});
    this.#schedule();
  }

  /** @param {Partial<Pick<Run, "step" | "part" | "order" | "inParts" | "byProduct" | "hiding" | "revealed">>} pose to stand in */
  stand(pose) {
    this.stop();
    Object.assign(this, { byProduct: false }, pose);
    this.changed({ rests: true, whole: true, moved: true });
  }

  pause() {
    this.stop();
    this.changed({});
  }

  toggle() {
    return this.plays ? this.#rest() : this.play();
  }

  stop() {
    this.#cancel();
    Object.assign(this, { plays: false, until: null });
  }

  #rest() {
    this.stop();
    this.changed({ rests: true });
  }

  restart() {
    this.step = 0;
    this.part = this.inParts ? 0 : this.lastPart;
  }

  #schedule() {
    this.#cancel();
    this.#cancel = this.#clock(SPEEDS[this.speed], () => this.#tick());
  }

  #tick() {
    const ahead = (this.until ?? this.end) - this.at;
    if (!this.advance(Math.max(1, Math.min(leapOf(this), ahead)))) {
      if (!this.loop) return this.#rest();
      this.restart();
    }
    if (this.at === this.until) return this.#rest();
    this.changed({});
    this.#schedule();
  }

  /**
   * One step, or one part of a step, forwards or back; false at the end.
   * @param {number} by
   */
  advance(by) {
    if (this.inParts && this.parts[this.part + by]) {
      this.part += by;
      return true;
    }
    if (this.step + by < 0 || this.step + by > this.lastStep) return false;
    this.step += by;
    this.part = this.inParts && by > 0 ? 0 : this.lastPart;
    return true;
  }

  /** @param {number} by */
  move(by) {
    this.stop();
    this.advance(by);
    this.changed({ rests: true, moved: true });
  }

  /** @param {number} by */
  movePart(by) {
    if (!this.inParts && by > 0) this.part = -1;
    this.inParts = true;
    this.move(by);
  }

  /** @param {number} at */
  goTo(at) {
    this.go(at);
  }

  /** @type {(step: number, part?: number) => void} */
  go(step, part = this.lastPart) {
    this.stop();
    this.step = step;
    this.part = part;
    this.changed({ rests: true, moved: true });
  }

  /** @param {number} speed */
  setSpeed(speed) {
    this.speed = speed;
    this.changed({ rests: !this.plays });
    if (this.plays) this.#schedule();
  }

  /** @param {Order} order */
  setOrder(order) {
    const { place } = this;
    this.order = order;
    this.step = this.the.stepOf(place, order);
    this.revealed.clear();
    this.stop();
    this.changed({ rests: true, whole: true });
  }

  /** How finely a step is taken: 0 whole, 1 in parts, 2 product by product. */
  get fineness() {
    return this.inParts ? 1 + Number(this.byProduct) : 0;
  }

  /** @param {number} fineness */
  setParts(fineness) {
    this.inParts = fineness > 0;
    this.byProduct = fineness > 1;
    this.part = fineness ? 0 : this.lastPart;
    if (fineness) this.stop();
    this.changed({ rests: !this.plays, whole: true });
  }

  /** @param {number} level an index of LEVELS */
  setHiding(level) {
    this.hiding = level;
    this.#hid = level || this.#hid;
    this.revealed.clear();
    if (level) this.stop();
    this.changed({ rests: !this.plays, whole: true });
  }

  /** Hide as much as was hidden before, or nothing. */
  toggleHiding() {
    this.setHiding(this.hiding ? 0 : this.#hid);
  }

  reveal() {
    this.revealed.add(this.step);
    this.part = this.lastPart;
    this.changed({ whole: true });
  }
}
