/**
 * Joins the scripts and styles that run in a browser: `npm run build`.
 *
 * Sources stand in a folder `js`, what is made of them in `dist` beside it. Each bundle begins with the sha256
 * of all its folder's sources and of this file, so that a stale one is found without node: tests/test_bundles.py.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, extname, join, relative } from "node:path";
import { argv, exit } from "node:process";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { minify } from "terser";

const ROOT = fileURLToPath(new URL(".", import.meta.url));
const ROOMS = {
  "dsviz/stage": [
    "component.js",
    "page.js",
    "page_channels.js",
    "page_copies.js",
    "page_pixels.js",
    "page_scatter.js",
    "page_changing.js",
    "page_changing_pixels.js",
    "course.js",
    "widget.js",
    "stage.css",
    "low.css",
    "guide.css",
    "editing.css",
    "pixels.css",
    "scatter.css",
    "paper.css",
  ],
  "dsviz/ui": [
    "answer_grid.js",
    "answer_grid.css",
    "frame.js",
    "seen.js",
    "step_follower.js",
    "wiring.js",
    "wiring.css",
  ],
};
const SETTINGS = {
  bundle: true,
  minify: true,
  write: false,
  format: "esm",
  target: "es2023",
  charset: "utf8",
};
// Opened from a disk, a page has no modules of other files.
const CLASSIC = ["course.js"];
// Names that only the stage's own modules use, never as text: shorter ones make a page smaller on its way.
const OWN = `
  lastPart lastStep byProduct fineness inParts revealed perOutput firstChannel extents readers decimalOutput
  productsHidden sumsHidden totalHidden stateOf kernelRow kernelCol sourceRow sourceCol inRow inCol
  movePart toggleHiding setHiding setSpeed setParts setOrder setBare seeAlone restAgain
  cropped coordinates cellAt counterpart highlight clearMarks outRows outCols legible stretch
  hasFocus fillScreen onScreen isFull narrow fontFor rowsAt showTicks showKeys showInfo showBadges
  keepFocus focusEdited isNamed renumber rounding catchUp headline presenting pointing linked panned posed
  numbers channels filters decimals picture windows refresh equation controls taps grids moment stepOf
  relate drawn origin padded called laid wires tint weights whole moved rests lines factor slices sums
  corner outputs legible frames member chosen alone current follow answered dialog counting closes exact
  kind node mark depth bias single maps reach boxes zoom term terms space notice soon hold holds chars
  lead goTo waits veil changed restart advance until status where tell root scene stand source
  build moves dress pane upTo texts isWeb inLink marks hides plays wish strip listen usual used announce feed
  under old plus tap blocks speeds framed least threadPath wrong Maps OneMap keepFocus came open isOpen takes lost pixel
  saves frameLine leads forget elsewhere ground pinned nodes named spots said pixel told hatch grid view cols rows room pose pair index read weight wire
  within sent layOut settle lettering rect headroom digits times owns nameOf equals most thread shows colour before front lift
`;

const read = (path) => readFileSync(join(ROOT, path), "utf8").replaceAll("\r\n", "\n");

/** Every source of a room, by its path, in one order everywhere. */
function sourcesOf(room) {
  const found = readdirSync(join(ROOT, room, "js"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
  const data = readdirSync(join(ROOT, room)).filter((name) => extname(name) === ".json");
  return [...found, ...data.map((name) => `${room}/${name}`)].sort();
}

function digest(room) {
  const hash = createHash("sha256");
  const { esbuild, terser } = JSON.parse(read("package.json")).devDependencies;
  hash.update(`esbuild ${esbuild}\nterser ${terser}\n`);
  for (const path of ["build.mjs", ...sourcesOf(room)]) hash.update(`${path}\n${read(path)}\n`);
  return hash.digest("hex");
}

/** A style that a script imports: the text of it, made small. */
const STYLES = {
  name: "styles",
  /** @param {import("esbuild").PluginBuild} plugged */
  setup(plugged) {
    plugged.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const made = await transform(readFileSync(path, "utf8").replaceAll("\r\n", "\n"), {
        loader: "css",
        minify: true,
        charset: "utf8",
      });
      return { contents: made.code, loader: "text" };
    });
  },
};

async function bundle(room, name) {
  const made = await build({
    ...SETTINGS,
    format: CLASSIC.includes(name) ? "iife" : SETTINGS.format,
    mangleProps: room === "dsviz/stage" ? new RegExp(`^(${OWN.trim().split(/\s+/).join("|")})$`) : undefined,
    plugins: extname(name) === ".js" ? [STYLES] : [],
    entryPoints: [join(ROOT, room, "js", name)],
  });
  return `/* sha256 ${digest(room)} */\n${await smaller(made.outputFiles[0].text, extname(name))}`;
}

/**
 * A script as terser writes it: a twenty-fifth less on its way than esbuild's own.
 * @param {string} text
 * @param {string} kind
 */
async function smaller(text, kind) {
  if (kind !== ".js") return text.replaceAll(/(?<=[,:]) /g, ""); // which esbuild keeps in a style's own variables
  // No getter of the stage does anything. A constant that always stands last repeats itself more often.
  const compress = { passes: 3, pure_getters: true, hoist_funs: true, lhs_constants: false };
  const made = await minify(text, { module: true, compress });
  return `${made.code}\n`;
}

const check = argv.includes("--check");
let stale = false;
for (const [room, names] of Object.entries(ROOMS)) {
  for (const name of names) {
    const text = await bundle(room, name);
    const path = `${room}/dist/${basename(name)}`;
    if (check) {
      if (read(path) === text) continue;
      stale = true;
      console.error(`${path} is not what its sources give; run: npm run build`);
    } else {
      mkdirSync(join(ROOT, room, "dist"), { recursive: true });
      writeFileSync(join(ROOT, path), text);
      console.log(path, Buffer.byteLength(text));
    }
  }
}
if (stale) exit(1);
