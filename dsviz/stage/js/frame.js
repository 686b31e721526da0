/** A stage on a course page, and where it is said what a link can hold. @import { Labels } from "./types.js" */
import { el } from "./picture/dom.js";

const HEIGHT = 720; // px of the frame
const LINKS = "Links_for_a_class"; // the page's address, as dsviz/ui/shell/page.py has it

/**
 * The line of HTML that shows an address on another page.
 * @param {string} address
 * @param {string} title
 */
export function frameLine(address, title) {
  /** @param {string} text */
  const safe = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  const look = `width="100%" height="${HEIGHT}" style="border:0" allow="fullscreen; clipboard-write"`;
  return `<iframe src="${safe(address)}" title="${safe(title)}" ${look}></iframe>`;
}

/**
 * The way to the page on links; the view that is open stays.
 * @param {Labels} labels
 */
export function leads(labels) {
  return [el("p", {}, el("a", { href: LINKS, target: "_blank", text: labels.all_links }))];
}
