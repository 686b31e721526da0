/**
 * Whole maps as pixels over the numbers around the window, for layers whose maps are too large for numbers.
 *
 * Put into a page only where a scene needs it; the stage asks it for its place and tells it every moment.
 *
 * @import { Layer } from "../layer.js"
 * @import { Room } from "../layout/fit.js"
 * @import { Stage } from "../stage.js"
 * @import { Moment, Order } from "../types.js"
 */
import { el, fill, put } from "../picture/dom.js";
import { crops } from "./crops.js";
import { cropOn, pixelAt, stripOf, windowOn } from "./geometry.js";
import { Images } from "./images.js";
import { paintKnown, paintOutput } from "./painted.js";
import { relate } from "./relate.js";
import { Tile, tileOf } from "./tile.js";

const MOST = 12; // maps that are seen at once; of more, those that the step uses
const SHARE = 0.5; // of the height, that the maps may take from the numbers
const LINE = 26; // px of height of the sentence under them
// px of height for the numbers; where a step uses windows on several channels, all are to stay legible.
const LEAST = { one: 170, several: 200 };
const TABS = 42; // px of height of the choice of maps

/** @typedef {Omit<Room, "chars">} Free */

export class Pixels {
  node;
  /** @type {Tile[]} */
  tiles = [];
  #stage;
  #maps = el("div", { class: "maps" });
  #line = el("p", { role: "status" });
  /** @type {Layer | null} */
  #layer = null;
  #images = /** @type {Images | null} */ (null);
  #scale = 1;
  /** @type {Order} */
  #order = "filter";

  /** @param {Stage} stage */
  constructor(stage) {
    this.#stage = stage;
    this.node = el("div", { class: "pixels", role: "group" }, this.#maps, this.#line);
    this.#maps.addEventListener("pointermove", (event) => this.#point(event));
    this.#maps.addEventListener("pointerleave", () => this.#leave());
    this.#maps.addEventListener("click", (event) => this.#click(event));
  }

  /**
   * Take a place of the room, where the scene has maps for it; returns what is left for the numbers.
   * @param {Free} room
   * @returns {Free}
   */
  fit(room) {
    const { scene, layer, labels, maps } = this.#stage.now;
    this.node.hidden = !scene.pixels;
    this.#stage.now.space.classList.toggle("with-pixels", scene.pixels === true);
    if (!scene.pixels) return room;
    const { zoom } = this.#stage.room;
    this.node.ariaLabel = labels.pixels;
    const [inputs, outputs] = this.#counts(layer);
    const kinds = [
      { count: inputs, size: layer.padded },
      { count: outputs, size: [layer.rows, layer.cols] },
    ];
    const left = room.height - (room.narrow || layer.filters < 2 ? 0 : TABS / zoom);
    const high = room.narrow ? left : SHARE * left;
    const strip = stripOf(kinds, room.width * zoom, high * zoom - LINE);
    this.#scale = strip.scale;
    this.#maps.classList.toggle("lines", strip.lines > 1);
    this.#build(inputs, outputs);
    this.#order = this.#stage.run.order;
    const taken = room.narrow ? 0 : (strip.height + LINE) / zoom;
    const ways = (/** @type {boolean} */ few) => crops(layer, maps.current(), this.#order, few);
    return { ...room, height: Math.max(leastOf(layer), left - taken), ways };
  }

  /**
   * How many maps of the input and of the output are seen.
   * @param {Layer} layer
   */
  #counts({ channels, filters, depth }) {
    if (channels + filters <= MOST) return [channels, filters];
    return depth + 1 <= MOST ? [depth, 1] : [1, 1];
  }

  /**
   * @param {number} inputs
   * @param {number} outputs
   */
  #build(inputs, outputs) {
    this.#layer = null;
    const [xs, ys] = [tilesOf("x", inputs), tilesOf("y", outputs)];
    this.tiles = [...xs, ...ys];
    const groups = [xs, ys].map((each) => el("div", {}, ...each.map(({ node }) => node)));
    this.#maps.replaceChildren(groups[0], el("b", { text: "\u2192", "aria-hidden": "true" }), groups[1]);
  }

  /** @param {Moment} moment */
  show(moment) {
    const { scene, layer } = this.#stage.now;
    if (!scene.pixels || !this.tiles.length) return;
    if (moment.order !== this.#order) return this.#stage.posed();
    const fresh = layer !== this.#layer;
    if (fresh) this.#images = new Images(layer);
    this.#layer = layer;
    this.#fill(layer, moment, fresh);
    for (const tile of this.tiles) this.#showOn(tile, layer, moment);
    this.#tell(layer, moment);
  }

  /**
   * Give every tile its map: all there are, or those that the step uses.
   * @param {Layer} layer
   * @param {Moment} moment
   * @param {boolean} fresh
   */
  #fill(layer, { filter, first }, fresh) {
    const [inputs, outputs] = this.#counts(layer);
    const channel = inputs === 1 ? this.#stage.now.maps.current().channel : first;
    const from = [inputs === layer.channels ? 0 : channel, outputs === layer.filters ? 0 : filter];
    this.tiles.forEach((tile, i) => {
      this.#give(tile, i < inputs ? from[0] + i : from[1] + i - inputs, fresh);
    });
  }

  /**
   * @param {Tile} tile
   * @param {number} index
   * @param {boolean} fresh
   */
  #give(tile, index, fresh) {
    if ((!fresh && tile.index === index) || !this.#images) return;
    const { layer, labels, numbers } = this.#stage.now;
    const whole = this.#images.whole(tile.kind, index);
    const { height: h, width: w } = whole.canvas;
    const [low, high] = whole.range.map((value) => numbers.text(value));
    const name = fill(labels[tile.kind === "x" ? "input" : "output"], { c: index, o: index });
    tile.holds(index, whole, {
      name: `${layer.called(tile.kind)}[${index}]`,
      range: `${low} \u2026 ${high}`,
      alt: fill(labels.pixels_map, { name, h, w, low, high }),
    });
    tile.resize(this.#scale);
  }

  /**
   * @param {Tile} tile
   * @param {Layer} layer
   * @param {Moment} moment
   */
  #showOn(tile, layer, moment) {
    const { kind, index } = tile;
    const output = kind === "y";
    if (output) paintOutput(tile, this.#stage.run, moment);
    else if (layer.relay) paintKnown(tile, layer.relay);
    const used = output ? index === moment.filter : layer.readers(index).includes(moment.filter);
    const area = output ? { row: moment.row, col: moment.col, rows: 1, cols: 1 } : windowOn(layer, moment);
    const grid = this.#stage.picture?.grid(kind, index);
    tile.node.classList.toggle("idle", !used);
    tile.lay("frame", used ? area : null);
    tile.lay("crop", grid ? cropOn(grid.coordinates({ i: 0, j: 0 }), grid.mark) : null);
  }

  /**
   * Say where the window lies; a run that plays is not read out.
   * @param {Layer} layer
   * @param {Moment} moment
   */
  #tell(layer, moment) {
    const { labels, numbers } = this.#stage.now;
    const [top, left] = layer.corner(moment.row, moment.col);
    /** @type {(one: string, many: string, from: number, reach: number) => string} */
    const span = (one, many, from, reach) => {
      const [first, last] = [from, from + reach - 1].map((at) => numbers.text(at));
      return fill(reach > 1 ? many : one, { r: first, s: last });
    };
    const r = span(labels.pixels_row, labels.pixels_rows, top, layer.reach[0]);
    const c = span(labels.pixels_column, labels.pixels_columns, left, layer.reach[1]);
    const [h, w] = layer.size;
    this.#line.ariaLive = this.#stage.run.plays ? "off" : "polite";
    put(this.#line, fill(labels.pixels_window, { r, c, h, w }));
  }

  /** @param {MouseEvent} event */
  #under({ target, clientX, clientY }) {
    const tile = tileOf(target);
    if (!tile) return null;
    const { left, top, width, height } = tile.canvas.getBoundingClientRect();
    const at = pixelAt([clientX - left, clientY - top], [width, height], tile.size);
    return at && { tile, at };
  }

  /** @param {PointerEvent} event */
  #point(event) {
    const found = this.#under(event);
    if (!found) return this.#leave();
    relate(this.#stage, this.tiles, found.tile, found.at);
  }

  #leave() {
    for (const tile of this.tiles) tile.lay("pointed", null);
    this.#stage.pointing.relate(null);
  }

  /**
   * A click on an output goes to its step.
   * @param {MouseEvent} event
   */
  #click(event) {
    const found = this.#under(event);
    if (found?.tile.kind !== "y") return;
    event.stopPropagation(); // beside the numbers it would say and mark nothing any more
    const { run, now, root } = this.#stage;
    const [filter, [row, col]] = [found.tile.index, found.at];
    run.go(now.layer.stepOf({ filter, row, col }, run.order));
    const tile = this.tiles.find(({ kind, index }) => kind === "y" && index === filter);
    if (tile) relate(this.#stage, this.tiles, tile, found.at);
    root.focus({ preventScroll: true });
  }
}

/**
 * @param {"x" | "y"} kind
 * @param {number} count
 */
const tilesOf = (kind, count) => Array.from({ length: count }, () => new Tile(kind));

/** @param {Layer} layer */
const leastOf = ({ depth, kh }) => (depth > 1 && kh > 1 ? LEAST.several : LEAST.one);
