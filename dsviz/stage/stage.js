// The stage: one layer, every window, every number.
//
// It is fed once with tensors, outputs and settings (see scene.py) and then moves by itself.
// It never computes an output: every y it shows came with the scene, from the engine. It finds
// the windows by the same index rule as dsviz.trace and multiplies x by w to show the products.
//
// Read it from the top: numbers -> the index rule -> where things go -> the picture -> the run.

const { abs, ceil, floor, max, min, round } = Math;
const SVG = "http://www.w3.org/2000/svg";
const MINUS = "\u2212";
const EPSILON = Number.EPSILON;
const SPEEDS = [4000, 2400, 1400, 800, 400, 150, 50, 16]; // milliseconds a step, slow to very fast
const CROPPED = 16; // maps longer than this, and any on a phone, may be cropped to a view around the window
const LEGIBLE = { whole: 15, cropped: 22, least: 12 }; // cell heights in px under which a layout shows less at once
const MAX_CELL = 46;
const NARROW = 640; // px of width under which one channel is shown at a time
const ROOM_FOR_TIMES = 31; // cell height in px from which a window cell also shows "×weight"
const LABEL = 19; // px above each grid for its name
const GAP = 14;

// ---------------------------------------------------------------- numbers

/** A tensor from the scene: {shape, data} with data a list or base64 of little-endian float64. */
function tensor({ shape, data }) {
  if (typeof data !== "string") return { shape, data };
  const bytes = Uint8Array.from(atob(data), (ch) => ch.charCodeAt(0));
  return { shape, data: new Float64Array(bytes.buffer) };
}

function decimalsOf(value) {
  const [, fraction = "", exponent = "0"] = /^-?\d+(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) || [];
  return max(0, fraction.length - Number(exponent));
}

/** How numbers are written: integers as integers, else one number of decimals for the whole scene. */
export class Numbers {
  constructor(x, w, rest) {
    const most = (list) => list.reduce((d, v) => max(d, decimalsOf(v)), 0);
    const largest = [...x, ...w, ...rest].reduce((m, v) => max(m, abs(v)), 0) || 1;
    const room = max(3, min(9, 3 - floor(Math.log10(largest)))); // about 4 digits of the largest
    this.decimals = min(room, max(most(x) + most(w), most(rest)));
  }

  text(value) {
    let shown = this.plain(value);
    if (Number(shown) === 0) shown = shown.replace("-", "");
    return shown
      .replace("-", MINUS)
      .replace("e+", "e")
      .replace("e-", "e" + MINUS);
  }

  plain(value) {
    const size = abs(value);
    if (Number.isInteger(value) && size < 1e15) return String(value);
    const short = Number(value.toFixed(this.decimals));
    const crude = abs(short - value) > 1e-9 * size && size < 10 ** (1 - this.decimals); // under two digits would be left
    return size >= 1e9 || crude ? value.toExponential(2) : String(short);
  }

  /** Whether what is shown IS the value, up to the rounding of a sum whose products measure `scale`. */
  exact(value, scale = 0) {
    return abs(Number(this.plain(value)) - value) <= EPSILON * scale;
  }

  factor(value) {
    return value < 0 ? `(${this.text(value)})` : this.text(value);
  }
}

/** The number somebody typed: integers, decimals, fractions such as 1/3; null where it is none. */
export function typedNumber(text) {
  const plain = text.trim().replace(/\u2212/g, "-");
  const [, over, under] = /^([+-]?\d+(?:\.\d+)?)\s*\/\s*(\d+(?:\.\d+)?)$/.exec(plain) || [];
  const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain);
  const value = over ? Number(over) / Number(under) : decimal ? Number(plain) : NaN;
  return abs(value) <= 1e9 ? value + 0 : null;
}

// ---------------------------------------------------------------- the index rule

/** Where a padded coordinate takes its value from; -1 is a zero of the padding. */
function sourceIndex(i, n, mode) {
  if (i >= 0 && i < n) return i;
  if (mode === "reflect") return i < 0 ? -i : 2 * n - 2 - i;
  if (mode === "replicate") return i < 0 ? 0 : n - 1;
  if (mode === "circular") return ((i % n) + n) % n;
  return -1;
}

/** One layer and its tensors, read by index. Steps are counted in one of two orders. */
export class Layer {
  constructor(scene) {
    Object.assign(this, { x: tensor(scene.x), w: tensor(scene.w), y: tensor(scene.y) });
    this.b = scene.b ? tensor(scene.b).data : null;
    [this.channels, this.height, this.width] = this.x.shape;
    [this.filters, this.depth, this.kh, this.kw] = this.w.shape;
    [, this.rows, this.cols] = this.y.shape;
    [this.stride, this.dilation] = [scene.spec.stride, scene.spec.dilation];
    [[this.top, this.bottom], [this.left, this.right]] = scene.spec.padding;
    [this.groups, this.mode] = [scene.spec.groups, scene.spec.padding_mode];
    this.places = this.rows * this.cols;
    this.steps = this.filters * this.places;
    this.reach = [(this.kh - 1) * this.dilation[0] + 1, (this.kw - 1) * this.dilation[1] + 1];
    this.inside = [this.insideTaps(0), this.insideTaps(1)];
    this.prefix = this.countRealProducts();
  }

  /** Per output row (axis 0) or column (axis 1): the padded input's rows or columns its window reads. */
  windows(axis) {
    const [k, out, before] = [
      [this.kh, this.rows, this.top],
      [this.kw, this.cols, this.left],
    ][axis];
    const from = (i) => i * this.stride[axis] - before;
    return Array.from({ length: out }, (_, i) =>
      Array.from({ length: k }, (_, u) => from(i) + u * this.dilation[axis]),
    );
  }

  /** Per output row or column: how many kernel rows or columns miss the padding. */
  insideTaps(axis) {
    const n = [this.height, this.width][axis];
    return this.windows(axis).map((window) => window.filter((at) => at >= 0 && at < n).length);
  }

  /** The input rows or columns that some window reads, copies in the padding included. */
  readAlong(axis) {
    const n = [this.height, this.width][axis];
    return new Set(this.windows(axis).flatMap((window) => window.map((at) => sourceIndex(at, n, this.mode))));
  }

  /** prefix[i] = products on real pixels in the first i places of one filter. */
  countRealProducts() {
    const prefix = new Float64Array(this.places + 1);
    for (let i = 0; i < this.places; i++) {
      const [row, col] = [floor(i / this.cols), i % this.cols];
      prefix[i + 1] = prefix[i] + this.depth * this.inside[0][row] * this.inside[1][col];
    }
    return prefix;
  }

  place(step, order) {
    const byPlace = order === "place";
    const filter = byPlace ? step % this.filters : floor(step / this.places);
    const at = byPlace ? floor(step / this.filters) : step % this.places;
    return { filter, row: floor(at / this.cols), col: at % this.cols };
  }

  stepOf({ filter, row, col }, order) {
    const at = row * this.cols + col;
    return order === "place" ? at * this.filters + filter : filter * this.places + at;
  }

  /** Multiplications done once `step` is finished: on real pixels, and on padding. */
  multiplications(step, order) {
    const done = step + 1;
    const byPlace = order === "place";
    const full = floor(done / (byPlace ? this.filters : this.places));
    const rest = done % (byPlace ? this.filters : this.places);
    const real = byPlace
      ? this.filters * this.prefix[full] + (rest && rest * (this.prefix[full + 1] - this.prefix[full]))
      : full * this.prefix[this.places] + this.prefix[rest];
    return { real, padding: done * this.perOutput - real };
  }

  get perOutput() {
    return this.depth * this.kh * this.kw;
  }
  firstChannel(filter) {
    return floor(filter / (this.filters / this.groups)) * this.depth;
  }
  readers(channel) {
    const each = this.filters / this.groups;
    const first = floor(channel / this.depth) * each;
    return Array.from({ length: each }, (_, i) => first + i);
  }
  corner(row, col) {
    return [row * this.stride[0] - this.top, col * this.stride[1] - this.left];
  }

  /** The number at a coordinate counted from the unpadded corner, and where it comes from. */
  pixel(channel, row, col) {
    const sourceRow = sourceIndex(row, this.height, this.mode);
    const sourceCol = sourceIndex(col, this.width, this.mode);
    const zero = sourceRow < 0 || sourceCol < 0;
    const padding = row < 0 || col < 0 || row >= this.height || col >= this.width;
    const x = zero ? 0 : this.x.data[(channel * this.height + sourceRow) * this.width + sourceCol];
    return { x, padding, sourceRow: zero ? null : sourceRow, sourceCol: zero ? null : sourceCol };
  }

  weight(filter, slice, u, v) {
    return this.w.data[((filter * this.depth + slice) * this.kh + u) * this.kw + v];
  }
  output(filter, row, col) {
    return this.y.data[(filter * this.rows + row) * this.cols + col];
  }

  /** The products of one output, in the order of dsviz.trace: channel, kernel row, kernel column. */
  taps(filter, row, col) {
    const [r0, c0] = this.corner(row, col);
    const first = this.firstChannel(filter);
    const taps = [];
    for (let i = 0; i < this.depth; i++) {
      for (let u = 0; u < this.kh; u++) {
        for (let v = 0; v < this.kw; v++) {
          const [inRow, inCol] = [r0 + u * this.dilation[0], c0 + v * this.dilation[1]];
          const pixel = this.pixel(first + i, inRow, inCol);
          const weight = this.weight(filter, i, u, v);
          taps.push({
            channel: first + i,
            inRow,
            inCol,
            kernelRow: u,
            kernelCol: v,
            weight,
            product: pixel.x * weight,
            ...pixel,
          });
        }
      }
    }
    return taps;
  }

  /** The output places whose window covers this pixel, copies in the padding included. */
  placesFedBy(row, col) {
    const places = [];
    const isIt = (i, n, wanted) =>
      wanted >= 0 && wanted < n ? sourceIndex(i, n, this.mode) === wanted : i === wanted;
    for (let r = 0; r < this.rows; r++) {
      for (let c = 0; c < this.cols; c++) {
        const [r0, c0] = this.corner(r, c);
        let reads = 0;
        for (let u = 0; u < this.kh; u++) {
          if (!isIt(r0 + u * this.dilation[0], this.height, row)) continue;
          for (let v = 0; v < this.kw; v++) reads += isIt(c0 + v * this.dilation[1], this.width, col);
        }
        if (reads) places.push([r, c]);
      }
    }
    return places;
  }

  /** Every input coordinate that one weight of the kernel multiplies. */
  inputsUnder(u, v) {
    const cells = [];
    for (let r = 0; r < this.rows; r++) {
      for (let c = 0; c < this.cols; c++) {
        const [r0, c0] = this.corner(r, c);
        cells.push([r0 + u * this.dilation[0], c0 + v * this.dilation[1]]);
      }
    }
    return cells;
  }
}

/** The parts of a step, in the order a hand calculation takes them. */
function partsOf(layer) {
  const sums = Array.from({ length: layer.depth }, (_, i) => ({ name: "sum", slice: i }));
  return [
    { name: "window" },
    { name: "products" },
    ...sums,
    ...(layer.depth > 1 ? [{ name: "total" }] : []),
    ...(layer.b ? [{ name: "bias" }] : []),
    { name: "result" },
  ];
}

// ---------------------------------------------------------------- where things go

/** Lay items of [width, height] one after another, in rows no wider than `limit`. */
function flow(items, limit, upright = false) {
  const spots = [];
  let [along, across, thick, most] = [0, 0, 0, 0];
  for (const [w, h] of items) {
    const [length, width] = upright ? [h, w] : [w, h];
    if (along && along + length > limit + 0.5) [along, across, thick] = [0, across + thick + GAP * 0.6, 0];
    spots.push(upright ? [across, along] : [along, across]);
    along += length + GAP * 0.6;
    most = max(most, along - GAP * 0.6);
    thick = max(thick, width);
  }
  const extent = across + thick;
  return { spots, w: upright ? extent : most, h: upright ? most : extent };
}

/** One input channel with the kernel slices that read it, its products and its sum. */
function blockOf(layer, channel, view, size) {
  const { s, cw, style } = size;
  const grid = (rows, cols) => [max(cols * cw, 46), rows * s + LABEL];
  const input = grid(view.rows, view.cols);
  const slices = view
    .filters(channel)
    .map((filter) => ({ kind: "w", channel, filter, at: grid(layer.kh, layer.kw) }));
  const work = [
    { kind: "p", channel, at: grid(layer.kh, layer.kw) },
    { kind: "s", channel, at: [max(1.6 * cw, 46), s + LABEL] },
  ];
  const boxes = [{ kind: "x", channel, left: 0, top: 0 }];
  const put = (items, limit, upright, left, top) => {
    const laid = flow(
      items.map((item) => item.at),
      limit,
      upright,
    );
    items.forEach((item, i) =>
      boxes.push({ ...item, left: left + laid.spots[i][0], top: top + laid.spots[i][1] }),
    );
    return laid;
  };
  const below = input[1] + 6;
  if (style === "below") {
    const laid = put([...slices, ...work], max(input[0], 2 * work[0].at[0] + GAP), false, 0, below);
    return { boxes, w: max(input[0], laid.w), h: below + laid.h };
  }
  const aside = style === "beside" ? [...slices, ...work] : slices;
  const right = put(aside, max(input[1], work[0].at[1]) + GAP, true, input[0] + GAP, 0);
  if (style === "beside") return { boxes, w: input[0] + GAP + right.w, h: max(input[1], right.h) };
  const under = put(work, Infinity, false, 0, below);
  return { boxes, w: max(input[0] + GAP + right.w, under.w), h: max(below + under.h, right.h) };
}

/** The output map of one filter, its bias under it. */
function outputOf(layer, filter, view, { s, cw }) {
  const boxes = [{ kind: "y", filter, left: 0, top: 0 }];
  const w = max(view.outCols * cw, layer.b ? 46 + cw : 46);
  const h = LABEL + view.outRows * s;
  if (layer.b) boxes.push({ kind: "b", filter, left: 0, top: h + 6 });
  return { boxes, w, h: h + (layer.b ? s + 6 : 0) };
}

/** Lay blocks in a table of `columns`: how large it is, and each block's place in it. */
function table(blocks, columns, gap) {
  const w = max(...blocks.map((block) => block.w)) + gap;
  const h = max(...blocks.map((block) => block.h)) + gap;
  const [across, down] = [min(columns, blocks.length), ceil(blocks.length / columns)];
  const place = (i) => [(i % columns) * w, floor(i / columns) * h];
  return { blocks, place, w: across * w - gap, h: down * h - gap };
}

/** The boxes of a table that stands at (dx, dy). */
const boxesOf = ({ blocks, place }, [dx, dy]) =>
  blocks.flatMap((block, i) =>
    block.boxes.map((box) => ({
      ...box,
      left: box.left + place(i)[0] + dx,
      top: box.top + place(i)[1] + dy,
    })),
  );

/** The ways to lay out a scene, most telling first: everything, then one filter, then one channel. */
function* views(layer, current, narrow) {
  const list = (n) => Array.from({ length: n }, (_, i) => i);
  const sizes = [layer.height + layer.top + layer.bottom, layer.width + layer.left + layer.right];
  const longest = max(...sizes, layer.rows, layer.cols);
  const small = longest <= CROPPED;
  const detail = (channels, filters, cap, legible, stretch = 1) => ({
    channels,
    outputs: filters,
    legible,
    stretch,
    rows: min(sizes[0], max(cap, layer.reach[0])),
    cols: min(sizes[1], max(cap, layer.reach[1])),
    outRows: min(layer.rows, cap),
    outCols: min(layer.cols, cap),
    filters: (channel) => layer.readers(channel).filter((filter) => filters.includes(filter)),
  });
  const [channels, filters] = [list(layer.channels), list(layer.filters)];
  const wanted = [[[current.channel], [current.filter]]];
  if (!narrow && layer.channels <= 16) wanted.unshift([channels, [current.filter]]);
  if (!narrow && layer.channels <= 16 && layer.w.data.length <= 1500 && layer.filters <= 32)
    wanted.unshift([channels, filters]);
  for (const [some, several] of wanted) {
    yield detail(some, several, longest, small ? LEGIBLE.whole : LEGIBLE.cropped);
    if (small && !narrow) yield detail(some, several, longest, LEGIBLE.whole, 2.4);
    if (small && !narrow) continue;
    const caps = [24, 18, 14, 12, ...(some.length > 1 || narrow ? [10, 8] : []), ...(narrow ? [6, 4] : [])];
    for (const cap of caps) if (cap < longest) yield detail(some, several, cap, LEGIBLE.cropped);
  }
}

/** The layout with the largest cells that fits `width` x `height`; a stretched view may be higher. */
function layOut(layer, current, width, height, chars, narrow) {
  const wide = max(1, 0.38 * chars + 0.06);
  let best = null;
  for (const view of views(layer, current, narrow)) {
    for (let s = MAX_CELL; s >= (best ? best.s + 1 : LEGIBLE.least); s--) {
      const fitting = fit(layer, view, { s, cw: round(s * wide) }, width, height * view.stretch);
      if (!fitting) continue;
      best = fitting;
      break;
    }
    if (best && best.s >= best.view.legible) break;
  }
  const last = [...views(layer, current, true)].pop();
  return best || fit(layer, last, { s: 20, cw: round(20 * wide) }, Infinity, Infinity);
}

/** The lowest arrangement at one cell size that fits, or null. */
function fit(layer, view, cell, width, height) {
  const columns = (count) => Array.from({ length: count }, (_, i) => i + 1);
  const outputs = view.outputs.map((filter) => outputOf(layer, filter, view, cell));
  const rights = columns(outputs.length).map((across) => table(outputs, across, GAP));
  let best = null;
  for (const style of ["below", "split", "beside"]) {
    const blocks = view.channels.map((channel) => blockOf(layer, channel, view, { ...cell, style }));
    for (const across of columns(blocks.length).reverse()) {
      const left = table(blocks, across, 1.6 * GAP);
      for (const right of rights) {
        for (const at of [
          [left.w + 2.4 * GAP, 0],
          [0, left.h + GAP],
        ]) {
          const [w, h] = [max(left.w, at[0] + right.w), max(left.h, at[1] + right.h)];
          if (w <= width && h <= height && (!best || h < best.h - GAP)) best = { left, right, at, w, h };
        }
      }
    }
  }
  if (!best) return null;
  const boxes = [...boxesOf(best.left, [0, 0]), ...boxesOf(best.right, best.at)];
  return { ...cell, view, boxes, w: best.w, h: best.h };
}

/** How many characters the widest number of a layer has. */
function longest(layer, numbers) {
  let chars = numbers.decimals ? numbers.decimals + 3 : 1;
  for (const list of [layer.x.data, layer.w.data, layer.b || [], layer.y.data]) {
    for (let i = 0; i < min(list.length, 4000); i++) chars = max(chars, numbers.text(list[i]).length);
  }
  return min(chars, 14);
}

// ---------------------------------------------------------------- the picture

function el(name, attributes = {}, ...children) {
  const node = name.startsWith("svg:")
    ? document.createElementNS(SVG, name.slice(4))
    : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "text") node.textContent = value;
    else if (value !== null && value !== undefined && value !== false)
      node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children);
  return node;
}

function put(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** The words of a scene: an object, or on the way from a server one short text, "play=Play|pause=Pause". */
const labelsOf = ({ labels }) =>
  typeof labels === "string"
    ? Object.fromEntries(labels.split("|").map((entry) => entry.split(/=(.*)/)))
    : labels;

const fill = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** A window on a grid of numbers: it holds only the cells in view, and pans. */
class Grid {
  constructor({ id, kind, key, name, size, origin, view, cell, box, read, exact }) {
    Object.assign(this, { id, kind, key, size, origin, view, cell, box, read, exact });
    this.at = [...origin];
    this.node = el("svg:g", {
      class: `grid ${kind}`,
      role: "group",
      "aria-label": name,
      transform: `translate(${box.left},${box.top})`,
    });
    this.title = el("svg:text", { class: "name", x: 0, y: LABEL - 7 });
    this.back = el("svg:g");
    this.under = el("svg:g");
    this.front = el("svg:g", { class: "numbers", "font-size": cell.font });
    this.marks = el("svg:g", { class: "marks" });
    this.node.append(this.title, this.back, this.under, this.front, this.marks);
    this.cells = [];
    for (let i = 0; i < view[0]; i++) for (let j = 0; j < view[1]; j++) this.addCell(i, j);
    this.refresh();
  }

  addCell(i, j) {
    const { s, cw } = this.cell;
    const [x, y] = [j * cw, LABEL + i * s];
    const rect = el("svg:rect", { x, y, width: cw, height: s });
    const lifted = this.kind === "x" && s >= ROOM_FOR_TIMES ? 0.42 : 0.5;
    const text = el("svg:text", { x: x + cw / 2, y: y + s * lifted, role: "img", tabindex: i || j ? -1 : 0 });
    this.back.append(rect);
    this.front.append(text);
    const cell = { rect, text, i, j };
    rect.dsviz = text.dsviz = { grid: this, cell };
    this.cells.push(cell);
  }

  get cropped() {
    return this.view[0] < this.size[0] || this.view[1] < this.size[1];
  }
  coordinates(cell) {
    return [this.at[0] + cell.i, this.at[1] + cell.j];
  }
  cellAt(row, col) {
    const [i, j] = [row - this.at[0], col - this.at[1]];
    return i >= 0 && j >= 0 && i < this.view[0] && j < this.view[1] ? this.cells[i * this.view[1] + j] : null;
  }
  corner(row, col) {
    return [(col - this.at[1]) * this.cell.cw, LABEL + (row - this.at[0]) * this.cell.s];
  }

  /** Write the numbers of the cells in view. */
  refresh() {
    for (const cell of this.cells) this.write(cell);
    const [r, c] = this.at;
    put(
      this.title,
      this.cropped ? `${this.key} [${r}:${r + this.view[0]}, ${c}:${c + this.view[1]}]` : this.key,
    );
  }

  write(cell) {
    const [row, col] = this.coordinates(cell);
    const { text, id, class: name = "", fill: colour = "" } = this.read(row, col);
    const was = cell.shown || {};
    cell.shown = { text, id, name, colour };
    if (text !== was.text) cell.text.textContent = text;
    if (name !== was.name) for (const node of [cell.rect, cell.text]) node.setAttribute("class", name);
    if (colour !== was.colour) cell.rect.style.fill = colour;
    if (id !== was.id) cell.text.dataset.cell = id;
    if (id !== was.id || text !== was.text) cell.text.ariaLabel = `${id} ${text}`;
  }

  update(row, col) {
    const cell = this.cellAt(row, col);
    if (cell) this.write(cell);
  }

  /** Pan so that the span of cells is in view, with a margin ahead; true if anything moved. */
  show(row, col, span = [1, 1]) {
    const wanted = [row, col].map((from, axis) => this.panned(axis, from, span[axis]));
    if (wanted[0] === this.at[0] && wanted[1] === this.at[1]) return false;
    this.at = wanted;
    this.refresh();
    return true;
  }

  /** Whether the span of cells is in view. */
  holds(row, col, span = [1, 1]) {
    return this.cellAt(row, col) && this.cellAt(row + span[0] - 1, col + span[1] - 1);
  }

  panned(axis, from, span) {
    const [at, view, low] = [this.at[axis], this.view[axis], this.origin[axis]];
    if (from >= at && from + span <= at + view) return at;
    const middle = from - floor((view - span) / 3);
    return max(low, min(middle, low + this.size[axis] - view));
  }

  mark(cells, extra = "") {
    const { s, cw } = this.cell;
    for (const [row, col] of cells) {
      if (!this.cellAt(row, col)) continue;
      const [x, y] = this.corner(row, col);
      this.marks.append(
        el("svg:rect", { class: extra, x: x + 2, y: y + 2, width: cw - 4, height: s - 4, rx: 2 }),
      );
    }
  }
}

/** The kernel over one input channel: a frame, a tint and the weight on every cell it touches. */
class KernelWindow {
  constructor(layer, grid) {
    Object.assign(this, { layer, grid, labels: [], tints: [] });
    const { s, cw } = grid.cell;
    this.under = el("svg:g", { class: "glide" });
    this.over = el("svg:g", { class: "glide over" });
    for (let u = 0; u < layer.kh; u++) {
      for (let v = 0; v < layer.kw; v++) {
        const [x, y] = [v * layer.dilation[1] * cw, u * layer.dilation[0] * s];
        this.tints.push(this.under.appendChild(el("svg:rect", { x, y, width: cw, height: s })));
        if (s >= ROOM_FOR_TIMES)
          this.labels.push(
            this.over.appendChild(
              el("svg:text", { class: "times", x: x + cw - 3, y: y + s - 4, "font-size": s * 0.31 }),
            ),
          );
      }
    }
    this.over.append(
      el("svg:rect", { class: "frame", x: 0, y: 0, width: layer.reach[1] * cw, height: layer.reach[0] * s }),
    );
    grid.under.append(this.under);
    grid.node.append(this.over);
  }

  dress(filter, slice, numbers, tint) {
    for (let i = 0; i < this.tints.length; i++) {
      const weight = this.layer.weight(filter, slice, floor(i / this.layer.kw), i % this.layer.kw);
      this.tints[i].style.fill = tint(weight);
      if (this.labels[i]) put(this.labels[i], "\u00d7" + numbers.text(weight));
    }
  }

  move(row, col) {
    const [x, y] = this.grid.corner(row, col);
    const where = `translate(${x}px,${y}px)`;
    this.under.style.transform = this.over.style.transform = where;
  }

  hide(hidden) {
    this.under.style.display = this.over.style.display = hidden ? "none" : "";
  }
}

const largest = (layer) => layer.w.data.reduce((most, weight) => max(most, abs(weight)), 0) || 1;

/** Everything drawn for one scene at one size. It shows a moment; it does not know how we got there. */
class Picture {
  constructor(layer, numbers, labels, laid) {
    Object.assign(this, { layer, numbers, labels, laid, grids: {}, windows: {}, lines: {} });
    this.most = largest(layer);
    const font = max(8, min(0.54 * laid.s, (0.96 * laid.cw) / (0.7 * laid.chars)));
    this.cell = { s: laid.s, cw: laid.cw, font };
    this.svg = el("svg:svg", {
      class: "drawing",
      width: ceil(laid.w) + 6,
      height: ceil(laid.h) + 6,
      viewBox: `-3 -3 ${ceil(laid.w) + 6} ${ceil(laid.h) + 6}`,
    });
    this.svg.append(this.hatching());
    this.wires = this.svg.appendChild(el("svg:g", { class: "wires" }));
    for (const box of laid.boxes) this["draw_" + box.kind](box);
  }

  /** Other numbers of the same shapes: every grid is written again, nothing moves. */
  renumber(layer, numbers) {
    Object.assign(this, { layer, numbers, most: largest(layer) });
    for (const pane of Object.values(this.windows)) pane.layer = layer;
    for (const grid of Object.values(this.grids)) grid.refresh();
  }

  hatching() {
    this.hatch = "hatch" + Math.random().toString(36).slice(2);
    const pattern = el(
      "svg:pattern",
      { id: this.hatch, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      el("svg:rect", { class: "hatch-back", width: 6, height: 6 }),
      el("svg:rect", { class: "hatch-line", width: 1.6, height: 6 }),
    );
    return el("svg:defs", {}, pattern);
  }

  tint(weight) {
    const share = round(12 + 62 * (abs(weight) / this.most));
    if (!weight) return "color-mix(in srgb, var(--weight) 6%, var(--paper))";
    return `color-mix(in srgb, var(${weight > 0 ? "--weight" : "--weight-negative"}) ${share}%, var(--paper))`;
  }

  add(id, options) {
    const grid = new Grid({ id, cell: this.cell, ...options });
    this.grids[id] = grid;
    this.svg.append(grid.node);
    return grid;
  }

  draw_x(box) {
    const { layer, laid } = this;
    const padded = `url(#${this.hatch})`;
    const [rows, cols] = [layer.readAlong(0), layer.readAlong(1)];
    const grid = this.add("x" + box.channel, {
      kind: "x",
      key: `x[0,${box.channel}]`,
      name: fill(this.labels.input, { c: box.channel }),
      box,
      size: [layer.height + layer.top + layer.bottom, layer.width + layer.left + layer.right],
      origin: [-layer.top, -layer.left],
      view: [laid.view.rows, laid.view.cols],
      exact: (row, col) => this.layer.pixel(box.channel, row, col).x,
      read: (row, col) => {
        const pixel = this.layer.pixel(box.channel, row, col);
        const skipped = !pixel.padding && !(rows.has(row) && cols.has(col)) ? " unread" : "";
        return {
          text: this.numbers.text(pixel.x),
          class: (pixel.padding ? "pad" : "") + skipped,
          fill: pixel.padding ? padded : "",
          id: `x[${box.channel},${row},${col}]`,
        };
      },
    });
    this.windows[box.channel] = new KernelWindow(layer, grid);
    this.lines[box.channel] = this.wires.appendChild(el("svg:path"));
  }

  draw_w(box) {
    const slice = box.channel - this.layer.firstChannel(box.filter);
    this.add(`w${box.filter},${slice}`, {
      kind: "w",
      key: `w[${box.filter},${slice}]`,
      name: fill(this.labels.kernel, { o: box.filter, c: slice }),
      box,
      size: [this.layer.kh, this.layer.kw],
      origin: [0, 0],
      view: [this.layer.kh, this.layer.kw],
      exact: (u, v) => this.layer.weight(box.filter, slice, u, v),
      read: (u, v) => {
        const weight = this.layer.weight(box.filter, slice, u, v);
        return {
          text: this.numbers.text(weight),
          fill: this.tint(weight),
          id: `w[${box.filter},${slice},${u},${v}]`,
        };
      },
    }).owner = { filter: box.filter, channel: box.channel, slice };
  }

  draw_p(box) {
    this.add("p" + box.channel, {
      kind: "p",
      key: this.labels.products,
      name: `${this.labels.products} ${box.channel}`,
      box,
      size: [this.layer.kh, this.layer.kw],
      origin: [0, 0],
      view: [this.layer.kh, this.layer.kw],
      read: (u, v) => this.product(box.channel, u, v),
    });
  }

  product(channel, u, v) {
    const tap = this.moment?.taps?.[channel]?.[u * this.layer.kw + v];
    const id = `p[${channel},${u},${v}]`;
    if (!tap || this.moment.shown.products === false) return { text: "", id };
    return {
      text: this.numbers.text(tap.product),
      class: tap.padding ? "pad" : "",
      fill: tap.padding ? `url(#${this.hatch})` : "",
      id,
    };
  }

  draw_s(box) {
    const grid = this.add("s" + box.channel, {
      kind: "s",
      key: this.labels.sum,
      name: `${this.labels.sum} ${box.channel}`,
      box,
      size: [1, 1],
      origin: [0, 0],
      view: [1, 1],
      cell: { ...this.cell, cw: max(this.cell.cw * 1.6, 46) },
      read: () => ({ text: this.sumText(box.channel), id: `s[${box.channel}]` }),
    });
    grid.channel = box.channel;
  }

  sumText(channel) {
    const { sums, shown, first } = this.moment || {};
    const slice = channel - first;
    if (!sums || slice < 0 || slice >= sums.length || shown.sums <= slice) return "";
    return shown.hidden ? "?" : this.numbers.text(sums[slice]);
  }

  draw_b(box) {
    const value = () => this.layer.b[box.filter];
    const spot = { left: box.left + 42, top: box.top - LABEL };
    this.add("b" + box.filter, {
      kind: "b",
      key: "",
      name: `b[${box.filter}]`,
      box: spot,
      size: [1, 1],
      origin: [0, 0],
      view: [1, 1],
      exact: value,
      read: () => ({ text: this.numbers.text(value()), id: `b[${box.filter}]` }),
    });
    this.svg.append(
      el("svg:text", {
        class: "name bias-name",
        x: box.left,
        y: box.top + this.cell.s / 2,
        text: `b[${box.filter}]`,
      }),
    );
  }

  draw_y(box) {
    const { layer, laid } = this;
    this.add("y" + box.filter, {
      kind: "y",
      key: `y[0,${box.filter}]`,
      name: fill(this.labels.output, { o: box.filter }),
      box,
      size: [layer.rows, layer.cols],
      origin: [0, 0],
      view: [laid.view.outRows, laid.view.outCols],
      read: (row, col) => this.outputCell(box.filter, row, col),
    }).frame = null;
    const grid = this.grids["y" + box.filter];
    grid.frame = grid.node.appendChild(
      el("svg:rect", { class: "frame glide", width: laid.cw, height: laid.s }),
    );
  }

  outputCell(filter, row, col) {
    const state = this.moment ? this.moment.stateOf(filter, row, col) : "pending";
    const text =
      state === "secret"
        ? "?"
        : state === "open"
          ? ""
          : this.numbers.text(this.layer.output(filter, row, col));
    return { text, class: state, id: `y[${filter},${row},${col}]` };
  }

  /** Show a moment: a place, its products and sums, and how much of them is to be seen. */
  show(moment, changed, still) {
    const before = this.moment;
    Object.assign(this, { moment, still, panned: false });
    const { filter, row, col, first } = moment;
    const [r0, c0] = this.layer.corner(row, col);
    for (const [channel, pane] of Object.entries(this.windows)) {
      const slice = channel - first;
      const active = slice >= 0 && slice < this.layer.depth;
      pane.grid.node.classList.toggle("idle", !active);
      if (active && !still && pane.grid.show(r0, c0, this.layer.reach)) this.panned = changed = true;
      const seen = active && pane.grid.holds(r0, c0, this.layer.reach);
      pane.hide(!seen);
      if (active && (changed || before?.filter !== filter))
        pane.dress(filter, slice, this.numbers, (w) => this.tint(w));
      if (active) pane.move(r0, c0);
      this.wire(channel, seen ? this.grids[`w${filter},${slice}`] : null, pane.grid, r0, c0);
      this.grids["p" + channel].refresh();
      this.grids["s" + channel].refresh();
    }
    for (const grid of Object.values(this.grids))
      if (grid.owner) grid.node.classList.toggle("idle", grid.owner.filter !== filter);
    this.showOutputs(moment, before, changed);
  }

  /** Lines from the corners of the window to the corners of the kernel slice that lies on it. */
  wire(channel, slice, grid, row, col) {
    const path = this.lines[channel];
    path.style.display = slice ? "" : "none";
    if (!slice) return;
    const [x, y] = grid.corner(row, col);
    const { s, cw } = this.cell;
    const from = [grid.box.left + x, grid.box.top + y, this.layer.reach[1] * cw, this.layer.reach[0] * s];
    const to = [slice.box.left, slice.box.top + LABEL, this.layer.kw * cw, this.layer.kh * s];
    const corners = [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ];
    path.setAttribute(
      "d",
      corners
        .map(
          ([i, j]) =>
            `M${from[0] + i * from[2]} ${from[1] + j * from[3]}L${to[0] + i * to[2]} ${to[1] + j * to[3]}`,
        )
        .join(""),
    );
  }

  showOutputs(moment, before, changed) {
    const near = !changed && before && before.order === moment.order && abs(moment.step - before.step) <= 64;
    const cells = near ? this.between(before.step, moment.step) : null;
    for (const [id, grid] of Object.entries(this.grids)) {
      if (grid.kind !== "y") continue;
      const active = id === "y" + moment.filter;
      const panned = active && !this.still && grid.show(moment.row, moment.col);
      this.panned ||= panned;
      grid.frame.style.display = active && grid.holds(moment.row, moment.col) ? "" : "none";
      if (active) {
        const [x, y] = grid.corner(moment.row, moment.col);
        grid.frame.style.transform = `translate(${x}px,${y}px)`;
      }
      if (!cells && !panned) grid.refresh();
    }
    for (const place of cells || []) this.grids["y" + place.filter]?.update(place.row, place.col);
  }

  between(a, b) {
    const list = [];
    for (let step = min(a, b); step <= max(a, b); step++)
      list.push(this.layer.place(step, this.moment.order));
    return list;
  }

  clearMarks() {
    for (const grid of Object.values(this.grids)) grid.marks.replaceChildren();
  }

  /** Mark what belongs to a cell: receptive field, outputs fed, or inputs multiplied; returns a sentence. */
  relate(grid, [row, col]) {
    this.clearMarks();
    const shown = grid.read(row, col);
    grid.mark([[row, col]], "self");
    const values = { cell: shown.id, v: shown.text };
    if (grid.kind === "x") return this.relateInput(+shown.id.slice(2).split(",")[0], row, col, values);
    if (grid.kind === "w") return this.relateWeight(grid.owner, row, col, values);
    if (grid.kind === "y") return this.relateOutput(+shown.id.slice(2).split(",")[0], row, col, values);
    return "";
  }

  relateInput(channel, row, col, values) {
    const places = this.layer.placesFedBy(row, col);
    const readers = this.layer.readers(channel);
    for (const filter of readers) this.grids["y" + filter]?.mark(places);
    return fill(this.labels.feeds, { ...values, n: places.length * readers.length });
  }

  relateWeight({ filter, channel }, u, v, values) {
    const cells = this.layer.inputsUnder(u, v);
    this.grids["x" + channel]?.mark(cells);
    const pads = cells.filter(([row, col]) => this.layer.pixel(channel, row, col).padding).length;
    return fill(this.labels.multiplies, { ...values, n: cells.length, pad: pads });
  }

  relateOutput(filter, row, col, values) {
    const first = this.layer.firstChannel(filter);
    const taps = this.layer.taps(filter, row, col);
    for (let i = 0; i < this.layer.depth; i++) {
      const slice = taps.filter((tap) => tap.channel === first + i);
      this.grids["x" + (first + i)]?.mark(slice.map((tap) => [tap.inRow, tap.inCol]));
      this.grids[`w${filter},${i}`]?.mark(slice.map((tap) => [tap.kernelRow, tap.kernelCol]));
    }
    return fill(this.labels.reads, { ...values, n: taps.length });
  }
}

// ---------------------------------------------------------------- the equation

/** The equation of a step as real text, one line a channel; rewritten in place, never rebuilt. */
class Equation {
  constructor(layer, numbers, labels) {
    Object.assign(this, { layer, numbers, labels, lines: [] });
    this.node = el("div", {
      class: "equation",
      "data-testid": "equation",
      role: "status",
      "aria-live": "polite",
    });
    this.single = layer.depth === 1 && !layer.b;
    const short = layer.perOutput > 300;
    for (let i = 0; i < layer.depth; i++) this.lines.push(this.channelLine(short));
    this.last = this.single ? this.lines[0] : this.totalLine();
  }

  /** Font size in px at which an average line fills most of the width and all lines stay within `height`. */
  fontFor(width, height, lines) {
    const mean = (list) =>
      list.slice(0, 500).reduce((sum, v) => sum + this.numbers.factor(v).length, 0) / min(500, list.length);
    const { x, w, y, b, kh, kw, depth } = this.layer;
    const products = 14 + kh * kw * (mean(x.data) + mean(w.data) + 3.4);
    const total = 14 + (depth + (b ? 2 : 1)) * (mean(y.data) + 3);
    const chars = max(products, this.single ? 0 : total);
    return max(15, min(30, width / (0.53 * chars), height / (1.5 * lines)));
  }

  channelLine(short) {
    const line = { row: this.node.appendChild(el("div", { class: "line" })), terms: [] };
    line.name = line.row.appendChild(el("span", { class: "channel" }));
    line.products = line.row.appendChild(el("span"));
    for (let t = 0; t < (short ? 0 : this.layer.kh * this.layer.kw); t++) {
      const term = {
        x: el("span", { class: "x" }),
        w: el("span", { class: "w" }),
        node: el("span", { class: "term" }),
      };
      term.node.append(term.x, "\u00b7", term.w);
      line.products.append(...(t ? [" + "] : []), term.node);
      line.terms.push(term);
    }
    line.equals = line.row.appendChild(el("span", { class: "equals" }));
    line.value = line.row.appendChild(el("span", { class: this.single ? "y" : "s" }));
    return line;
  }

  totalLine() {
    const line = { row: this.node.appendChild(el("div", { class: "line total" })), sums: [] };
    line.name = line.row.appendChild(el("span", { class: "channel" }));
    for (let i = 0; i < this.layer.depth; i++) {
      line.sums.push(el("span", { class: "s" }));
      line.row.append(...(i ? [" + "] : []), line.sums[i]);
    }
    line.bias = el("span", { class: "b" });
    line.plus = el("span", { text: " + " });
    if (this.layer.b) line.row.append(line.plus, line.bias);
    line.equals = line.row.appendChild(el("span", { class: "equals" }));
    line.value = line.row.appendChild(el("span", { class: "y" }));
    return line;
  }

  show(moment) {
    const { shown, sums, taps, first } = moment;
    const good = this.lines.map((line, i) => this.showChannel(line, i, taps[first + i], sums[i], moment));
    const result = shown.hidden ? "?" : this.numbers.text(moment.result);
    put(this.last.name, `y[${moment.filter},${moment.row},${moment.col}] =\u00a0`);
    if (!this.single) this.showTotal(moment, sums);
    const exact = (value) => this.numbers.exact(value, moment.scale);
    const closes = this.single ? good[0] : sums.every(exact) && this.numbers.exact(moment.bias);
    put(this.last.equals, !shown.result ? "" : closes && exact(moment.result) ? " = " : " \u2248 ");
    put(this.last.value, shown.result ? result : "");
  }

  showChannel(line, i, taps, sum, { shown, scale, first }) {
    let exact = this.numbers.exact(sum, scale);
    put(
      line.name,
      this.single ? line.name.textContent : fill(this.labels.channel, { c: first + i }) + "\u00a0",
    );
    line.terms.forEach((term, t) => {
      const tap = taps[t];
      put(term.x, this.numbers.factor(tap.x));
      put(term.w, this.numbers.factor(tap.weight));
      term.node.className = tap.padding ? "term pad" : "term";
      exact = exact && this.numbers.exact(tap.x) && this.numbers.exact(tap.weight);
    });
    if (!line.terms.length) put(line.products, fill(this.labels.many, { n: taps.length }));
    line.products.style.visibility = shown.products ? "" : "hidden";
    if (this.single) return exact;
    put(line.equals, shown.sums <= i ? "" : exact ? " = " : " \u2248 ");
    put(line.value, shown.sums <= i ? "" : shown.hidden ? "?" : this.numbers.text(sum));
    return exact;
  }

  showTotal({ shown, bias }, sums) {
    const line = this.last;
    const sumText = (sum) => (!shown.total ? "" : shown.hidden ? "?" : this.numbers.factor(sum));
    line.sums.forEach((span, i) => put(span, sumText(sums[i])));
    line.row.style.visibility = shown.total ? "" : "hidden";
    put(line.plus, shown.bias ? " + " : "");
    put(line.bias, shown.bias && this.layer.b ? this.numbers.factor(bias) : "");
  }
}

// ---------------------------------------------------------------- the link

/** Step and order in the address: the query of a web page, the fragment of a file. */
class Link {
  constructor(param) {
    this.inQuery = /^https?:$/.test(location.protocol);
    this.step = param;
    this.order = param.includes("step") ? param.replace("step", "order") : param + "-order";
  }
  params() {
    const [query, fragment] = [location.search.slice(1), location.hash.slice(1)];
    return new URLSearchParams(this.inQuery ? query : fragment || query);
  }
  read() {
    const params = this.params();
    return { step: params.get(this.step), order: params.get(this.order) };
  }
  write(step, order) {
    const params = this.params();
    const set = (name, value) => (value === null ? params.delete(name) : params.set(name, value));
    set(this.step, step);
    set(this.order, order === "place" ? order : null);
    const text = params.toString().replaceAll("%7E", "~"); // as the server writes it
    const rest = this.inQuery ? (text && "?" + text) + location.hash : location.search + (text && "#" + text);
    try {
      history.replaceState(history.state, "", location.pathname + rest);
    } catch {
      /* a frame without an address of its own */
    }
  }
}

// ---------------------------------------------------------------- the run

const ICONS = {
  first: "M5 4h2v12H5zM17 4v12l-9-6z",
  previous: "M14 4v12l-9-6z",
  play: "M6 3v14l11-7z",
  pause: "M5 4h3.5v12H5zM11.5 4H15v12h-3.5z",
  next: "M6 4l9 6-9 6z",
  last: "M13 4h2v12h-2zM3 4l9 6-9 6z",
  full: "M3 3h5v2H5v3H3zM12 3h5v5h-2V5h-3zM3 12h2v3h3v2H3zM15 12h2v5h-5v-2h3z",
};

const stages = new Set();
const focusedStage = () => [...everyStage()].find((stage) => stage.hasFocus());
const everyStage = () => (globalThis.dsvizStages ??= stages);

/** One stage on a page: what is on it, where the run stands, and the buttons. */
class Stage {
  constructor(host) {
    this.host = host;
    this.root = el("div", { class: "dsviz-stage", "data-testid": "stage", tabindex: 0, role: "region" });
    host.append(this.root);
    Object.assign(this, {
      step: 0,
      part: 0,
      order: "filter",
      playing: false,
      speed: 2,
      inParts: false,
      hiding: false,
      pending: null,
      revealed: new Set(),
      pinned: null,
    });
    this.onKey = (event) => this.key(event);
    document.addEventListener("keydown", this.onKey);
    this.onResize = () => this.fitSoon();
    globalThis.addEventListener("resize", this.onResize);
    document.addEventListener("fullscreenchange", this.onResize);
    this.observer = new ResizeObserver(() => this.fitSoon());
    this.observer.observe(this.root);
    everyStage().add(this);
  }

  remove() {
    clearTimeout(this.timer);
    clearTimeout(this.settling);
    cancelAnimationFrame(this.frame);
    cancelAnimationFrame(this.fitting);
    this.observer.disconnect();
    document.removeEventListener("keydown", this.onKey);
    document.removeEventListener("fullscreenchange", this.onResize);
    globalThis.removeEventListener("resize", this.onResize);
    everyStage().delete(this);
    this.root.remove();
  }

  hasFocus() {
    return this.root.matches(":focus-within") || document.fullscreenElement === this.root;
  }

  /** Take a scene. The same one again leaves the run where it stands, with new numbers if it has them. */
  feed(scene) {
    const [first, same] = [!this.scene, this.scene?.id === scene.id];
    // A server that writes the link writes the step it knew.
    if (same && this.settled && !this.playing) this.settle();
    this.settled &&= same;
    if (!same || scene.changes === this.pending) this.pending = null;
    if (same && this.renumber(scene)) return;
    if (same && this.field) {
      this.waiting = scene;
      return;
    } // somebody is typing: nothing typed is lost
    this.scene = scene;
    this.labels = labelsOf(scene);
    [this.layer, this.numbers] = this.read(scene);
    this.parts = partsOf(this.layer);
    this.link = new Link(scene.param);
    this.notice = "";
    const wasPlaying = this.playing;
    if (!same) this.start(first);
    this.step = min(this.step, this.layer.steps - 1);
    this.part = min(this.part, this.parts.length - 1);
    this.build();
    this.fit();
    this.focusCell(this.edited);
    this.edited = null;
    if (!same ? this.opensPlaying : wasPlaying) this.play();
    else this.pause();
    this.root.dataset.ready = "true";
  }

  read(scene) {
    const layer = new Layer(scene);
    return [
      layer,
      new Numbers(layer.x.data, layer.w.data, [...(layer.b || []), ...layer.y.data.slice(0, 4000)]),
    ];
  }

  /** Put new numbers into the picture that stands; false where it has to be drawn anew. */
  renumber(scene) {
    const frame = ({ x, w, y, b, spec, labels, title, locked, param, outside }) =>
      JSON.stringify([x.shape, w.shape, y.shape, b?.shape, spec, labels, title, locked, param, outside]);
    const [layer, numbers] = this.read(scene);
    if (
      !this.picture ||
      frame(scene) !== frame(this.scene) ||
      numbers.decimals !== this.numbers.decimals ||
      longest(layer, numbers) !== this.picture.laid.chars
    )
      return false;
    Object.assign(this, { scene, layer, numbers, edited: null });
    this.picture.renumber(layer, numbers);
    Object.assign(this.equation, { layer, numbers });
    this.showBadges();
    this.showWaysBack();
    this.show(true);
    if (this.related) this.relate(this.related);
    return true;
  }

  /** Where a new scene starts: at the link's step if the page was opened with one, else at the first. */
  start(first) {
    Object.assign(this, {
      step: 0,
      order: "filter",
      revealed: new Set(),
      pinned: null,
      channel: 0,
      editing: this.scene.editing === true,
      hiding: this.scene.hiding === true,
    });
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const asked = first ? this.link.read() : {};
    if (!first) this.link.write(null, "filter");
    this.opensPlaying = !calm && (asked.step ?? null) === null && !this.scene.paused && !this.hiding;
    if (asked.order === "place") this.order = "place";
    else if (asked.order && asked.order !== "filter")
      this.notice = fill(this.labels.bad_order, { asked: asked.order.slice(0, 24) });
    if ((asked.step ?? null) !== null) this.step = this.askedStep(asked.step);
    this.part = this.parts.length - 1;
  }

  askedStep(asked) {
    const last = this.layer.steps - 1;
    const step = /^\d+$/.test(asked) ? Number(asked) : -1;
    if (step < 0 || step > last)
      this.notice = fill(this.labels.bad_link, { asked: asked.slice(0, 24), last });
    return max(0, min(step, last));
  }

  // ---- building the parts around the picture

  build() {
    const { labels } = this;
    this.root.ariaLabel = this.scene.title || labels.stage;
    this.root.dataset.steps = this.layer.steps;
    this.root.classList.toggle("editing", this.editing);
    this.equation = new Equation(this.layer, this.numbers, labels);
    this.space = el("div", { class: "space" });
    this.tabs = el("div", { class: "tabs", role: "group", "aria-label": labels.choose });
    this.where = el("span", { class: "where" });
    this.counter = el("span", { class: "counter", "data-testid": "counter" });
    this.badges = el("span", { class: "badges", "data-testid": "badge" });
    this.info = el("div", { class: "info" });
    this.root.replaceChildren(
      this.controls(),
      this.tabs,
      this.space,
      this.equation.node,
      el("div", { class: "status" }, this.where, this.counter),
      el("div", { class: "foot" }, this.info, this.badges),
    );
    this.showBadges();
    this.listen();
  }

  button(name, action, extra = {}) {
    const node = el("button", {
      type: "button",
      "aria-label": this.labels[name],
      title: this.labels[name],
      ...extra,
    });
    const glyph = el("svg:path", { d: ICONS[name] });
    node.append(el("svg:svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, glyph));
    node.glyph = glyph;
    node.onclick = action;
    return node;
  }

  /** A button with words; one that is on or off where `isOn` says which. */
  toggle(name, action, isOn) {
    const node = el("button", {
      type: "button",
      class: "text",
      text: this.labels[name] ?? name,
      "aria-pressed": isOn?.toString(),
    });
    node.onclick = action;
    return node;
  }

  controls() {
    const { labels } = this;
    this.playButton = this.button("play", () => (this.playing ? this.settle(this.pause()) : this.play()), {
      class: "main",
    });
    const moves = [
      this.button("first", () => this.go(0)),
      this.button("previous", () => this.move(-1)),
      this.playButton,
      this.button("next", () => this.move(1)),
      this.button("last", () => this.go(this.layer.steps - 1)),
    ];
    this.scrubber = el("input", {
      type: "range",
      min: 0,
      max: this.layer.steps - 1,
      step: 1,
      "aria-label": labels.scrubber,
    });
    this.scrubber.oninput = () => this.go(Number(this.scrubber.value));
    this.ticks = el("div", { class: "ticks", "aria-hidden": "true" });
    this.count = el("span", { class: "count" });
    this.pace = el("input", {
      type: "range",
      min: 0,
      max: SPEEDS.length - 1,
      step: 1,
      value: this.speed,
      "aria-label": labels.speed,
    });
    this.pace.oninput = () => this.setSpeed(Number(this.pace.value));
    this.setSpeed(this.speed);
    this.orders = el(
      "select",
      { "aria-label": labels.order },
      el("option", { value: "filter", text: labels.by_filter }),
      el("option", { value: "place", text: labels.by_place }),
    );
    this.orders.value = this.order;
    this.orders.onchange = () => this.setOrder(this.orders.value);
    this.partsButton = this.toggle("parts", () => this.setParts(!this.inParts), this.inParts);
    this.hideButton = this.toggle("hide", () => this.setHiding(!this.hiding), this.hiding);
    this.revealButton = this.toggle("reveal", () => this.reveal());
    const full = this.button("full", () =>
      document.fullscreenElement ? document.exitFullscreen() : this.root.requestFullscreen?.(),
    );
    return el(
      "div",
      { class: "controls" },
      el("div", { class: "moves" }, ...moves),
      el("div", { class: "scrub" }, this.scrubber, this.ticks),
      this.count,
      el("label", { class: "pace" }, el("span", { text: labels.speed }), this.pace),
      this.orders,
      this.partsButton,
      this.hideButton,
      this.revealButton,
      ...this.editControls(),
      full,
    );
  }

  /** Where numbers may be changed: the switch, and the ways back. */
  editControls() {
    this.waysBack = [];
    if (this.scene.editing === undefined) return [];
    this.editButton = this.toggle("edit", () => this.setEditing(!this.editing), this.editing);
    this.waysBack = [this.toggle("undo", () => this.undo()), this.toggle("original", () => this.change([]))];
    this.showWaysBack();
    return [this.editButton, ...this.waysBack];
  }

  showWaysBack() {
    for (const node of this.waysBack) node.hidden = !this.scene.changes;
  }

  showTicks() {
    const { layer } = this;
    const every = this.order === "place" ? layer.filters * layer.cols : layer.places;
    const marks = [];
    for (let at = 0; at < layer.steps && marks.length < 128; at += every) {
      marks.push(el("i", { style: `left:${layer.steps > 1 ? (100 * at) / (layer.steps - 1) : 0}%` }));
    }
    this.ticks.replaceChildren(...marks);
  }

  showBadges() {
    const { check } = this.scene;
    const { labels } = this;
    const badge = (good, text) =>
      el("span", {
        class: good === null ? "badge waiting" : good ? "badge good" : "badge bad",
        text: (good === null ? "\u2026 " : good ? "\u2713 " : "\u26a0 ") + text,
      });
    const list = [
      check.engine === "torch"
        ? badge(
            check.disagreement <= check.tolerance,
            fill(labels.engines, { d: this.small(check.disagreement) }),
          )
        : badge(null, labels.waiting),
    ];
    if (check.printed !== null)
      list.push(
        badge(
          check.printed === 0,
          fill(check.printed === 0 ? labels.printed : labels.not_printed, {
            doc: check.document,
            d: this.small(check.printed),
          }),
        ),
      );
    this.badges.replaceChildren(...list);
  }

  small(value) {
    return value === 0 ? "0" : Number(value).toExponential(1).replace(/-/g, MINUS);
  }

  // ---- fitting the picture to its place

  fitSoon() {
    cancelAnimationFrame(this.fitting);
    this.fitting = requestAnimationFrame(() => {
      if (this.scene && (this.root.clientWidth !== this.fitted?.[0] || this.room() !== this.fitted?.[1]))
        this.fit();
    });
  }

  /** Height for the drawing: what the window leaves beside controls, equation and status. */
  room() {
    const full = document.fullscreenElement === this.root;
    const lines = min(8, this.layer.depth + (this.equation.single ? 0 : 1));
    const font = this.equation.fontFor(this.root.clientWidth, 0.2 * globalThis.innerHeight, lines);
    this.root.style.setProperty("--equation", `${font}px`);
    const chrome = 112 + lines * 1.5 * font;
    if (this.root.clientWidth < NARROW) return max(340, 0.52 * globalThis.innerHeight);
    return max(190, globalThis.innerHeight - chrome - (full ? 34 : this.scene.outside));
  }

  fit() {
    const width = this.root.clientWidth;
    this.unfitted = Boolean(this.field);
    if (!width || this.unfitted) return;
    this.fitted = [width, this.room()];
    const narrow = width < NARROW;
    const { filter } = this.layer.place(this.step, this.order);
    this.keepChannel(filter);
    const laid = layOut(
      this.layer,
      { filter, channel: this.channel },
      width - 8,
      this.room(),
      longest(this.layer, this.numbers),
      narrow,
    );
    laid.chars = longest(this.layer, this.numbers);
    this.picture = new Picture(this.layer, this.numbers, this.labels, laid);
    this.solo = laid.view.outputs.length < this.layer.filters ? filter : null;
    this.soloChannel = laid.view.channels.length < this.layer.channels;
    this.space.replaceChildren(this.picture.svg);
    this.showTabs();
    this.showTicks();
    this.related = null;
    this.show(true);
    const grid = this.picture.grids[this.pinned?.grid.id];
    this.pinned = grid ? { ...this.pinned, grid } : null;
    this.relate(this.pinned);
  }

  keepChannel(filter) {
    const first = this.layer.firstChannel(filter);
    if (!(this.channel >= first && this.channel < first + this.layer.depth)) this.channel = first;
  }

  /** Where one channel or one filter is shown at a time: which one. */
  showTabs() {
    const place = this.layer.place(this.step, this.order);
    const channels = this.soloChannel ? this.layer.channels : 0;
    const filters = this.solo === null ? 0 : this.layer.filters;
    const picker = (name, count, current, choose) => {
      const names = Array.from({ length: count }, (_, i) => `${name}[0,${i}]`);
      if (count > 8) {
        const select = el(
          "select",
          { "aria-label": `${this.labels.choose} ${name}` },
          ...names.map((text, value) => el("option", { value, text })),
        );
        select.value = current;
        select.onchange = () => choose(Number(select.value));
        return [select];
      }
      return names.map((text, i) => this.toggle(text, () => choose(i), i === current));
    };
    this.tabs.hidden = !channels && !filters;
    this.tabs.replaceChildren(
      ...picker("x", channels, this.channel, (channel) => this.chooseChannel(channel)),
      ...picker("y", filters, place.filter, (filter) =>
        this.go(this.layer.stepOf({ ...place, filter }, this.order)),
      ),
    );
  }

  /** A channel of another group brings its own first filter. */
  chooseChannel(channel) {
    this.channel = channel;
    const readers = this.layer.readers(channel);
    const place = this.layer.place(this.step, this.order);
    if (!readers.includes(place.filter))
      this.go(this.layer.stepOf({ ...place, filter: readers[0] }, this.order));
    this.fit();
  }

  // ---- showing a moment

  moment() {
    const { layer } = this;
    const place = layer.place(this.step, this.order);
    const first = layer.firstChannel(place.filter);
    const all = layer.taps(place.filter, place.row, place.col);
    const [taps, sums] = [{}, []];
    const each = layer.kh * layer.kw;
    let scale = 0;
    for (let i = 0; i < layer.depth; i++) {
      taps[first + i] = all.slice(i * each, (i + 1) * each);
      sums.push(taps[first + i].reduce((sum, tap) => sum + tap.product, 0));
    }
    for (const tap of all) scale += abs(tap.product);
    const bias = layer.b ? layer.b[place.filter] : 0;
    return {
      ...place,
      step: this.step,
      order: this.order,
      first,
      taps,
      sums,
      bias,
      scale: (scale + abs(bias)) * (layer.perOutput + 1),
      result: layer.output(place.filter, place.row, place.col),
      shown: this.shown(),
      stateOf: (filter, row, col) => this.stateOf(filter, row, col),
    };
  }

  shown() {
    const names = this.parts.slice(0, this.part + 1).map((part) => part.name);
    const has = (name) => names.includes(name);
    const whole = has("result");
    return {
      products: has("products"),
      sums: names.filter((name) => name === "sum").length,
      total: has("total") || has("bias") || whole,
      bias: has("bias") || whole,
      result: whole,
      hidden: this.hiding && !this.revealed.has(this.step),
    };
  }

  stateOf(filter, row, col) {
    const at = this.layer.stepOf({ filter, row, col }, this.order);
    const secret = this.hiding && !this.revealed.has(at);
    const whole = this.part === this.parts.length - 1;
    if (secret) return "secret";
    if (at === this.step) return whole ? "done" : "open";
    return at < this.step ? "done" : "pending";
  }

  show(changed = false) {
    const { filter } = this.layer.place(this.step, this.order);
    const first = this.layer.firstChannel(filter);
    const lost = this.soloChannel && !(this.channel >= first && this.channel < first + this.layer.depth);
    if (!changed && ((this.solo !== null && this.solo !== filter) || lost)) return this.fit();
    const moment = this.moment();
    this.root.style.setProperty("--glide", this.playing && SPEEDS[this.speed] < 400 ? "0ms" : "240ms");
    this.picture.show(moment, changed);
    if (this.picture.panned && this.related) this.relate(this.related);
    this.equation.show(moment);
    this.showWords(moment);
    this.root.dataset.step = this.step;
    this.root.dataset.part = this.part;
    this.scrubber.value = this.step;
    // What stands around the stages must not tell what they hide: the page's style knows it by this.
    document.body.classList.toggle(
      "dsviz-hiding",
      [...everyStage()].some((stage) => stage.hiding),
    );
  }

  showWords(moment) {
    const { labels, layer } = this;
    const count = fill(labels.step_of, { i: this.step + 1, n: layer.steps });
    const where = fill(labels.at, { o: moment.filter, r: moment.row, c: moment.col });
    const part = this.parts[this.part];
    const total = moment.shown.hidden ? "?" : this.numbers.text(moment.sums.reduce((sum, v) => sum + v, 0));
    const values = { c: moment.first + (part.slice ?? 0), v: total };
    const told = this.inParts ? " \u00b7 " + fill(labels["part_" + part.name], values) : "";
    put(this.count, count);
    put(this.where, where + told);
    this.scrubber.ariaValueText = `${count}, ${where}`;
    const { real, padding } = layer.multiplications(
      moment.shown.products ? this.step : this.step - 1,
      this.order,
    );
    const factors = [...(layer.depth > 1 ? [layer.depth] : []), layer.kh, layer.kw].join("\u00b7");
    put(
      this.counter,
      fill(labels.count, {
        real,
        padding,
        done: real + padding,
        all: layer.steps * layer.perOutput,
        formula: `${factors} \u00d7 ${layer.filters}\u00b7${layer.rows}\u00b7${layer.cols}`,
      }),
    );
    this.revealButton.hidden = !moment.shown.hidden;
    const own = moment.sums.reduce((sum, value) => sum + value, moment.bias);
    const wrong = abs(own - moment.result) > (1e-9 * moment.scale) / (layer.perOutput + 1);
    this.wrong = wrong && fill(labels.differs, { own, result: moment.result });
    this.showInfo();
  }

  /** One line under the numbers: what is wrong, else what is pointed at, else what can be done. */
  showInfo() {
    const problem = this.wrong || this.notice;
    const switchedOn = this.editing && !this.scene.editing;
    const hint = this.labels[switchedOn ? "edit_hint" : "hint"];
    this.info.classList.toggle("warn", Boolean(problem));
    put(this.info, problem || this.told || hint);
  }

  // ---- moving

  play() {
    if (this.step >= this.layer.steps - 1 && this.part >= this.parts.length - 1)
      [this.step, this.part] = [0, this.inParts ? 0 : this.parts.length - 1];
    clearTimeout(this.settling);
    this.setPlaying(true);
    this.show();
    this.schedule();
  }

  pause() {
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
    this.setPlaying(false);
  }

  setPlaying(playing) {
    this.playing = playing;
    this.root.dataset.playing = playing;
    this.equation.node.ariaLive = playing ? "off" : "polite";
    const name = this.labels[playing ? "pause" : "play"];
    this.playButton.ariaLabel = this.playButton.title = name;
    this.playButton.glyph.setAttribute("d", ICONS[playing ? "pause" : "play"]);
  }

  schedule() {
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
    const wait = SPEEDS[this.speed];
    if (wait <= 16) this.frame = requestAnimationFrame(() => this.tick());
    else this.timer = setTimeout(() => this.tick(), wait);
  }

  tick() {
    if (!this.advance(1)) {
      if (!this.scene.loop) return this.settle(this.pause());
      [this.step, this.part] = [0, this.inParts ? 0 : this.parts.length - 1];
    }
    this.show();
    this.schedule();
  }

  /** One step, or one part of a step, forwards or back; false at the end. */
  advance(by) {
    if (this.inParts && this.parts[this.part + by]) {
      this.part += by;
      return true;
    }
    if (!(this.step + by >= 0 && this.step + by < this.layer.steps)) return false;
    this.step += by;
    this.part = this.inParts && by > 0 ? 0 : this.parts.length - 1;
    return true;
  }

  move(by) {
    this.pause();
    this.notice = "";
    this.advance(by);
    this.settle(this.show());
  }

  movePart(by) {
    if (!this.inParts) {
      this.inParts = true;
      this.partsButton.ariaPressed = "true";
      if (by > 0) this.part = -1;
    }
    this.move(by);
  }

  go(step) {
    this.pause();
    this.notice = "";
    this.step = step;
    this.part = this.parts.length - 1;
    this.settle(this.show());
  }

  /** The reader has stopped somewhere: put it into the link, once, after a moment of rest. */
  settle() {
    clearTimeout(this.settling);
    this.settled = true;
    this.settling = setTimeout(() => this.link.write(this.step, this.order), 300);
  }

  setSpeed(speed) {
    this.speed = speed;
    this.pace.ariaValueText = fill(this.labels.pace, { s: SPEEDS[speed] / 1000 });
    if (this.playing) this.schedule();
  }

  setOrder(order) {
    const place = this.layer.place(this.step, this.order);
    this.order = order;
    this.step = this.layer.stepOf(place, order);
    this.revealed.clear();
    this.pause();
    this.showTicks();
    this.settle(this.show(true));
  }

  setParts(on) {
    this.inParts = on;
    this.part = on ? 0 : this.parts.length - 1;
    this.partsButton.ariaPressed = on;
    if (on && this.playing) this.pause();
    this.show(true);
  }

  setHiding(on) {
    this.hiding = on;
    this.revealed.clear();
    this.hideButton.ariaPressed = on;
    if (on) this.pause();
    this.show(true);
  }

  reveal() {
    this.revealed.add(this.step);
    this.part = this.parts.length - 1;
    this.show(true);
    this.hideButton.focus({ preventScroll: true });
  }

  // ---- hands

  listen() {
    const on = (type, act) => this.space.addEventListener(type, act); // there is no onfocusin
    const come = ({ target }) => target.dsviz && this.relate(target.dsviz);
    const leave = () => this.relate(this.pinned);
    on("pointerover", come);
    on("focusin", come);
    on("pointerleave", leave);
    on("focusout", leave);
    on("click", ({ target }) => this.pin(target.dsviz));
  }

  relate(target) {
    this.related = target;
    this.told = "";
    if (!target) this.picture.clearMarks();
    else this.told = this.picture.relate(target.grid, target.at ?? target.grid.coordinates(target.cell));
    this.showInfo();
  }

  /** A click pins what hovering shows; a click on an output also goes to its step. */
  pin(target) {
    if (target && this.mayEdit(target)) return this.edit(target);
    const [at, id] = target ? [target.grid.coordinates(target.cell), target.cell.shown.id] : [];
    this.pinned = target && this.pinned?.id !== id ? { ...target, at, id } : null;
    if (target?.grid.kind === "y") {
      const [row, col] = at;
      const filter = +id.slice(2).split(",")[0];
      this.go(this.layer.stepOf({ filter, row, col }, this.order));
    }
    this.relate(this.pinned);
    target?.cell.text.focus({ preventScroll: true });
  }

  // ---- changing a number where it stands; the engine answers with a new scene

  setEditing(on) {
    this.editing = on;
    if (on) this.pause();
    this.editButton.ariaPressed = on;
    this.root.classList.toggle("editing", on);
    this.showInfo();
  }

  mayEdit({ grid, cell }) {
    return (
      this.editing &&
      "xwb".includes(grid.kind) &&
      !this.scene.locked?.includes(grid.kind) &&
      !cell.text.classList.contains("pad")
    );
  }

  /** Open a field on a cell. Enter and leaving it take the number, Escape does not. */
  edit({ grid, cell }) {
    this.pause();
    this.field?.remove();
    const id = cell.text.dataset.cell;
    const old = grid.exact(...grid.coordinates(cell));
    const field = el("input", { class: "edit", value: old, "aria-label": id, inputmode: "decimal" });
    this.placeOver(cell, field);
    field.onkeydown = (event) => {
      if (event.key === "Enter" || event.key === "Tab") {
        if (this.takeNumber(id, old) || event.key === "Enter") event.preventDefault();
      }
      if (event.key === "Escape") this.closeField(id);
      event.stopPropagation();
    };
    field.onblur = () => this.takeNumber(id, old);
    this.field = this.space.appendChild(field);
    field.focus({ preventScroll: true });
    field.select();
  }

  placeOver(cell, field) {
    const [spot, space] = [cell.rect.getBoundingClientRect(), this.space.getBoundingClientRect()];
    Object.assign(field.style, {
      left: `${spot.left - space.left - 6}px`,
      top: `${spot.top - space.top - 2}px`,
      width: `${max(64, spot.width + 12)}px`,
      height: `${max(28, spot.height + 4)}px`,
    });
  }

  /** Send the number in the field, if it is another one; false, and a sentence, where it is none. */
  takeNumber(id, old) {
    const { field } = this;
    const value = typedNumber(field.value);
    if (value === null) {
      this.warn(fill(this.labels.no_number, { text: field.value.slice(0, 24) }));
      field.ariaInvalid = "true";
      return false;
    }
    this.closeField(id);
    if (value !== old) {
      this.edited = id;
      this.change([...this.changeList(), `${id.replace(/[[,]/g, "_").replace("]", "")}_${value}`]);
    }
    return true;
  }

  /** Take the field away and catch up with what came meanwhile. */
  closeField(id) {
    const { field, waiting } = this;
    field.onblur = null;
    this.field = this.waiting = null;
    field.remove();
    if (waiting) this.feed(waiting);
    else if (this.unfitted) this.fit();
    this.warn("");
    this.focusCell(id);
  }

  warn(sentence) {
    this.notice = sentence;
    this.showInfo();
  }

  focusCell(id) {
    if (id) this.space.querySelector(`[data-cell="${id}"]`)?.focus({ preventScroll: true });
  }

  /** All changes, in their order, go to the engine at once: two quick ones cannot overtake each other. */
  change(list) {
    this.pending = list.join("~");
    this.tell?.("edit", { changes: this.pending });
  }

  changeList() {
    return (this.pending ?? this.scene.changes ?? "").split("~").filter(Boolean);
  }
  undo() {
    this.change(this.changeList().slice(0, -1));
  }

  /** Keys go to the stage in focus, else to the first on the page. */
  key(event) {
    const target = event.composedPath()[0];
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && this.scene?.changes && this.hasFocus()) {
      event.preventDefault();
      return this.undo();
    }
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !this.listensTo(target))
      return;
    if (target.dsviz && this.cellKey(event, target.dsviz)) return event.preventDefault();
    if (target.type === "range" && event.key.length > 1) return; // a slider keeps its arrows
    const onButton = target.closest?.("button") && (event.key === " " || event.key === "Enter");
    const actions = {
      " ": () => this.playButton.click(),
      ArrowRight: () => this.move(1),
      ArrowLeft: () => this.move(-1),
      Home: () => this.go(0),
      End: () => this.go(this.layer.steps - 1),
      ".": () => this.movePart(1),
      ",": () => this.movePart(-1),
      h: () => this.setHiding(!this.hiding),
      v: () => this.shown().hidden && this.reveal(),
    };
    const act = actions[event.key] || actions[event.key.toLowerCase()];
    if (onButton || !act) return;
    event.preventDefault();
    act();
  }

  listensTo(target) {
    const typing = target.matches?.(
      "input:not([type=range]), textarea, select, [contenteditable=true], [role=slider], [role=combobox], [role=listbox] *, [role=radio], [role=tab], [role=menuitem]",
    );
    if (typing) return false;
    const mine = focusedStage();
    if (mine) return mine === this;
    if (target.closest?.("button, a, summary, [role=button], [role=grid], [role=dialog]")) return false;
    const top = (stage) => stage.root.getBoundingClientRect().top;
    return [...everyStage()].every(
      (other) =>
        other === this || (top(this) - top(other) || other.host.compareDocumentPosition(this.host) & 4) <= 0,
    );
  }

  /** Inside a grid: arrows walk its cells, Enter pins, Escape leaves. */
  cellKey(event, { grid, cell }) {
    const by = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (event.key === "Escape") {
      this.pinned = null;
      this.root.focus({ preventScroll: true });
      this.relate(null);
      return true;
    }
    if (event.key === "Enter") {
      this.pin({ grid, cell });
      return true;
    }
    if (!by) return false;
    const [row, col] = grid
      .coordinates(cell)
      .map((at, axis) => max(grid.origin[axis], min(at + by[axis], grid.origin[axis] + grid.size[axis] - 1)));
    if (grid.show(row, col)) this.picture.show(this.moment(), true, true);
    const next = grid.cellAt(row, col);
    next.text.focus({ preventScroll: true });
    this.relate({ grid, cell: next });
    return true;
  }
}

/**
 * Streamlit calls this at mount and again with every change of data; a page calls it once.
 *
 * Where the data changed while this module was still loading, Streamlit calls it for the old data and
 * for the new, and only then takes the old call back. A call that was followed by another takes away
 * nothing: the stage belongs to the last.
 */
export default function mount({ data: [scene], parentElement, setTriggerValue }) {
  const stage = (parentElement.dsvizStage ??= new Stage(parentElement));
  stage.tell = setTriggerValue;
  stage.feed(scene);
  return () => {
    if (stage.tell !== setTriggerValue) return;
    stage.remove();
    delete parentElement.dsvizStage;
  };
}
