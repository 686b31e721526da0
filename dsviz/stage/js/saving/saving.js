/**
 * The button that gives the step as it is seen: a sheet with a choice of SVG and PNG.
 *
 * @import { Stage } from "../stage.js"
 * @import { Labels } from "../types.js"
 */
import { textButton } from "../buttons.js";
import { el, put, svg } from "../picture/dom.js";
import { openSheet } from "../presenting.js";
import { png } from "./png.js";
import { hand, sheetOf } from "./sheet.js";

const CAMERA = "M2 5h4l1.5-2h5L14 5h4v12H2zM10 7a4 4 0 1 0 .01 0zM10 9a2 2 0 1 1-.01 0z";

/**
 * @param {Stage} stage
 * @param {Labels} labels
 * @returns {HTMLElement[]}
 */
export function saves(stage, labels) {
  const words = { "aria-label": labels.save, title: labels.save };
  const node = el("button", { type: "button", ...words });
  node.append(svg("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, svg("path", { d: CAMERA })));
  node.onclick = () => choose(stage);
  return [node];
}

/**
 * Show the choice. The sheet covers the stage, which stands still meanwhile.
 * @param {Stage} stage
 */
function choose(stage) {
  const { labels } = stage.now;
  stage.run.pause();
  const note = el("p", { role: "status" });
  /** @param {string} ending @param {(sheet: string) => Blob | Promise<Blob>} write */
  const button = (ending, write) =>
    textButton(ending.toUpperCase(), async () => {
      try {
        hand(`${stage.now.scene.param}-${stage.run.step + 1}.${ending}`, await write(await sheetOf(stage)));
        put(note, labels.save_done);
      } catch {
        put(note, labels.save_failed);
      }
    });
  openSheet(
    stage,
    labels.save,
    el("p", { text: labels.save_about }),
    el(
      "div",
      { class: "row" },
      button("svg", (sheet) => new Blob([sheet], { type: "image/svg+xml" })),
      button("png", png),
    ),
    note,
  );
}
