/**
 * One slice of a filter, tinted by its weights.
 *
 * @import { Box, Mark } from "../types.js"
 * @import { Picture } from "./picture.js"
 */
import { inputsUnder } from "../backwards.js";
import { fill } from "./dom.js";

/**
 * @param {Picture} picture
 * @param {Box} box
 */
export function kernelMark(picture, { filter = 0, channel = 0 }) {
  const { kh, kw } = picture.layer;
  const slice = channel - picture.layer.firstChannel(filter);
  /** @type {Mark} */
  const mark = {
    kind: "w",
    filter,
    channel,
    key: `w[${filter},${slice}]`,
    name: fill(picture.labels.kernel, { o: filter, c: slice }),
    size: [kh, kw],
    told: [`${kh}×${kw}`],
    origin: [0, 0],
    view: [kh, kw],
    index: (u, v) => [filter, slice, u, v],
    value: (u, v) => picture.layer.weight(filter, slice, u, v),
    read: (u, v) => {
      const weight = picture.layer.weight(filter, slice, u, v);
      return { ...picture.numbers.cell(weight), fill: picture.tint(weight) };
    },
    relate: (u, v) => {
      const cells = inputsUnder(picture.layer, u, v);
      picture.grid("x", channel)?.highlight(cells);
      const pads = cells.filter(([row, col]) => picture.layer.pixel(channel, row, col).padding);
      return { label: "multiplies", values: { n: cells.length, pad: pads.length } };
    },
  };
  return mark;
}
