/**
 * A stage and the model of a widget: what one does the other is told, so that Python and all views keep step.
 *
 * The model holds the scene as it came, the changes a reader made, and the engine's answer to them. Until there
 * is an answer, and wherever nobody is there to give one, the changed layer is computed here, and the badge says so.
 *
 * @import { Pinned } from "../pointing.js"
 * @import { Stage } from "../stage.js"
 * @import { Order, Scene } from "../types.js"
 */
import { changed, changesOf } from "../computed.js";
import { findCell } from "./cell.js";

/**
 * @typedef {object} Model of anywidget; a book's has no kernel behind it, and throws where one is needed
 * @property {(name: string) => any} get
 * @property {(name: string, value: unknown) => void} set
 * @property {() => void} save_changes
 * @property {(event: string, act: () => void) => void} on
 * @property {(event: string, act: () => void) => void} off
 */

const WHERE = ["step", "order", "part", "by_product"];
const PINNED = ["x", "w", "b", "y"];

export class Bound {
  #model;
  #stage;
  #telling = false;
  #following = false;
  /** @type {[string, () => void][]} */
  #ways = [
    ["change:scene", () => this.#feed()],
    ["change:answer", () => this.#feed()],
    ["change:changes", () => this.#feed()],
    ...WHERE.map((name) => /** @type {[string, () => void]} */ ([`change:${name}`, () => this.#move()])),
    ["change:pinned", () => this.#pin()],
  ];

  /**
   * @param {Model} model
   * @param {Stage} stage
   */
  constructor(model, stage) {
    this.#model = model;
    this.#stage = stage;
    this.#feed();
    this.#pin();
    const { run, pointing } = stage;
    const { changed: shown } = run;
    run.changed = (change) => {
      shown(change);
      this.#tell();
    };
    const { relate } = pointing;
    pointing.relate = (target) => {
      relate.call(pointing, target);
      this.#tell();
    };
    stage.tell = (_, value) => this.#edit(/** @type {{ changes: string }} */ (value).changes);
    for (const [event, act] of this.#ways) model.on(event, act);
    this.#tell();
  }

  leave() {
    for (const [event, act] of this.#ways) attempt(() => this.#model.off(event, act));
  }

  /** The scene to be seen: with the reader's changes, by the engine's numbers where they have come. */
  #scene() {
    const scene = /** @type {Scene} */ (this.#model.get("scene"));
    const changes = this.#model.get("changes") ?? "";
    const answer = this.#model.get("answer");
    if (!changes) return { ...scene, changes };
    if (answer?.changes === changes) return { ...scene, ...answer };
    const own = changed(scene, changesOf(changes) ?? []);
    const labels = { .../** @type {Record<string, string>} */ (scene.labels) };
    return { ...(own ?? scene), changes, labels: { ...labels, waiting: labels.here } };
  }

  #feed() {
    if (this.#telling) return;
    this.#following = true;
    this.#stage.feed(this.#scene());
    this.#following = false;
    this.#move();
  }

  /** @param {string} changes */
  #edit(changes) {
    this.#put("changes", changes);
    this.#save();
    this.#feed();
  }

  /** Stand where the model says. */
  #move() {
    const { run } = this.#stage;
    if (this.#telling || this.#following) return;
    const [step, order, part, one] = this.#asked();
    if (this.#stands([step, order, part, one])) return;
    this.#following = true;
    run.byProduct = one;
    const last = run.lastPart;
    run.stand({
      step: Math.min(step, run.lastStep),
      order,
      inParts: part !== null,
      part: Math.min(part ?? last, last),
      byProduct: one,
    });
    this.#following = false;
  }

  /** @returns {[number, Order, number | null, boolean]} */
  #asked() {
    const [step, order, part, one] = WHERE.map((name) => this.#model.get(name));
    return [step ?? 0, order ?? "filter", part ?? null, one ?? false];
  }

  /** @returns {[number, Order, number | null, boolean]} */
  #where() {
    const { step, order, part, inParts, byProduct } = this.#stage.run;
    return [step, order, inParts ? part : null, inParts && byProduct];
  }

  /** @param {unknown[]} asked */
  #stands(asked) {
    return String(asked) === String(this.#where());
  }

  /** Tell the model where the stage stands and what is pinned. */
  #tell() {
    if (this.#following) return;
    const { pinned } = this.#stage.pointing;
    const [step, order, part, one] = this.#where();
    const news = [
      this.#put("step", step),
      this.#put("order", order),
      this.#put("part", part),
      this.#put("by_product", one),
      this.#put("pinned", placeOf(pinned)),
    ];
    if (news.includes(true)) this.#save();
  }

  /**
   * Put a value into the model; false where it stands there.
   * @param {string} name
   * @param {unknown} value
   */
  #put(name, value) {
    if (JSON.stringify(this.#model.get(name)) === JSON.stringify(value)) return false;
    this.#telling = true;
    this.#model.set(name, value);
    this.#telling = false;
    return true;
  }

  #save() {
    attempt(() => this.#model.save_changes());
  }

  /** Pin the cell that the model names. */
  #pin() {
    const { pointing, picture } = this.#stage;
    const place = this.#model.get("pinned") ?? [];
    if (this.#telling || String(place) === String(placeOf(pointing.pinned))) return;
    this.#following = true;
    pointing.pinned = picture && findCell(picture, place);
    pointing.relate(pointing.pinned);
    this.#following = false;
  }
}

/**
 * A pinned cell as the model names it: its tensor and its index.
 * @param {Pinned | null} pinned
 */
function placeOf(pinned) {
  if (!pinned) return [];
  const { kind, index } = pinned.grid.mark;
  const [row, col] = pinned.at ?? pinned.grid.coordinates(pinned.cell);
  return PINNED.includes(kind) ? [kind, ...index(row, col)] : [];
}

/** @param {() => void} act what a model without a kernel may refuse */
function attempt(act) {
  try {
    act();
  } catch {
    /* nobody is there to be told */
  }
}
