/** What lies in the padding: the same rule as dsviz/conv/borders.py. */

/**
 * Where a padded coordinate takes its value from; -1 is a zero of the padding.
 * @param {number} i
 * @param {number} n
 * @param {string} mode
 */
export function sourceIndex(i, n, mode) {
  if (i >= 0 && i < n) return i;
  if (mode === "reflect") return i < 0 ? -i : 2 * n - 2 - i;
  if (mode === "replicate") return i < 0 ? 0 : n - 1;
  if (mode === "circular") return ((i % n) + n) % n;
  return -1;
}
