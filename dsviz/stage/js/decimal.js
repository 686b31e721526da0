/**
 * Decimal arithmetic, as a hand calculation does it: 0.1 · 0.2 is 0.02.
 *
 * A float64 stands for the shortest decimal that is read back as it. A sum of products of such decimals is
 * worked out in whole numbers, so that "=" can be told from "≈".
 *
 * @import { Tap } from "./types.js"
 */

/** Decimals of at most this many digits are written whole; twin of dsviz/wording/numbers.py. */
export const SIGNIFICANT = 9;
const WHOLE = 1e15; // whole numbers below are written whole, however many digits they have

/**
 * Whether a number is a decimal of few digits, or a whole number.
 * @param {number} value
 */
export function isShort(value) {
  if (Number.isInteger(value) && Math.abs(value) < WHOLE) return true;
  return Number.isFinite(value) && Number(value.toPrecision(SIGNIFICANT)) === value;
}

/**
 * The digits of a finite number as one whole number, and how many of them stand behind the point.
 * @param {number} value
 * @returns {[bigint, number]}
 */
function digitsOf(value) {
  if (Number.isInteger(value)) return [BigInt(value), 0];
  const [mantissa, exponent = "0"] = String(value).split("e");
  const [whole, fraction = ""] = mantissa.split(".");
  return [BigInt(whole + fraction), fraction.length - Number(exponent)];
}

/**
 * What products add up to, where every factor and the sum are short decimals; else null.
 * @param {Iterable<number[]>} products each a list of factors
 * @returns {number | null}
 */
export function exactSum(products) {
  let [total, places] = [0n, 0];
  for (const factors of products) {
    if (!factors.every(isShort)) return null;
    let [product, behind] = [1n, 0];
    for (const factor of factors) {
      const [digits, more] = digitsOf(factor);
      product *= digits;
      behind += more;
    }
    if (behind > places) total *= 10n ** BigInt(behind - places);
    total += behind < places ? product * 10n ** BigInt(places - behind) : product;
    places = Math.max(places, behind);
  }
  return fromDigits(total, places);
}

/**
 * A product as the decimal it stands for, where there is one: 0.1 times 0.2 is 0.02.
 * @param {Tap} tap
 */
export const productOf = ({ x, weight, product }) =>
  isShort(product) ? product : (exactSum([[x, weight]]) ?? product);

/**
 * @param {bigint} digits
 * @param {number} places
 */
function fromDigits(digits, places) {
  const trimmed = String(digits).replace(/0+$/, "");
  const value = Number(`${digits}e${-places}`);
  const whole = places <= String(digits).length - trimmed.length && Math.abs(value) < WHOLE;
  const few = trimmed.replace("-", "").length <= SIGNIFICANT;
  return Number.isFinite(value) && (whole || few) ? value : null;
}
