/**
 * One input channel, its padding hatched.
 *
 * @import { Box, Mark, Relation } from "../types.js"
 * @import { Grid } from "./grid.js"
 * @import { Picture } from "./picture.js"
 */
import { placesFedBy, readAlong } from "../backwards.js";
import { paddingOf } from "../presenting.js";
import { fill, svg } from "./dom.js";
import { KernelWindow } from "./window.js";

/**
 * How large a channel is, with its padding and without.
 * @param {Pick<Picture, "layer" | "labels">} picture
 */
export function sizesOf({ layer, labels }) {
  const size = layer.size.join("×");
  return [[size, paddingOf(layer.spec, labels)].filter(Boolean).join(labels.comma), size];
}

/**
 * @param {Picture} picture
 * @param {Box} box
 */
export function inputMark(picture, { channel = 0 }) {
  const [rows, cols] = [0, 1].map((axis) => readAlong(picture.layer, axis));
  /** @type {Mark} */
  const mark = {
    kind: "x",
    channel,
    called: picture.layer.called("x"),
    key: `${picture.layer.called("x")}[${channel}]`,
    name: fill(picture.labels.input, { c: channel }),
    size: picture.layer.padded,
    told: sizesOf(picture),
    origin: picture.layer.origin,
    view: [picture.laid.view.rows, picture.laid.view.cols],
    index: (row, col) => [channel, row, col],
    value: (row, col) => picture.layer.pixel(channel, row, col).x,
    read: (row, col) => {
      const pixel = picture.layer.pixel(channel, row, col);
      const veil = pixel.padding ? null : picture.layer.relay?.veil({ filter: channel, row, col });
      if (typeof veil === "string") return { text: veil, class: "veiled" };
      const skipped = !pixel.padding && !(rows.has(row) && cols.has(col)) ? " unread" : "";
      return {
        ...picture.numbers.cell(pixel.x),
        class: (pixel.padding ? "pad" : "") + skipped,
        fill: pixel.padding ? picture.hatch : "",
      };
    },
    relate: (row, col) => highlightReaders(picture, channel, row, col),
    drawn: (grid) => addWindow(picture, channel, grid),
  };
  return mark;
}

/**
 * Mark the outputs that read a cell, in the maps of all filters that read its channel.
 * @param {Picture} picture
 * @param {number} channel
 * @param {number} row
 * @param {number} col
 * @returns {Relation}
 */
function highlightReaders(picture, channel, row, col) {
  const places = placesFedBy(picture.layer, row, col);
  const readers = picture.layer.readers(channel);
  for (const filter of readers) picture.grid("y", filter)?.highlight(places);
  return { label: "feeds", values: { n: places.length * readers.length } };
}

/**
 * @param {Picture} picture
 * @param {number} channel
 * @param {Grid} grid
 */
function addWindow({ layer, wires, windows }, channel, grid) {
  const wire = wires.appendChild(svg("path"));
  windows.set(channel, { pane: new KernelWindow(layer, grid), wire });
}
