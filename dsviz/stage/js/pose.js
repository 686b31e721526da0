/**
 * How a stage is seen, as a link says it: words between dots, such as "part-2.hide-sums.speed-5".
 *
 * What is as usual has no word. A pose of the guide is one more row of WORDS.
 *
 * @import { Pose } from "./types.js"
 */

/** What can be hidden, each with all that comes before it. */
export const LEVELS = ["nothing", "results", "sums", "products"];
/** Milliseconds a step, slow to very fast. */
export const SPEEDS = [4000, 2400, 1400, 800, 400, 150, 50, 16];
/** The speed that a stage begins with. */
export const USUAL = 2;
const BETWEEN = ".";
const MOST_SHOWN = 2000; // steps of a run at top speed, of more it leaps over some: half a minute

/**
 * How many steps a run takes at once.
 * @param {{ speed: number, inParts: boolean, end: number }} run
 */
export function leapOf({ speed, inParts, end }) {
  return speed === SPEEDS.length - 1 && !inParts ? Math.ceil((end + 1) / MOST_SHOWN) : 1;
}

/** @typedef {{ parts: number, products: number, channels: number, speeds: number }} Limits how many there are */

/**
 * @param {string} text
 * @param {number} count
 */
function below(text, count) {
  return /^\d+$/.test(text) && Number(text) < count ? Number(text) : null;
}

/** @type {Record<string, (value: string, limits: Limits) => Partial<Pose> | null>} */
const WORDS = {
  part: (value, { parts }) => found("part", below(value, parts)),
  product: (value, { products }) => found("product", below(value, products)),
  hide: (value) => found("hiding", LEVELS.includes(value) ? LEVELS.indexOf(value) : null),
  speed: (value, { speeds }) =>
    found("speed", Number(value) > 0 ? below(String(Number(value) - 1), speeds) : null),
  channel: (value, { channels }) => found("channel", below(value, channels)),
  bare: (value) => (value ? null : { bare: true }),
  full: (value) => (value ? null : { full: true }),
  play: (value) => (value ? null : { play: true }),
};

/**
 * @param {keyof Pose} name
 * @param {number | null} value
 * @returns {Partial<Pose> | null}
 */
const found = (name, value) => (value === null ? null : { [name]: value });

/**
 * Read a pose; `wrong` is the first word that says nothing here.
 * @param {string} text
 * @param {Limits} limits
 * @returns {{ pose: Partial<Pose>, wrong: string }}
 */
export function poseOf(text, limits) {
  const read = text
    .split(BETWEEN)
    .filter(Boolean)
    .map((word) => {
      const [name, value = ""] = word.split(/-(.*)/);
      return { word, said: Object.hasOwn(WORDS, name) ? WORDS[name](value, limits) : null };
    });
  return {
    pose: Object.assign({}, ...read.map(({ said }) => said)),
    wrong: read.find(({ said }) => said === null)?.word ?? "",
  };
}

/**
 * Write a pose, with a word for all that is not as usual.
 * @param {Pose} pose
 * @param {number} hides what this stage hides by itself
 */
export function poseText({ part, product, hiding, speed, channel, bare, full, play }, hides) {
  const words = [
    part === null ? "" : `part-${part}`,
    product === null ? "" : `product-${product}`,
    hiding === hides ? "" : `hide-${LEVELS[hiding]}`,
    speed === USUAL ? "" : `speed-${speed + 1}`,
    channel === null ? "" : `channel-${channel}`,
    bare ? "bare" : "",
    full ? "full" : "",
    play ? "play" : "",
  ];
  return words.filter(Boolean).join(BETWEEN);
}
