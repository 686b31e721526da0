/**
 * Where a guide stands, and what its next key does. It knows no page.
 *
 * @import { Layer } from "./layer.js"
 * @import { Order, Part, RunState, Scene } from "./types.js"
 *
 * @typedef {object} Beat as dsviz.guides.told writes it
 * @property {string} title
 * @property {string} words
 * @property {string} shown the layer, by name
 * @property {string} layer
 * @property {number[]} at filter, row and column
 * @property {number[]} [since] where it plays from
 * @property {string} part
 * @property {Order} order
 * @property {string[]} lit
 * @property {string} [question]
 * @property {string} [answer]
 * @property {number} [right] the number asked for
 *
 * @typedef {object} Guided a guide: its beats, and the scenes of the layers that the page itself does not show
 * @property {string} id
 * @property {string} title
 * @property {Beat[]} beats
 * @property {{ to: string, title: string }} [onward] the next lesson's first card, and the lesson's name
 * @property {Record<string, Partial<Scene>>} scenes
 *
 * @typedef {{ guide: Guided, beat: Beat, number: number }} Here
 */

const CLOSE = 1e-9; // how near a typed answer is, as a share

/** @param {number[]} at */
const placed = ([filter, row, col]) => ({ filter, row, col });

export class Guide {
  /** @type {Guided[]} */
  guides = [];
  /** Whether the answer of this beat is to be seen. */
  answered = false;
  /** @type {Here[]} every beat of every guide */
  list = [];
  /** @type {number | null} */
  #at = null;

  /**
   * Other words and numbers; it stands where it stood.
   * @param {Guided[]} guides
   */
  follow(guides) {
    this.guides = guides;
    this.list = guides.flatMap((guide) => guide.beats.map((beat, i) => ({ guide, beat, number: i + 1 })));
    if (this.#at !== null && this.#at >= this.list.length) this.leave();
  }

  get isOpen() {
    return this.#at !== null;
  }
  get at() {
    return this.#at ?? 0;
  }
  get here() {
    return this.list[this.at];
  }
  /** As a link names it. */
  get name() {
    return this.isOpen ? `${this.here.guide.id}.${this.here.number}` : null;
  }
  get asks() {
    return this.isOpen && this.here.beat.question !== undefined && !this.answered;
  }
  get isFirst() {
    return this.at === 0;
  }
  get isLast() {
    return this.at === this.list.length - 1;
  }

  /**
   * Open at what a link names; false where there is no such beat.
   * @param {string} name
   */
  open(name) {
    const at = this.list.findIndex(({ guide, number }) => `${guide.id}.${number}` === name);
    if (at >= 0) this.choose(at);
    return at >= 0;
  }

  /** @param {number} at */
  choose(at) {
    this.#at = at;
    this.answered = false;
  }

  leave() {
    this.#at = null;
  }

  /** What is asked is answered first; false at the end. */
  next() {
    if (this.asks) this.answered = true;
    else if (this.isLast) return false;
    else this.choose(this.at + 1);
    return true;
  }

  back() {
    if (this.isFirst) return false;
    this.choose(this.at - 1);
    return true;
  }

  /**
   * Whether a typed number is the one asked for; then it counts as answered.
   * @param {number[]} typed every number that the text may mean
   */
  takes(typed) {
    const right = this.here.beat.right ?? Number.NaN;
    const isRight = typed.some((each) => Math.abs(each - right) <= CLOSE * Math.max(1, Math.abs(right)));
    this.answered ||= isRight;
    return isRight;
  }

  /**
   * Where this beat has the stage stand.
   * @param {Layer} layer
   * @param {Part[]} parts
   */
  pose(layer, parts) {
    const { at, since, part, order } = this.here.beat;
    const name = this.answered ? "result" : part;
    const found = parts.findIndex(({ name: each, slice }) => each + (slice ?? "") === name);
    return {
      order,
      step: layer.stepOf(placed(at), order),
      part: found < 0 ? parts.length - 1 : found,
      from: since && !this.answered ? layer.stepOf(placed(since), order) : null,
    };
  }

  /**
   * The steps whose results are there when this beat begins: those before its own, as its order counts them, and
   * what earlier beats have shown of the same map in the same order.
   * @param {Layer} layer
   */
  seen(layer) {
    const { guide, beat, number } = this.here;
    const told = guide.beats.slice(0, number - 1).filter((each) => isTold(each, beat));
    const from = (!this.answered && beat.since) || beat.at;
    const before = layer.stepOf(placed(from), beat.order);
    return new Set([...Array(before).keys(), ...told.flatMap((each) => stepsOf(each, layer, beat.order))]);
  }

  /**
   * Whether a card is the open guide's, and stands on a layer.
   * @param {number} at
   * @param {string} layer its name
   */
  stands(at, layer) {
    return this.list[at].guide === this.here.guide && this.list[at].beat.layer === layer;
  }

  /**
   * Whether the cards of a layer, this one unless it is named, speak of more than one of its channels.
   * @param {Layer} layer
   * @param {string} [name]
   */
  several(layer, name = this.here.beat.layer) {
    const { guide } = this.here;
    const names = guide.beats.filter((each) => each.layer === name).flatMap((each) => each.lit);
    const single = names.flatMap((name) => /^[xps]\.(\d+)/.exec(name)?.[1] ?? []);
    return layer.depth > 1 || new Set(single).size > 1;
  }

  /**
   * Whether the reader has taken the stage elsewhere.
   * @param {RunState} run
   * @param {Layer} layer
   * @param {Part[]} parts
   */
  isAway(run, layer, parts) {
    const { order, step, part } = this.pose(layer, parts);
    return run.order !== order || run.step !== step || run.part !== part;
  }
}

/**
 * Whether a beat comes to a result that is to be seen beside a later one.
 * @param {Beat} beat
 * @param {Beat} later
 */
const isTold = ({ layer, order, at: [filter], part, question }, later) =>
  layer === later.layer &&
  order === later.order &&
  filter === later.at[0] &&
  (part === "result" || question !== undefined);

/**
 * @param {Beat} beat
 * @param {Layer} layer
 * @param {Order} order in which they are counted
 */
function stepsOf({ at, since = at, order: own }, layer, order) {
  const [first, last] = [since, at].map((each) => layer.stepOf(placed(each), own));
  return Array.from({ length: last - first + 1 }, (_, i) => layer.stepOf(layer.place(first + i, own), order));
}

const KEPT = ["lang", "show", "contrast", "embed"]; // of a link: how the reader sees any page

/**
 * The address of another lesson's card, seen as this page is.
 * @param {string} to
 * @param {string} here
 * @param {boolean} isFull whether this one fills the screen: the other does so at its first key
 */
export function lessonAddress(to, here, isFull) {
  const [from, address] = [new URL(here), new URL(to, here)];
  for (const name of KEPT) {
    const value = from.searchParams.get(name);
    if (value) address.searchParams.set(name, value);
  }
  if (isFull) address.searchParams.set("pose", "full");
  return address.href;
}

/**
 * Words with handles, "[the second channel](x.1)", as pieces.
 * @param {string} text
 * @returns {{ text: string, target: string | null }[]}
 */
export function pieces(text) {
  const found = text.split(/(\[[^\]]*\]\([^)]*\))/).filter(Boolean);
  return found.map((piece) => {
    const [, words = piece, target = null] = /^\[([^\]]*)\]\(([^)]*)\)$/.exec(piece) ?? [];
    return { text: words, target };
  });
}
