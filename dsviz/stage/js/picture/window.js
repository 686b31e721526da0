/**
 * The kernel over one input channel: a frame, a tint and the weight on every cell it touches.
 *
 * @import { Layer } from "../layer.js"
 * @import { Numbers } from "../numbers.js"
 * @import { Grid } from "./grid.js"
 */
import { put, svg } from "./dom.js";

export class KernelWindow {
  grid;
  /** @type {SVGTextElement[]} */
  #labels = [];
  /** @type {SVGRectElement[]} */
  #tints = [];
  #under = svg("g", { class: "glide" });
  #over = svg("g", { class: "glide over", "aria-hidden": "true" });

  /**
   * @param {Layer} layer
   * @param {Grid} grid
   */
  constructor(layer, grid) {
    this.grid = grid;
    const { s, cw } = grid.cell;
    const { dilation } = layer.spec;
    for (let u = 0; u < layer.kh; u++)
      for (let v = 0; v < layer.kw; v++) this.#addCell(v * dilation[1] * cw, u * dilation[0] * s);
    const [height, width] = [layer.reach[0] * s, layer.reach[1] * cw];
    this.#over.append(svg("rect", { class: "frame", x: 0, y: 0, width, height }));
    grid.under.append(this.#under);
    grid.node.append(this.#over);
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  #addCell(x, y) {
    const { s, cw, times } = this.grid.cell;
    this.#tints.push(this.#under.appendChild(svg("rect", { x, y, width: cw, height: s })));
    if (!times) return;
    const text = svg("text", { class: "times", x: x + cw - 3, y: y + s - 3, "font-size": times });
    this.#labels.push(this.#over.appendChild(text));
  }

  /**
   * Lay a filter's slice on it.
   * @param {number[]} weights row by row
   * @param {Numbers} numbers
   * @param {(weight: number) => string} tint
   */
  dress(weights, numbers, tint) {
    weights.forEach((weight, i) => {
      this.#tints[i].style.fill = tint(weight);
      if (this.#labels[i]) put(this.#labels[i], `\u00d7${numbers.text(weight)}`);
    });
  }

  /**
   * @param {number} row
   * @param {number} col
   */
  move(row, col) {
    const [x, y] = this.grid.corner(row, col);
    const where = `translate(${x}px,${y}px)`;
    this.#under.style.transform = this.#over.style.transform = where;
  }

  /** @param {boolean} hidden */
  hide(hidden) {
    this.#under.style.display = this.#over.style.display = hidden ? "none" : "";
  }
}
