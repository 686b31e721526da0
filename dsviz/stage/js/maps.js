/**
 * Where one channel or one filter is shown at a time: which one.
 *
 * @import { Layer } from "./layer.js"
 * @import { Run } from "./run.js"
 * @import { Labels, Laid } from "./types.js"
 */
import { textButton } from "./buttons.js";
import { OneMap } from "./one_map.js";
import { el, keepFocus } from "./picture/dom.js";
import { everyStage } from "./rollcall.js";
import { Stage } from "./stage.js";

/** @typedef {{ channel: number, alone: boolean, chosen: () => void }} Start the channel in view, and what draws another */

const BUTTONS = 8; // beyond, a list to choose from

export class Maps extends OneMap {
  #layer;
  #run;
  #labels;
  #chosen;
  /** @type {number | null} the one filter in view; null where all are */
  #filter = null;
  #oneChannel = false;
  /** The channel that is drawn. */
  #channel = 0;
  /** @type {{ step: number, filter: number, channel: number } | null} what words point at, while the run stands */
  #named = null;

  /**
   * @param {Run} run
   * @param {Layer} layer
   * @param {Labels} labels
   * @param {Start} start
   */
  constructor(run, layer, labels, { channel, alone, chosen }) {
    super();
    this.channel = channel;
    this.alone = alone;
    this.#run = run;
    this.#layer = layer;
    this.#labels = labels;
    this.#chosen = chosen;
    this.node = el("div", { class: "tabs", role: "group", "aria-label": labels.choose });
  }

  /** Where the run stands, with a channel that its filter reads. */
  current() {
    const { filter } = this.#run.place;
    if (!this.#reads(filter)) this.channel = this.#layer.firstChannel(filter);
    const { step, ...named } = this.#named ?? { step: null };
    return { filter, channel: this.channel, alone: this.alone, ...(step === this.#run.step ? named : {}) };
  }

  /** @param {number} filter */
  #reads(filter, channel = this.channel) {
    return this.#layer.readers(channel).includes(filter);
  }

  /**
   * Bring what words point at into view, the first map where they mean all; null ends it. The run stands still.
   * Says whether the picture is another one.
   * @param {string | null} name such as "y.0"
   */
  bring(name) {
    this.#named = null;
    const [kind, ...numbers] = name?.split(".") ?? [];
    const [first = kind === "y" ? 0 : -1, slice = null] = numbers.map(Number);
    if (kind && "ywxps".includes(kind) && first >= 0) this.#name(kind, first, slice);
    return this.lost;
  }

  /**
   * @param {string} kind
   * @param {number} first
   * @param {number | null} slice
   */
  #name(kind, first, slice) {
    const { step } = this.#run;
    let { filter, channel } = this.current();
    if (kind === "y" || kind === "w") {
      filter = first;
      if (slice !== null) channel = this.#layer.firstChannel(filter) + slice;
      else if (!this.#reads(filter, channel)) channel = this.#layer.firstChannel(filter);
    } else {
      channel = first;
      if (!this.#reads(filter, channel)) filter = this.#layer.readers(channel)[0];
    }
    this.#named = { step, filter, channel };
  }

  /** Whether words have named one of several maps of which one is in view. */
  get isNamed() {
    return this.#named !== null && !this.node.hidden;
  }

  /** Whether the run has gone to what is not in view. */
  get lost() {
    const { filter, channel } = this.current();
    return (
      (this.#filter !== null && this.#filter !== filter) || (this.#oneChannel && this.#channel !== channel)
    );
  }

  /** @param {Laid} laid */
  follow({ view }) {
    const { filter, channel } = this.current();
    this.#channel = channel;
    this.#filter = view.outputs.length < this.#layer.filters ? filter : null;
    this.#oneChannel = view.channels.length < this.#layer.channels;
    const channels = this.#oneChannel ? this.#layer.channels : 0;
    const filters = this.#filter === null ? 0 : this.#layer.filters;
    this.#takesRoom(channels + filters > 0);
    const all = textButton(this.#labels.all_channels, () => this.#see(false));
    const pickers = [
      ...(this.alone ? [all] : []),
      ...this.#picker("x", channels, channel, (channel) => this.#choose(channel)),
      ...this.#picker("y", filters, filter, (other) => this.#goTo(other)),
    ];
    keepFocus(this.node, () => this.node.replaceChildren(...pickers));
  }

  /**
   * The buttons of the maps come or go, after the room for the picture has been measured.
   * @param {boolean} seen
   */
  #takesRoom(seen) {
    if (seen !== this.node.hidden) return;
    this.node.hidden = !seen;
    for (const { stage } of everyStage()) if (stage.now?.maps === this) stage.room.soon();
  }

  /**
   * @param {"x" | "y"} name
   * @param {number} count
   * @param {number} current
   * @param {(i: number) => void} choose
   */
  #picker(name, count, current, choose) {
    const names = Array.from({ length: count }, (_, i) => this.#layer.nameOf(name, [i]));
    if (count <= BUTTONS) return names.map((text, i) => textButton(text, () => choose(i), i === current));
    const options = names.map((text, value) => el("option", { value, text }));
    const select = el("select", { "aria-label": `${this.#labels.choose} ${name}` }, ...options);
    select.value = String(current);
    select.onchange = () => choose(Number(select.value));
    return [select];
  }

  /**
   * To the same place of a filter, and the same part of its step.
   * @param {number} filter
   */
  #goTo(filter) {
    this.#named = null;
    const { place, order, inParts, part } = this.#run;
    this.#run.go(this.#layer.stepOf({ ...place, filter }, order), inParts ? part : undefined);
  }

  /**
   * Go to a filter at the same place; in a layer of one filter, see a channel.
   * @param {number} index
   */
  choose(index) {
    if (this.#layer.filters === 1) this.seeAlone(index);
    else if (index < this.#layer.filters) this.#goTo(index);
  }

  /**
   * See one input channel alone, and all again at the second time.
   * @param {number} channel
   */
  seeAlone(channel) {
    if (channel >= this.#layer.channels || this.#layer.channels === 1) return;
    if (this.alone && channel === this.channel) return this.#see(false);
    this.alone = true;
    this.#choose(channel);
  }

  /** @param {boolean} alone */
  #see(alone) {
    this.#named = null;
    this.alone = alone;
    this.#chosen();
  }

  /**
   * A channel of another group brings its own first filter.
   * @param {number} channel
   */
  #choose(channel) {
    this.#named = null;
    this.channel = channel;
    const readers = this.#layer.readers(channel);
    if (!readers.includes(this.#run.place.filter)) this.#goTo(readers[0]);
    this.#chosen();
  }
}

Stage.Maps = Maps;
