/**
 * Counts of steps and multiplications as the page's language writes them, "1,296": so they stand in its tables.
 *
 * A page of one's own does without; the app's component brings this module.
 */
import { Controls } from "./controls.js";
import { put } from "./picture/dom.js";
import { Status } from "./status.js";

const LONG = /\d{4,}/g;

/** @param {Element | null | undefined} node */
function group(node) {
  const text = node?.textContent ?? "";
  if (!node || text.search(LONG) < 0) return;
  const { format } = new Intl.NumberFormat(document.documentElement.lang || "en");
  put(
    node,
    text.replace(LONG, (digits) => format(Number(digits))),
  );
}

const { show: showStatus } = Status.prototype;
const { show: showControls } = Controls.prototype;

Status.prototype.show = function (...told) {
  showStatus.apply(this, told);
  group(this.nodes[0].querySelector(".counter"));
};

Controls.prototype.show = function (...told) {
  showControls.apply(this, told);
  group(this.node.querySelector(".count"));
};
