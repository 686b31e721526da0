/**
 * The wiring map of a grouped convolution: which inputs feed which outputs, by groups. It shows the layer that
 * the page's stage shows, and lights what its step reads and writes.
 */
const SVG = "http://www.w3.org/2000/svg";
const PITCH = 26; // px from one channel to the next
const COLUMNS = { input: 54, output: 144, name: 192, all: 250 }; // px from the left
const HALF = 6; // px of a mark
// Those of the stage, COLOURS of dsviz/stage/js/picture/threads.js; a group has its line's pattern too.
const COLOURS = ["#A67C00", "#7B61D1", "#C2407F", "#3F8F2F", "#B5532B", "#1F8A94"];
const DASHES = ["", "7 5", "2 4"];

/**
 * @typedef {object} Wired what the page sends: the layer it shows, and its words
 * @property {number} channels
 * @property {number} filters
 * @property {number} groups
 * @property {string} band a sentence on a group
 * @property {string} group what a group is called
 *
 * @typedef {Pick<Wired, "channels" | "filters" | "groups">} Shape
 * @typedef {{ channel: number, filter: number, group: number }} Wire
 */

/**
 * Every pair of an input channel and a filter that has a slice of weights.
 * @param {Shape} shape
 * @returns {Wire[]}
 */
export function wires({ channels, filters, groups }) {
  const [inputs, outputs] = [channels / groups, filters / groups];
  return Array.from({ length: channels * outputs }, (_, i) => {
    const channel = Math.floor(i / outputs);
    const group = Math.floor(channel / inputs);
    return { channel, filter: group * outputs + (i % outputs), group };
  });
}

/**
 * The map in words.
 * @param {Shape} shape
 * @param {string} band
 */
export function told({ channels, filters, groups }, band) {
  /** @type {(letter: string, group: number, each: number) => string} */
  const named = (letter, group, each) =>
    Array.from({ length: each }, (_, i) => `${letter}[${group * each + i}]`).join(", ");
  return Array.from({ length: groups }, (_, group) =>
    band
      .replace("{group}", String(group))
      .replace("{inputs}", named("x", group, channels / groups))
      .replace("{outputs}", named("y", group, filters / groups)),
  ).join(" ");
}

/**
 * What a stage says of itself on the page's body: its page, its layer, its filter, and the channels that are read.
 * @param {string | undefined} text
 * @param {string} page
 */
export function read(text, page) {
  const [of, ...numbers] = (text ?? "").split(" ");
  if (of !== page || numbers.length < 6) return null;
  const [channels, filters, groups, filter, first, count] = numbers.map(Number);
  return { channels, filters, groups, filter, first, count };
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {string} [text]
 */
function draw(name, attributes, text) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  if (text) node.textContent = text;
  return node;
}

class Wiring {
  root = document.createElement("div");
  /** @type {object | null} the last call of mount */
  call = null;
  /** @type {Wired | null} */
  #own = null;
  #drawn = "";
  #observer = new MutationObserver(() => this.#show());

  /** @param {HTMLElement} host */
  constructor(host) {
    this.root.className = "wiring";
    host.append(this.root);
    this.#observer.observe(document.body, { attributeFilter: ["data-dsviz-reads"] });
  }

  /** @param {Wired} own */
  feed(own) {
    this.#own = own;
    this.#drawn = "";
    this.#show();
  }

  #show() {
    if (!this.#own) return;
    const now = read(document.body.dataset.dsvizReads, location.pathname);
    this.#draw({ ...this.#own, ...now });
    const { filter = -1, first = 0, count = 0 } = now ?? {};
    /** @param {number} channel */
    const isRead = (channel) => channel >= first && channel < first + count;
    for (const node of this.root.querySelectorAll("[data-channel], [data-filter]")) {
      if (!(node instanceof SVGElement)) continue;
      const { channel, filter: to } = node.dataset;
      const lit =
        (channel === undefined || isRead(Number(channel))) && [undefined, String(filter)].includes(to);
      node.classList.toggle("lit", lit);
    }
  }

  /** @param {Wired} wired */
  #draw(wired) {
    const { channels, filters, groups } = wired;
    const drawn = [channels, filters, groups].join();
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const height = PITCH * Math.max(channels, filters);
    const label = told(wired, wired.band);
    const size = { viewBox: `0 0 ${COLUMNS.all} ${height}`, width: COLUMNS.all, height };
    const picture = draw("svg", { ...size, role: "img", "aria-label": label });
    for (let group = 0; group < groups; group++) picture.append(...band(wired, group, height));
    picture.append(...lines(wired, height), ...ends("x", channels, height), ...ends("y", filters, height));
    this.root.replaceChildren(picture);
  }

  stop() {
    this.#observer.disconnect();
    this.root.remove();
  }
}

/** @type {(at: number, count: number, height: number) => number} */
const middle = (at, count, height) => ((at + 0.5) * height) / count;

/** @param {number} group */
const colour = (group) => COLOURS[group % COLOURS.length];

/**
 * A group's ground and its name.
 * @param {Wired} wired
 * @param {number} group
 * @param {number} height
 */
function band({ groups, group: words }, group, height) {
  const each = height / groups;
  const ground = { x: 0, y: group * each, width: COLUMNS.all, height: each, fill: colour(group) };
  const at = { x: COLUMNS.name, y: middle(group, groups, height), fill: colour(group) };
  return [
    draw("rect", { ...ground, class: "band" }),
    draw("text", at, words.replace("{group}", String(group))),
  ];
}

/**
 * @param {Wired} wired
 * @param {number} height
 */
function lines(wired, height) {
  return wires(wired).map(({ channel, filter, group }) => {
    const [x1, x2] = [COLUMNS.input + HALF, COLUMNS.output - HALF];
    const [y1, y2] = [middle(channel, wired.channels, height), middle(filter, wired.filters, height)];
    const look = { stroke: colour(group), "stroke-dasharray": DASHES[group % DASHES.length] };
    return draw("line", { x1, y1, x2, y2, ...look, "data-channel": channel, "data-filter": filter });
  });
}

/**
 * The channels of a column, or the maps, with their names.
 * @param {"x" | "y"} letter
 * @param {number} count
 * @param {number} height
 */
function ends(letter, count, height) {
  const column = letter === "x" ? COLUMNS.input : COLUMNS.output;
  const kind = letter === "x" ? "data-channel" : "data-filter";
  return Array.from({ length: count }, (_, at) => {
    const y = middle(at, count, height);
    const end = draw("g", { class: letter, [kind]: at });
    const square = { x: column - HALF, y: y - HALF, width: 2 * HALF, height: 2 * HALF };
    end.append(
      letter === "x" ? draw("rect", square) : draw("circle", { cx: column, cy: y, r: HALF }),
      draw("text", { x: letter === "x" ? column - 11 : column + 11, y }, `${letter}[${at}]`),
    );
    return end;
  });
}

/**
 * @typedef {object} Mounting what Streamlit mounts with
 * @property {[Wired]} data
 * @property {HTMLElement & { dsvizWiring?: Wiring }} parentElement
 */

/** @param {Mounting} mounting */
export default function mount({ data: [wired], parentElement }) {
  parentElement.dsvizWiring ??= new Wiring(parentElement);
  const wiring = parentElement.dsvizWiring;
  const call = {};
  wiring.call = call;
  wiring.feed(wired);
  return () => {
    if (wiring.call !== call) return; // a later call has it: see the stage's mount
    wiring.stop();
    delete parentElement.dsvizWiring;
  };
}
