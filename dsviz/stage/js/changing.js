/**
 * A layer on a page of its own whose numbers a reader changes: the browser computes it, for there is no engine.
 *
 * @import { Stage } from "./stage.js"
 * @import { Scene } from "./types.js"
 */
import { changed, changesOf } from "./computed.js";
import { params, write } from "./link.js";
import { labelsOf } from "./picture/dom.js";

const EDITS = "edits"; // as the app's links call them

export class Changing {
  #stage;
  #scene;

  /**
   * @param {Stage} stage
   * @param {Scene} scene as the engine computed it
   */
  constructor(stage, scene) {
    this.#stage = stage;
    this.#scene = scene;
    stage.tell = (_, value) => this.#edit(/** @type {{ changes: string }} */ (value).changes);
  }

  /** Show what the link says, beside the layer as it came; where that does not fit it, a sentence. */
  open() {
    const changes = params().get(EDITS) ?? "";
    this.#show("", changes !== "");
    if (!changes || this.#show(changes)) return;
    const { status, labels } = this.#stage.now;
    status.notice = labels.damaged;
    status.showInfo();
  }

  /**
   * @param {string} changes
   */
  #edit(changes) {
    write({ [EDITS]: changes });
    this.#show(changes);
  }

  /**
   * Show the layer with its changes; false, and nothing shown, where they do not fit it.
   * @param {string} changes
   * @param {boolean} [waits]
   */
  #show(changes, waits) {
    const list = changesOf(changes);
    const found = list && changed(this.#scene, list);
    if (!found) return false;
    const labels = labelsOf(found);
    const told = found === this.#scene ? labels : { ...labels, waiting: labels.here };
    this.#stage.feed({ ...found, ...(waits && { paused: true }), labels: told, changes });
    return true;
  }
}
