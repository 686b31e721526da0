/**
 * A view of a stage as a link: copied at once, with a choice of what it shows, and as a line for a course page.
 *
 * @import { Stage } from "./stage.js"
 * @import { Labels } from "./types.js"
 */
import { checkBox, textButton } from "./buttons.js";
import { el, put } from "./picture/dom.js";
import { openSheet } from "./presenting.js";

const CHOICES = ["only", "projector", "bare", "full", "play"];

/** @typedef {Record<string, boolean>} Chosen what of CHOICES is */

/**
 * Copy the view's address and say so.
 * @param {Stage} stage
 */
export function showLink(stage) {
  const { labels, scene } = stage.now;
  const chosen = chosenOn(stage);
  const note = el("p", { role: "status" });
  const [address, embed] = [field(labels.address), field(labels.embed ?? "")];
  const write = () => {
    address.value = stage.link.address(chosen);
    embed.value =
      stage.frameLine?.(stage.link.address({ ...chosen, only: true, framed: true }), scene.title) ?? "";
  };
  write();
  openSheet(
    stage,
    labels.copy,
    ...copied(address, note, labels),
    ...CHOICES.slice(stage.frameLine ? 0 : 1).map((name) =>
      checkBox(labels[`choice_${name}`], chosen[name], (on) => {
        chosen[name] = on;
        write();
      }),
    ),
    ...(stage.frameLine ? copied(embed, note, labels) : []),
    note,
  );
  copy(address, note, labels);
}

/**
 * @param {Stage} stage
 * @returns {Chosen}
 */
function chosenOn({ root, room, presenting }) {
  const projector = root.classList.contains("projector");
  return { only: room.only, projector, bare: presenting.bare, full: room.onScreen, play: false };
}

/** @param {string} name */
const field = (name) => el("input", { class: "link", readonly: true, "aria-label": name });

/**
 * @param {HTMLInputElement} node
 * @param {HTMLElement} note
 * @param {Labels} labels
 */
function copied(node, note, labels) {
  const button = textButton(labels.copy_it, () => copy(node, note, labels));
  return [el("label", { text: node.ariaLabel }), el("div", { class: "row" }, node, button)];
}

/**
 * Copy a field's text: a page without https has only the old way.
 * @param {HTMLInputElement} node
 * @param {HTMLElement} note
 * @param {Labels} labels
 */
async function copy(node, note, labels) {
  node.select();
  const done = await navigator.clipboard?.writeText(node.value).then(
    () => true,
    () => false,
  );
  put(note, done || document.execCommand("copy") ? labels.copied : labels.not_copied);
}
