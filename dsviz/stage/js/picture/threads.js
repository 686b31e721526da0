/**
 * Which maps belong together: a colour for each channel, or each group, and a line from the sums to their output.
 *
 * A picture has them where a page brings this module; one of a single channel needs none.
 *
 * @import { Layer } from "../layer.js"
 * @import { Mark, Moment } from "../types.js"
 * @import { Grid } from "./grid.js"
 */
import { GAP } from "../layout/flow.js";
import { svg } from "./dom.js";
import { Picture } from "./picture.js";

// Those of the layer drawn as boxes: THREADS of dsviz/figures/theme.py.
const COLOURS = ["#A67C00", "#7B61D1", "#C2407F", "#3F8F2F", "#B5532B", "#1F8A94"];

/**
 * The colour of a map; none where nothing else is to be told apart from it.
 * @param {Layer} layer
 * @param {Pick<Mark, "channel" | "filter">} mark
 */
export function colourOf({ channels, filters, depth, spec }, { channel, filter = 0 }) {
  if (channels === 1 || (channel === undefined && spec.groups === 1)) return "";
  const group = channel === undefined ? (filter * spec.groups) / filters : channel / depth;
  return COLOURS[(spec.groups > 1 ? Math.floor(group) : (channel ?? 0)) % COLOURS.length];
}

/**
 * Draw a map's colour under its title, and give it to the lines of its window.
 * @param {Picture} picture
 * @param {Grid} grid
 */
function thread({ layer, windows }, { mark, node, cell }) {
  const fill = colourOf(layer, mark);
  if (!fill || mark.kind === "b") return;
  const bar = { y: cell.headroom - 4, width: mark.view[1] * cell.cw, height: 3 };
  node.append(svg("rect", { class: "thread", ...bar, style: `fill:${fill};stroke:none` }));
  const wire = mark.kind === "x" && windows.get(mark.channel ?? 0)?.wire;
  if (wire) wire.style.stroke = fill;
}

/**
 * From a channel's sum down, along the gap, and to the row of the output that it is part of.
 * @param {Picture} picture
 * @param {number} channel
 * @param {Moment} moment
 */
export function threadPath(picture, channel, { filter, row, col }) {
  const [sum, output] = [picture.grid("s", channel), picture.grid("y", filter)];
  if (!sum || !output?.cellAt(row, col)) return "";
  const [x, y] = [sum.box.left + sum.cell.cw / 2, sum.box.top + sum.cell.headroom + sum.cell.s];
  const end = output.box.top + output.corner(row, col)[1] + output.cell.s / 2;
  const gap = (output.box.top > y ? output.box.top - GAP : y) + GAP / 2;
  return `M${x} ${y}V${gap}H${output.box.left - GAP / 2}V${end}h${GAP / 2}`;
}

Picture.thread = thread;
Picture.threadPath = threadPath;
