/**
 * Where a run stands, and how it moves: step, part, order, speed, what is hidden. It knows no page; it tells
 * one listener of every change.
 *
 * @import { Layer } from "./layer.js"
 * @import { Change, Order, Part, Pose } from "./types.js"
 */
import { USUAL } from "./pose.js";

/** Milliseconds a step, slow to very fast. */
export const SPEEDS = [4000, 2400, 1400, 800, 400, 150, 50, 16];
const MOST_SHOWN = 2000; // steps of a run at top speed, of more it leaps over some: half a minute

/** @typedef {(wait: number, act: () => void) => () => void} Clock acts after a wait, unless what it returns is called */

export class Run {
  step = 0;
  part = 0;
  /** @type {Order} */
  order = "filter";
  playing = false;
  speed = USUAL;
  inParts = false;
  /** How much is hidden: an index of LEVELS. */
  hiding = 0;
  #hid = 1;
  /** @type {Set<number>} steps whose hidden results were asked for */
  revealed = new Set();
  loop = false;
  /** @type {number | null} the step at which it stops playing */
  until = null;
  /** @type {Layer | null} */
  #layer = null;
  /** @type {Part[]} */
  #parts = [];
  #changed;
  #clock;
  #cancel = () => {};

  /**
   * @param {(change: Change) => void} changed
   * @param {Clock} clock
   */
  constructor(changed, clock) {
    this.#changed = changed;
    this.#clock = clock;
  }

  /**
   * Walk this layer from now on, from where the run stands, or the last step it has.
   * @param {Layer} layer
   * @param {Part[]} parts
   */
  follow(layer, parts) {
    this.#layer = layer;
    this.#parts = parts;
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
    this.inParts ||= pose.part !== undefined;
    this.part = pose.part ?? this.lastPart;
    this.speed = pose.speed ?? this.speed;
  }

  get lastStep() {
    return (this.#layer?.steps ?? 1) - 1;
  }
  get lastPart() {
    return this.#parts.length - 1;
  }
  get place() {
    return this.#the.place(this.step, this.order);
  }
  get #the() {
    return /** @type {Layer} */ (this.#layer); // a run that is asked follows one
  }

  /** @param {number | null} [until] the step at which it stops by itself */
  play(until = null) {
    if (this.step >= this.lastStep && this.part >= this.lastPart) this.#restart();
    this.playing = true;
    this.until = until;
    this.#changed({});
    this.#schedule();
  }

  /**
   * Stand there, whatever was before.
   * @param {Partial<Pick<Run, "step" | "part" | "order" | "inParts" | "hiding" | "revealed">>} pose
   */
  stand(pose) {
    this.#stop();
    Object.assign(this, pose);
    this.#changed({ rests: true, whole: true, moved: true });
  }

  /** How many steps are taken at once. */
  get leap() {
    const fastest = this.speed === SPEEDS.length - 1 && !this.inParts;
    return fastest ? Math.ceil((this.lastStep + 1) / MOST_SHOWN) : 1;
  }

  /** Stop here; the listener hears of it. */
  pause() {
    this.#stop();
    this.#changed({});
  }

  /** Play, or stop where it is: the reader rests there. */
  toggle() {
    if (!this.playing) return this.play();
    this.#rest();
  }

  /** End without a word. */
  dispose() {
    this.#stop();
  }

  #stop() {
    this.#cancel();
    this.playing = false;
    this.until = null;
  }

  #rest() {
    this.#stop();
    this.#changed({ rests: true });
  }

  #restart() {
    this.step = 0;
    this.part = this.inParts ? 0 : this.lastPart;
  }

  #schedule() {
    this.#cancel();
    this.#cancel = this.#clock(SPEEDS[this.speed], () => this.#tick());
  }

  #tick() {
    const ahead = (this.until ?? this.lastStep) - this.step - 1;
    this.step += Math.max(0, Math.min(this.leap - 1, ahead));
    if (!this.#advance(1)) {
      if (!this.loop) return this.#rest();
      this.#restart();
    }
    if (this.step === this.until) return this.#rest();
    this.#changed({});
    this.#schedule();
  }

  /**
   * One step, or one part of a step, forwards or back; false at the end.
   * @param {number} by
   */
  #advance(by) {
    if (this.inParts && this.#parts[this.part + by]) {
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
    this.#stop();
    this.#advance(by);
    this.#changed({ rests: true, moved: true });
  }

  /** @param {number} by */
  movePart(by) {
    if (!this.inParts) {
      this.inParts = true;
      if (by > 0) this.part = -1;
    }
    this.move(by);
  }

  /** @param {number} step */
  go(step) {
    this.#stop();
    this.step = step;
    this.part = this.lastPart;
    this.#changed({ rests: true, moved: true });
  }

  /** @param {number} speed */
  setSpeed(speed) {
    this.speed = speed;
    this.#changed({ rests: !this.playing });
    if (this.playing) this.#schedule();
  }

  /** @param {Order} order */
  setOrder(order) {
    const { place } = this;
    this.order = order;
    this.step = this.#the.stepOf(place, order);
    this.revealed.clear();
    this.#stop();
    this.#changed({ rests: true, whole: true });
  }

  /** @param {boolean} on */
  setParts(on) {
    this.inParts = on;
    this.part = on ? 0 : this.lastPart;
    if (on) this.#stop();
    this.#changed({ rests: !this.playing, whole: true });
  }

  /** @param {number} level how much is hidden */
  setHiding(level) {
    this.hiding = level;
    this.#hid = level || this.#hid;
    this.revealed.clear();
    if (level) this.#stop();
    this.#changed({ rests: !this.playing, whole: true });
  }

  /** Hide as much as was hidden before, or nothing. */
  toggleHiding() {
    this.setHiding(this.hiding ? 0 : this.#hid);
  }

  reveal() {
    this.revealed.add(this.step);
    this.part = this.lastPart;
    this.#changed({ whole: true });
  }
}
