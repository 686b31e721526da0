/**
 * The button that gives the step as it is seen: a sheet with a choice of SVG and PNG.
 *
 * @import { Stage } from "../stage.js"
 */
import { textButton } from "../buttons.js";
import { el, fill, put } from "../picture/dom.js";
import { openSheet, Presenting } from "../presenting.js";
import { png } from "./png.js";
import { hand, sheetOf } from "./sheet.js";

Presenting.saves = (stage, labels) => [textButton(labels.save, () => choose(stage))];

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
        hand(`${nameOf(stage)}.${ending}`, await write(await sheetOf(stage)));
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

/**
 * What the file is called, without its ending: the lesson and the step; of two stages on a page each has a name
 * of its own.
 * @param {Pick<Stage, "now" | "run">} stage
 * @param {string} title of the page
 */
export function nameOf({ now: { scene, labels }, run }, title = document.title) {
  const lesson =
    title
      .split(" \u00b7 ")[0]
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const other = (scene.param ?? "").replace(/step-?/, "");
  return [...lesson, fill(labels.save_name, { n: run.step + 1 }), other].filter(Boolean).join("-");
}
