/** @import { PackedTensor, Tensor } from "./types.js" */

/**
 * A tensor from the scene; its data are a list, or base64 of numbers of a type.
 * @param {PackedTensor} packed
 * @returns {Tensor}
 */
export function unpacked({ shape, data, dtype = "Float64" }) {
  if (typeof data !== "string") return { shape, data };
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  return { shape, data: Float64Array.from(new globalThis[`${dtype}Array`](bytes.buffer)) };
}
