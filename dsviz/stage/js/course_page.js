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
 * @property {string} param the link's parameter that chooses what is shown
 * @property {{ id: string, title: string, stages: Scene[] }[]} shown
 * @property {Guided[]} guides
 * @property {Record<string, Record<string, string[]>>} own the layers that a guide need not lend
 * @property {Labels} labels
 */

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

  /** What the link chooses. */
  get #shown() {
    const { shown, param } = this.#lesson;
    const asked = params().get(param);
    const found = shown.find(({ id }) => id === asked);
    if (asked && !found)
      this.#notice = fill(this.#lesson.labels.unknown, {
        asked: asked.slice(0, QUOTED),
        shown: shown[0].title,
      });
    return found ?? shown[0];
  }

  /** Show what the link says, on every stage and around them. */
  show() {
    this.#notice = "";
    const shown = this.#shown;
    const scenes = this.#scenes(shown.stages);
    const isChanged = scenes.some((scene) => scene.check.engine === "here");
    scenes.forEach((scene, at) => {
      this.#feed(at, this.#dressed(scene, at, shown.id, isChanged));
    });
    document.body.classList.toggle("dsviz-changed", isChanged);
    for (const node of document.querySelectorAll("[data-shown]"))
      if (node instanceof HTMLElement) node.hidden = node.dataset.shown !== shown.id;
    if (this.#notice) this.#say(this.#notice);
    return shown.id;
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
    const { labels } = this.#lesson;
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

  /** @param {string} id */
  choose(id) {
    const { shown, param } = this.#lesson;
    const gone = Object.assign({}, ...OF_ONE.map(without));
    write({ ...gone, [param]: id === shown[0].id ? "" : id });
    this.show();
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
