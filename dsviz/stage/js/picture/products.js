/**
 * The products of one channel.
 *
 * @import { Box, Mark } from "../types.js"
 * @import { Picture } from "./picture.js"
 */
import { productOf } from "../decimal.js";
import { fill } from "./dom.js";

/**
 * @param {Picture} picture
 * @param {Box} box
 */
export function productsMark(picture, { channel = 0 }) {
  const { kh, kw } = picture.layer;
  /** @type {Mark} */
  const mark = {
    kind: "p",
    channel,
    key: picture.labels.products,
    name: fill(picture.labels.products_of, { c: channel }),
    size: [kh, kw],
    origin: [0, 0],
    view: [kh, kw],
    index: (u, v) => [channel, u, v],
    read: (u, v) => {
      const { moment } = picture;
      const tap = moment?.slices[channel - moment.first]?.[u * kw + v];
      const at = (channel - (moment?.first ?? 0)) * kh * kw + u * kw + v;
      if (!tap || !moment || at >= moment.shown.products) return { text: "" };
      if (moment.shown.productsHidden) return { text: "?" };
      return {
        ...picture.numbers.cell(productOf(tap)),
        class: tap.padding ? "pad" : "",
        fill: tap.padding ? picture.hatch : "",
      };
    },
  };
  return mark;
}
