/**
 * How numbers are written.
 *
 * The equation writes every digit of a decimal of at most nine; a cell, which has less room, keeps one number
 * of decimals for the whole scene and tells the rest on hover and focus.
 *
 * @import { Layer } from "./layer.js"
 * @import { Written } from "./types.js"
 */
import { isShort } from "./decimal.js";

const { abs, floor, log10, max, min } = Math;
const SAMPLE = 4000; // outputs that are looked at
export const MINUS = "\u2212";

/** @param {number} value */
function decimalsOf(value) {
  if (Number.isSafeInteger(value)) return 0;
  const [, fraction = "", exponent = "0"] = /^-?\d+(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) || [];
  return max(0, fraction.length - Number(exponent));
}

/** @param {string} digits */
const typeset = (digits) =>
  digits
    .replace(/^-(?=[0.]+$)/, "")
    .replace("-", MINUS)
    .replace("e+", "e")
    .replace("e-", `e${MINUS}`);

/** @typedef {ArrayLike<number> & Iterable<number>} Values */

export class Numbers {
  /** How many decimals a cell shows. */
  decimals;
  /** @type {((text: string, size?: number) => boolean) | undefined} whether a cell has room: layout/changed.js */
  within;

  /**
   * @param {Values} x
   * @param {Values} w
   * @param {Values} rest
   */
  constructor(x, w, rest) {
    let [largest, most] = [0, 0];
    /** @param {Values} list */
    const seen = (list) => {
      most = 0;
      for (const value of list) {
        largest = max(largest, abs(value));
        most = max(most, decimalsOf(value));
      }
      return most;
    };
    const needed = max(seen(x) + seen(w), seen(rest));
    const room = max(3, min(9, 3 - floor(log10(largest || 1)))); // about 4 digits of the largest
    this.decimals = min(room, needed);
  }

  /** @param {Layer} layer */
  static of({ x, w, b, y }) {
    return new Numbers(x.data, w.data, [...(b ?? []), ...y.data.slice(0, SAMPLE)]);
  }

  /**
   * As a cell shows it.
   * @param {number} value
   */
  text(value) {
    return typeset(this.#plain(value));
  }

  /**
   * As a cell shows it, with every digit where that is not the number itself.
   * @param {number} value
   * @returns {Written}
   */
  cell(value) {
    const plain = this.#plain(value);
    return Number(plain) === value
      ? { text: typeset(plain) }
      : { text: typeset(plain), whole: typeset(String(value)) };
  }

  /** @param {number} value */
  #plain(value) {
    const size = abs(value);
    if (Number.isInteger(value) && size < 1e15) return String(value);
    const short = Number(value.toFixed(this.decimals));
    const crude = abs(short - value) > 1e-9 * size && size < 10 ** (1 - this.decimals); // under two digits would be left
    return size >= 1e9 || crude ? value.toExponential(2) : String(short);
  }

  /**
   * As the equation shows it: whole where it is short, else as a cell does.
   * @param {number} value
   */
  term(value) {
    if (!isShort(value)) return this.text(value);
    return typeset(abs(value) < 1e15 ? String(value) : value.toExponential());
  }

  /**
   * A term inside a sum or a product: a negative one stands in brackets.
   * @param {number} value
   */
  factor(value) {
    return value < 0 ? `(${this.term(value)})` : this.term(value);
  }
}

/**
 * The number somebody typed: integers, decimals, fractions such as 1/3; null where it is none, or may be two.
 * @param {string} text
 */
export function typedNumber(text) {
  const [value, other] = typedNumbers(text);
  return other === undefined ? (value ?? null) : null;
}

/**
 * Every number that a text may mean, as a person writes one: with any minus sign, digits of full width, a
 * point or a comma before decimals; "14,580" may mean two. Twin of dsviz/reading/cell.py.
 * @param {string} text
 */
export function typedNumbers(text) {
  // A Chinese keyboard's comma stands between numbers; digits in circles count things.
  if (/[\uff0c\u2460-\u24ff]/.test(text)) return [];
  const plain = text
    .normalize("NFKC")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace("\u2044", "/")
    .trim();
  const bare = plain.replace(/^=?\s*\(?\s*([+-]?)\s*(.*?)\s*\)?\u3002?$/, "$1$2");
  if (/^[+-]?\d{1,3}( \d{3})+$/.test(bare)) return numbersOf(bare.replaceAll(" ", ""));
  if (/^[+-]?[1-9]\d{0,2}(,\d{3}){2,}$/.test(bare)) return numbersOf(bare.replaceAll(",", ""));
  const point = /^[+-]?\d*,\d+$/.test(bare) ? bare.replace(",", ".") : bare;
  const thousands = /^[+-]?[1-9]\d{0,2},\d{3}$/.test(bare) ? numbersOf(bare.replace(",", "")) : [];
  return [...numbersOf(point), ...thousands];
}

/** @param {string} plain */
function numbersOf(plain) {
  const [, over, under] = /^([+-]?\d+(?:\.\d+)?)\s*\/\s*(\d+(?:\.\d+)?)$/.exec(plain) || [];
  const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain);
  const value = over ? Number(over) / Number(under) : decimal ? Number(plain) : Number.NaN;
  return abs(value) <= 1e9 ? [value + 0] : [];
}

/**
 * A very small number of a badge.
 * @param {number | null} value
 */
export function small(value) {
  return value === 0 ? "0" : Number(value).toExponential(1).replace(/-/g, MINUS);
}
