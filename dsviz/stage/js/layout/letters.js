/** How wide numbers are in a font, in its sizes. */
const SAMPLE = 100; // px

/** @type {CanvasRenderingContext2D | null | undefined} */
let paper;

/**
 * @param {Element | undefined} node where the numbers stand
 * @returns {(text: string) => number}
 */
export function widthsOf(node) {
  paper ??= globalThis.document?.createElement("canvas").getContext("2d");
  if (!paper || !node) return (text) => 0.65 * text.length;
  const { fontFamily } = getComputedStyle(node);
  paper.font = `650 ${SAMPLE}px ${fontFamily}`;
  /** @type {Map<string, number>} */
  const known = new Map();
  return (text) => {
    let width = 0;
    for (const letter of text) {
      if (!known.has(letter)) known.set(letter, (paper?.measureText(letter).width ?? 0) / SAMPLE);
      width += known.get(letter) ?? 0;
    }
    return width;
  };
}
