/**
 * A lesson that is a plain file: what its stages show, chosen and changed without a server.
 *
 * @import { Guided } from "./guide.js"
 * @import { Labels, Scene } from "./types.js"
 */
import { changed, changesOf } from "./computed.js";
import { params, write } from "./link.js";
import { fill } from "./picture/dom.js";
import { everyStage } from "./rollcall.js";

/**
 * @typedef {object} Lesson what dsviz.course.fed returns
 * @property {Field[]} fields the choices, the first one first
 * @property {string[]} app what a link can hold in the app only
 * @property {{ id: string, stages: Scene[] }[]} shown their ids are the values of the choices, with dots between
 * @property {Guided[]} guides
 * @property {Record<string, Record<string, string[]>>} own the layers that a guide need not lend
 * @property {Labels} labels
 */

/**
 * @typedef {object} Field a choice of what is shown
 * @property {string} param the link's parameter
 * @property {[value: string, title: string][]} options
 */

/** @typedef {Field & { value: string, usual: string }} Choice one that is open now */

const EDITS = ["edits", "edits2"];
// What of a link belongs to one example: dsviz/ui/inputs/names.py.
const OF_ONE = ["step", "order", "pose", "guide", "step2", "order2", "pose2", ...EDITS];
const QUOTED = 24; // letters of what a link asked for that are said back

/** @param {string} word */
const without = (word) => ({ [word]: "" });

export class CoursePage {
  #lesson;
  #feed;
  #notice = "";

  /**
   * @param {Lesson} lesson
   * @param {(at: number, scene: Scene) => void} feed gives a stage its scene
   */
  constructor(lesson, feed) {
    this.#lesson = lesson;
    this.#feed = feed;
  }

  /**
   * What values choose, one choice after another: the first one says what the second offers.
   * @param {(string | null)[]} asked
   */
  #chosen(asked) {
    let { shown } = this.#lesson;
    /** @type {Choice[]} */
    const choices = [];
    this.#lesson.fields.forEach(({ param, options: all }, level) => {
      const values = shown.map(({ id }) => id.split(".")[level]);
      const options = all.filter(([value]) => values.includes(value));
      if (!options.length) return;
      const wanted = asked[level] ?? "";
      const value = values.includes(wanted) ? wanted : values[0];
      if (wanted && value !== wanted) this.#unknown(wanted, value, options);
      shown = shown.filter((_, at) => values[at] === value);
      choices.push({ param, value, usual: values[0], options });
    });
    return { shown: shown[0], choices };
  }

  /**
   * @param {string} asked
   * @param {string} value
   * @param {Choice["options"]} options
   */
  #unknown(asked, value, options) {
    const [, shown] = options.find(([each]) => each === value) ?? [];
    this.#notice = fill(this.#lesson.labels.unknown, { asked: asked.slice(0, QUOTED), shown: shown ?? "" });
  }

  /** What the link asks for, choice by choice. */
  get #asked() {
    return this.#lesson.fields.map(({ param }) => params().get(param));
  }

  /** Show what the link says, on every stage and around them; returns the choices that are open. */
  show() {
    this.#notice = "";
    const elsewhere = this.#lesson.app.find((name) => params().has(name));
    if (elsewhere) this.#notice = fill(this.#lesson.labels.in_app, { asked: elsewhere });
    const { shown, choices } = this.#chosen(this.#asked);
    const scenes = this.#scenes(shown.stages);
    const isChanged = scenes.some((scene) => scene.check.engine === "here");
    scenes.forEach((scene, at) => {
      const { x, w, b, y } = shown.stages[at];
      const was = isChanged ? { was: { x, w, b, y } } : {};
      this.#feed(at, { ...this.#dressed(scene, at, shown.id, isChanged), ...was });
    });
    document.body.classList.toggle("dsviz-changed", isChanged);
    for (const node of document.querySelectorAll("[data-shown]"))
      if (node instanceof HTMLElement) node.hidden = !`${shown.id}.`.startsWith(`${node.dataset.shown}.`);
    if (this.#notice) this.#say(this.#notice);
    return choices;
  }

  /**
   * @param {Scene[]} stages as they came
   * @returns {Scene[]} with the link's changes
   */
  #scenes(stages) {
    const lists = EDITS.map((name) => changesOf(params().get(name) ?? ""));
    const found = lists.every(Boolean)
      ? this.#changed(
          stages,
          lists.map((list) => list ?? []),
        )
      : null;
    if (found) return found;
    this.#notice = this.#lesson.labels.damaged;
    return stages;
  }

  /**
   * The second layer reads what the first one gives.
   * @param {Scene[]} stages
   * @param {import("./computed.js").Put[][]} lists
   */
  #changed([first, second], lists) {
    // What holds copies of other numbers is not computed here.
    if (lists[0].length && first.editing === undefined) return null;
    const one = changed(first, lists[0]);
    if (!one || !second) return one ? [one] : null;
    const input = one === first ? undefined : /** @type {import("./types.js").Tensor} */ (one.y);
    const two = changed(second, lists[1], input);
    return two && [one, two];
  }

  /**
   * @param {Scene} scene
   * @param {number} at
   * @param {string} id
   * @param {boolean} isChanged
   */
  #dressed(scene, at, id, isChanged) {
    const own = /** @type {Labels} */ (scene.labels ?? {});
    const labels = { ...this.#lesson.labels, ...own };
    const guides = at ? {} : { guides: this.#guides(id, isChanged) };
    return { ...scene, labels, changes: params().get(EDITS[at]) ?? "", ...guides };
  }

  /**
   * A guide says the original numbers: where they were changed, it lends its own layer.
   * @param {string} id
   * @param {boolean} isChanged
   */
  #guides(id, isChanged) {
    return this.#lesson.guides.map((guide) => {
      const own = (!isChanged && this.#lesson.own[id]?.[guide.id]) || [];
      const lent = Object.entries(guide.scenes).filter(([name]) => !own.includes(name));
      return { ...guide, scenes: Object.fromEntries(lent) };
    });
  }

  /** @param {string} sentence */
  #say(sentence) {
    const { status } = everyStage()[0].stage.now;
    status.notice = sentence;
    status.showInfo();
  }

  /**
   * A reader has made a choice; what it leaves open stays as it was.
   * @param {string} param
   * @param {string} value
   */
  choose(param, value) {
    const { fields, app } = this.#lesson;
    const at = fields.findIndex((each) => each.param === param);
    const { choices } = this.#chosen(this.#asked.with(at, value));
    const made = choices.map((each) => ({ [each.param]: each.value === each.usual ? "" : each.value }));
    write(Object.assign({}, ...[...OF_ONE, ...app].map(without), ...made));
    return this.show();
  }

  /**
   * A number was changed on a stage.
   * @param {number} at
   * @param {string} changes
   */
  edit(at, changes) {
    write({ [EDITS[at]]: changes });
    this.show();
  }
}
