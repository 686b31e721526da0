/** A sheet as PNG, painted by the browser, with a line that says whose it is. */
import { HIGH, LICENCE, WIDE } from "./sheet.js";

const HEAD = 33; // bytes of a PNG before the place where texts may stand
const POLYNOMIAL = 0xedb88320;

/**
 * @param {string} sheet an SVG
 * @returns {Promise<Blob>}
 */
export async function png(sheet) {
  const image = new Image(WIDE, HIGH);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(sheet)}`;
  await image.decode();
  const canvas = new OffscreenCanvas(WIDE, HIGH);
  canvas.getContext("2d")?.drawImage(image, 0, 0, WIDE, HIGH);
  const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
  const told = textChunk(`Copyright\0CC BY 4.0, ${LICENCE}`);
  return new Blob([bytes.slice(0, HEAD), told, bytes.slice(HEAD)], { type: "image/png" });
}

/**
 * A text as PNG holds it: its length, "tEXt", keyword and words, and a check sum.
 * @param {string} words keyword, a zero, and Latin text
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function textChunk(words) {
  const body = Uint8Array.from(`tEXt${words}`, (letter) => letter.charCodeAt(0));
  const chunk = new Uint8Array(body.length + 8);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, body.length - 4);
  chunk.set(body, 4);
  view.setUint32(body.length + 4, checkSum(body));
  return chunk;
}

/** @param {Uint8Array} bytes */
function checkSum(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? POLYNOMIAL : 0);
  }
  return ~sum >>> 0;
}
