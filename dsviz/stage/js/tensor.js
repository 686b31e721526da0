/** @import { PackedTensor, Tensor } from "./types.js" */

/** Kinds of little-endian numbers, as dsviz.stage.scene names them. */
const KINDS = { u1: Uint8Array, i2: Int16Array, i4: Int32Array, f4: Float32Array, f8: Float64Array };

/**
 * A tensor from the scene; its data are a list, or base64 of numbers of a kind.
 * @param {PackedTensor} packed
 * @returns {Tensor}
 */
export function unpacked({ shape, data, kind = "f8" }) {
  if (typeof data !== "string") return { shape, data };
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  return { shape, data: Float64Array.from(new KINDS[kind](bytes.buffer)) };
}
