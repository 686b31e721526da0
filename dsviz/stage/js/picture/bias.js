/**
 * The bias of one filter, its name beside it.
 *
 * @import { Box, Mark } from "../types.js"
 * @import { Picture } from "./picture.js"
 */
import { fill, svg } from "./dom.js";

/**
 * @param {Picture} picture
 * @param {Box} box
 */
export function biasMark(picture, { filter = 0 }) {
  const name = `b[${filter}]`;
  const value = () => picture.layer.bias(filter);
  /** @type {Mark} */
  const mark = {
    kind: "b",
    filter,
    key: "",
    name: fill(picture.labels.bias_of, { o: filter }),
    size: [1, 1],
    origin: [0, 0],
    view: [1, 1],
    index: () => [filter],
    value,
    read: () => picture.numbers.cell(value()),
    offset: [3.1 * picture.laid.lettering, -picture.laid.headroom],
    drawn: (_, { left, top }) => {
      const middle = top + picture.laid.s / 2;
      picture.svg.append(svg("text", { class: "name bias-name", x: left, y: middle, text: name }));
    },
  };
  return mark;
}
