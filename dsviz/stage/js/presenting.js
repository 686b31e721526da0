/**
 * A class's screen: what is shown in one line, the full screen, a stage without controls, a black screen, the keys.
 *
 * @import { Stage } from "./stage.js"
 * @import { Layer } from "./layer.js"
 * @import { Labels, Spec } from "./types.js"
 */
import { checkBox, press, textButton } from "./buttons.js";
import { el, fill } from "./picture/dom.js";
import { showLink } from "./sharing.js";

const LETTERS = "dsviz-letters";

export class Presenting {
  /** @type {(stage: Stage, labels: Labels) => Node[]} further buttons: saving/saving.js */
  static saves = () => [];
  bare = false;
  /** Whether the link goes on wishing for the full screen: wishing.js. */
  full = false;
  /** Whether letters are keys; a reader who dictates switches them off, for good. */
  letters = !stored();
  /** The title, and what is shown. */
  headline = el("div", { class: "headline" });
  #stage;
  #toggle = /** @type {HTMLButtonElement | null} */ (null);

  /** @param {Stage} stage */
  constructor(stage) {
    this.#stage = stage;
  }

  /**
   * What stands over the picture and beside the hint, in the words of a scene.
   * @param {Labels} labels
   * @param {Layer} layer
   * @param {string} title
   */
  build(labels, layer, title) {
    this.#toggle = textButton(labels.bare, () => this.setBare(!this.bare), this.bare);
    this.headline.replaceChildren(
      el("b", { text: title || labels.stage }),
      el("span", { text: lineOf(layer, labels) }),
      this.#toggle,
    );
    const keys = textButton(labels.keys_button, () => this.showKeys());
    const copy = textButton(labels.copy, () => showLink(this.#stage));
    keys.ariaKeyShortcuts = "?";
    return el("span", { class: "tools" }, keys, copy, ...Presenting.saves(this.#stage, labels));
  }

  /** @param {boolean} on */
  setBare(on) {
    this.strip(on);
    if (this.#toggle) press(this.#toggle, on);
    this.#stage.posed();
  }

  /** @param {boolean} on */
  strip(on) {
    this.bare = on;
    this.#stage.root.classList.toggle("bare", on);
  }

  /** The dialog over the stage, such as the sheet of keys. */
  get dialog() {
    return this.#stage.root.querySelector("dialog");
  }

  /** Make the screen black, until a key or a click. */
  blank() {
    this.#stage.run.pause();
    const dialog = openDialog(this.#stage.root, "blank", this.#stage.now.labels.blank);
    dialog.onclick = () => dialog.close();
  }

  showKeys() {
    const { labels } = this.#stage.now;
    const rows = labels.keys.split("; ").map((row) => {
      const [key, does] = row.split(/: (.*)/);
      return el("tr", {}, el("th", { text: key, scope: "row" }), el("td", { text: does }));
    });
    const letters = checkBox(labels.letters, this.letters, (on) => {
      this.letters = on;
      stored(on ? "" : "off");
    });
    openSheet(this.#stage, labels.keys_title, el("table", {}, ...rows), letters);
  }

  /**
   * A link wishes for the full screen; a browser gives it at a key or a click only.
   */
  wish() {
    const ways = /** @type {const} */ (["keydown", "pointerdown"]);
    const go = () => {
      for (const way of ways) document.removeEventListener(way, go);
      const { root, room } = this.#stage;
      if (root.isConnected && !room.onScreen) room.fillScreen();
    };
    for (const way of ways) document.addEventListener(way, go);
  }
}

/**
 * What this browser remembers of letters; a page without a memory of its own forgets.
 * @param {string} [text] to be remembered
 */
function stored(text) {
  try {
    if (text !== undefined) localStorage.setItem(LETTERS, text);
    return localStorage.getItem(LETTERS);
  } catch {
    return null;
  }
}

/**
 * Open a dialog over everything; it is gone when it closes.
 * @param {HTMLElement} root
 * @param {string} look its class
 * @param {string} name
 * @param {...Node} children
 */
export function openDialog(root, look, name, ...children) {
  const dialog = el("dialog", { class: look, "aria-label": name }, ...children);
  dialog.onclose = () => dialog.remove();
  root.append(dialog);
  dialog.showModal();
  return dialog;
}

/**
 * Open a sheet with a title, and a button that closes it.
 * @param {Stage} stage
 * @param {string} title
 * @param {...Node} children
 */
export function openSheet({ root, now: { labels }, leads }, title, ...children) {
  const close = textButton(labels.close, () => dialog.close());
  const all = [el("h2", { text: title }), ...children, ...(leads?.(labels) ?? []), close];
  const dialog = openDialog(root, "sheet", title, ...all);
}

/**
 * The padding in words, none where there is none.
 * @param {Spec} spec
 * @param {Labels} labels
 */
export function paddingOf({ padding }, labels) {
  const pads = padding.flat();
  const sides = pads.every((pad) => pad === pads[0]) ? [pads[0]] : pads;
  return sides.some(Boolean) ? fill(labels.padding, { v: sides.join(labels.comma) }) : "";
}

/**
 * What is shown, in one line: the sizes, and the settings that are not the usual ones.
 * @param {Layer} layer
 * @param {Labels} labels
 */
export function lineOf({ x, w, y, b, spec }, labels) {
  /** @type {(name: string, values: number[], usual: number) => string} */
  const setting = (name, values, usual) =>
    values.every((value) => value === usual)
      ? ""
      : fill(labels[name], { v: [...new Set(values)].join(labels.comma) });
  /** @param {number[]} shape */
  const size = (shape) => shape.join("\u2009\u00d7\u2009");
  const sizes = { x: size(x.shape), n: w.shape[0], w: size(w.shape.slice(1)), y: size(y.shape) };
  return [
    fill(labels.sizes, sizes),
    b ? labels.with_bias : "",
    setting("stride", spec.stride, 1),
    paddingOf(spec, labels),
    setting("dilation", spec.dilation, 1),
    setting("groups", [spec.groups], 1),
  ]
    .filter(Boolean)
    .join(" \u00b7 ");
}
