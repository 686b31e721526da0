/**
 * Which channel and filter are in view, where there is one of each. Where there are more: maps.js.
 *
 * @import { Laid } from "./types.js"
 */
import { el } from "./picture/dom.js";

export class OneMap {
  node = el("div", { hidden: true });
  channel = 0;
  /** Whether the channel is seen alone though there is room for all. */
  alone = false;

  /** What is in view. */
  current() {
    return { filter: 0, channel: 0, alone: false };
  }

  /** Whether the run has gone to what is not in view. */
  get lost() {
    return false;
  }

  /** @param {Laid} _laid */
  follow(_laid) {}
  /** @param {number} _index */
  choose(_index) {}
  /** @param {number} _channel */
  seeAlone(_channel) {}
}
