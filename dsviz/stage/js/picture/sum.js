/**
 * The sum of one channel's products.
 *
 * @import { Box, Mark } from "../types.js"
 * @import { Picture } from "./picture.js"
 */
import { NAME } from "../layout/blocks.js";
import { fill } from "./dom.js";

/**
 * @param {Picture} picture
 * @param {Box} box
 */
export function sumMark(picture, { channel = 0 }) {
  /** @type {Mark} */
  const mark = {
    kind: "s",
    channel,
    key: picture.labels.sum,
    name: fill(picture.labels.part_sum, { c: channel }),
    size: [1, 1],
    origin: [0, 0],
    view: [1, 1],
    cw: Math.max(picture.laid.cw * 1.6, NAME * picture.laid.lettering),
    index: () => [channel],
    read: () => {
      const { moment } = picture;
      const sum = moment?.sums[channel - moment.first];
      if (!moment || sum === undefined || moment.shown.sums <= channel - moment.first) return { text: "" };
      return moment.shown.sumsHidden ? { text: "?" } : picture.numbers.cell(sum);
    },
  };
  return mark;
}
