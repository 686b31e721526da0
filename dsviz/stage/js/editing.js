/**
 * Changing a number where it stands; the engine answers with a new scene.
 *
 * @import { Target } from "./picture/grid.js"
 * @import { Stage } from "./stage.js"
 * @import { Labels, Scene } from "./types.js"
 */
import { press, textButton } from "./buttons.js";
import { typedNumber } from "./numbers.js";
import "./picture/old.js";
import { el, fill } from "./picture/dom.js";
import { INFO } from "./status.js";

const { max } = Math;
const BETWEEN = "~"; // the changes of a list: dsviz.examples.changes

export class Editing {
  on = false;
  #stage;
  /** @type {HTMLElement | null} */
  #switch = null;
  /** @type {HTMLElement[]} */
  #waysBack = [];
  /** @type {HTMLInputElement | null} */
  #field = null;
  /** @type {string | null} the changes that are on their way to the engine */
  #pending = null;
  /** @type {string | null} the cell that gets the focus back with the engine's answer */
  #edited = null;
  #isNews = false; // the engine's answer to a change is to be told
  told = ""; // which number was changed, in words

  /** @param {Stage} stage */
  constructor(stage) {
    this.#stage = stage;
  }

  /** Whether somebody is typing. */
  get isOpen() {
    return this.#field !== null;
  }

  /**
   * Another scene.
   * @param {Scene} scene
   */
  start(scene) {
    this.#drop();
    this.on = scene.editing === true;
  }

  /**
   * The engine's answer, or another scene; says whether numbers of the scene that stands have changed.
   * @param {boolean} same
   * @param {Scene} scene
   */
  answered(same, { changes, y, check, was }) {
    const isIt = changes === this.#pending;
    this.#isNews = same && (isIt || this.#isNews);
    if (!same || isIt) this.#pending = null;
    if (!same) return false;
    const stood = this.#stage.now.scene;
    // The second of two layers has no changes of its own where the first one's reach it.
    // Another picture, or another engine's rounding, is no change.
    const isReached = (was ?? stood.was) && stood.check.engine === check.engine;
    return stood.changes !== changes || (isReached && JSON.stringify(stood.y) !== JSON.stringify(y));
  }

  /**
   * Make the switch and the ways back, where numbers may be changed.
   * @param {Scene} scene
   * @param {Labels} labels
   */
  build(scene, labels) {
    this.#waysBack = [];
    if (scene.editing === undefined) return [];
    this.#switch = textButton(labels.edit, () => this.#turn(!this.on), this.on);
    this.#waysBack = [
      textButton(labels.undo, () => this.undo()),
      textButton(labels.original, () => this.#send([])),
    ];
    return [this.#switch];
  }

  show() {
    const { scene, status, labels } = this.#stage.now;
    const tools = this.#stage.root.querySelector(".tools"); // not the row of controls, which has no room left
    for (const node of this.#waysBack) {
      if (!node.isConnected) tools?.append(node);
      node.hidden = !scene.changes;
    }
    this.#stage.root.classList.toggle("editing", this.on);
    const hint = status.usual === labels.touch ? labels.edit_touch : labels.edit_hint;
    if (this.on && !scene.editing) status.hint = hint;
    else if (status.hint === hint) status.hint = status.usual;
  }

  /** @param {boolean} on */
  #turn(on) {
    this.on = on;
    if (on) this.#stage.run.pause();
    if (this.#switch) press(this.#switch, on);
    this.show();
    this.#stage.now.status.showInfo();
  }

  /**
   * Whether a click changes a cell's number.
   * @param {Target} target
   */
  takes({ grid, cell }) {
    const { kind, value } = grid.mark;
    const locked = this.#stage.now.scene.locked?.includes(kind);
    return this.on && value !== undefined && !locked && !cell.text.classList.contains("pad");
  }

  /**
   * Open a field on a cell. Enter and leaving it take the number, Escape does not.
   * @param {Target} target
   */
  open({ grid, cell }) {
    const { run, now } = this.#stage;
    run.pause();
    this.#field?.remove();
    const [row, col] = grid.coordinates(cell);
    const name = grid.name(row, col);
    const old = grid.mark.value?.(row, col) ?? 0;
    const where = `${grid.mark.kind}_${grid.mark.index(row, col).join("_")}`;
    const field = el("input", { class: "edit", value: old, "aria-label": name, inputmode: "decimal" });
    const take = () => this.#take(field, { name, where, old });
    place(field, cell.rect.getBoundingClientRect(), now.space.getBoundingClientRect());
    field.onkeydown = (event) => {
      if ((event.key === "Enter" || event.key === "Tab") && (take() || event.key === "Enter"))
        event.preventDefault();
      if (event.key === "Escape") this.#close(name);
      event.stopPropagation();
    };
    field.onblur = take;
    this.#field = now.space.appendChild(field);
    field.focus({ preventScroll: true });
    field.select();
  }

  /**
   * Send the number in the field, if it is another one; false, and a sentence, where it is none.
   * @param {HTMLInputElement} field
   * @param {{ name: string, where: string, old: number }} cell
   */
  #take(field, { name, where, old }) {
    const value = typedNumber(field.value);
    if (value === null) {
      this.#warn(fill(this.#stage.now.labels.no_number, { text: field.value.slice(0, 24) }));
      field.ariaInvalid = "true";
      field.setAttribute("aria-describedby", INFO);
      return false;
    }
    this.#close(name);
    if (value !== old) {
      this.#edited = name;
      const { status, numbers, labels } = this.#stage.now;
      this.told = fill(labels.changed_to, { cell: name, m: numbers.term(old), v: numbers.term(value) });
      status.say(this.told); // the cell has the focus again, and its number of before would be said
      this.#send([...this.sent(), `${where}_${value}`]);
    }
    return true;
  }

  /** Take the field away, without a word. */
  #drop() {
    const field = this.#field;
    this.#field = null;
    if (field) field.onblur = null;
    field?.remove();
  }

  /**
   * Take the field away and catch up with what came meanwhile.
   * @param {string} name
   */
  #close(name) {
    this.#drop();
    this.#stage.catchUp();
    this.#warn("");
    this.#focus(name);
  }

  /** @param {string} sentence */
  #warn(sentence) {
    this.#stage.now.status.notice = sentence;
    this.#stage.now.status.showInfo();
  }

  /** @param {string} name */
  #focus(name) {
    const cell = this.#stage.now.space.querySelector(`[data-cell="${name}"]`);
    if (cell instanceof SVGElement) cell.focus({ preventScroll: true });
  }

  /** The engine's numbers stand: the focus goes back to the cell that was changed. */
  focusEdited() {
    if (this.#edited) this.#focus(this.#edited);
    this.keepFocus();
  }

  /** The focus is where it was; who cannot see them is told the new number of this step, and who checked it. */
  keepFocus() {
    const { moment, now } = this.#stage;
    if (this.#edited && !now.space.querySelector(":focus")) this.#focus(this.#edited);
    this.#edited = null;
    if (!this.#isNews) return;
    this.#isNews = false;
    const { status, labels, layer } = now;
    const result = layer.called("y") + status.is(moment.result, moment.shown.hidden);
    const news = [this.told, result, status.verdict].filter(Boolean);
    this.told = "";
    status.say(news.reduce((m, v) => fill(labels.also, { m, v })).replace("?", labels.hide));
  }

  /**
   * All changes, in their order, go to the engine at once: two quick ones cannot overtake each other.
   * @param {string[]} list
   */
  #send(list) {
    this.#pending = list.join(BETWEEN);
    this.#stage.tell?.("edit", { changes: this.#pending });
  }

  sent() {
    return (this.#pending ?? this.#stage.now.scene.changes ?? "").split(BETWEEN).filter(Boolean);
  }

  undo() {
    const focused = this.#stage.now.space.querySelector(":focus");
    this.#edited = focused instanceof SVGElement ? (focused.dataset.cell ?? null) : null;
    this.#send(this.sent().slice(0, -1));
  }
}

/**
 * Lay a field over a cell.
 * @param {HTMLElement} field
 * @param {DOMRect} spot
 * @param {DOMRect} space
 */
function place(field, spot, space) {
  field.style.left = `${spot.left - space.left - 6}px`;
  field.style.top = `${spot.top - space.top - 2}px`;
  field.style.width = `${max(64, spot.width + 12)}px`;
  field.style.height = `${max(28, spot.height + 4)}px`;
}
