/** @import { PackedTensor, Tensor } from "./types.js" */

/**
 * A tensor from the scene; its data are a list, or base64 of little-endian float64.
 * @param {PackedTensor} packed
 * @returns {Tensor}
 */
export function unpacked({ shape, data }) {
  if (typeof data !== "string") return { shape, data };
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  return { shape, data: new Float64Array(bytes.buffer) };
}
