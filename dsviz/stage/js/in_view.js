/**
 * A guide's card is in the window: where a link opens it far down a page, and where the next one is lower. So is
 * the equation under it, where the picture leaves room for both.
 *
 * @import { Stage } from "./stage.js"
 */
import { RelayRun } from "./relay_run.js";

const TRIES = 20; // while what stands above is still being drawn
const APART = 300; // ms
const BAR = 60; // px of the page's own bar
const SLACK = 8; // px of a row, for which nothing moves
const LINE = 2; // px of the last line

/**
 * What is to be seen of a card: it and the equation, if they and the picture above them fit the window, else it alone.
 * Where they stand beside the picture, the end that is lower.
 * @param {Element | undefined} card
 */
function toBeSeen(card) {
  const words = card?.parentElement;
  const picture = words?.previousElementSibling;
  if (!picture) return card;
  const { top, bottom, height } = words.getBoundingClientRect();
  const drawn = picture.getBoundingClientRect();
  if (top < drawn.bottom - SLACK) {
    const part = height <= innerHeight ? words : card;
    return part && part.getBoundingClientRect().bottom > drawn.bottom ? part : picture;
  }
  const fits = bottom - drawn.top <= innerHeight - BAR;
  return fits && bottom > innerHeight + LINE ? words : card;
}

/** px of the page's bar, where that hides what lies under it, as on a phone. */
function bar() {
  const node = globalThis.document?.querySelector("[data-testid=stHeader]");
  return node && !getComputedStyle(node).backgroundColor.endsWith(", 0)") ? node.clientHeight : 0;
}

/**
 * Bring a node to the window's end, where some of it is not in it, but no row over the picture half under the bar:
 * such a row is brought under the bar's edge or, where the node's end would leave the window, wholly behind it.
 * @param {Element | undefined} card
 */
function reach(card) {
  const seen = toBeSeen(card);
  seen?.scrollIntoView({ block: "nearest", behavior: "instant" });
  const [words, hidden] = [card?.parentElement, bar()];
  const rows = hidden ? [...(words?.parentElement?.children ?? [])] : [];
  for (const [at, row] of rows.entries()) {
    const { top, bottom } = row.getBoundingClientRect();
    if (row === words?.previousElementSibling) return;
    if (top > hidden - 1 || bottom - top < SLACK) continue;
    const end = seen?.getBoundingClientRect().bottom ?? 0;
    const fits = end + hidden - top <= innerHeight + LINE;
    if (bottom <= hidden && !fits) continue;
    const first = fits ? row : rows.slice(at + 1).find((each) => each.clientHeight > SLACK);
    /** @type {HTMLElement} */ (first ?? row).style.scrollMarginTop = `${hidden}px`;
    return (first ?? row).scrollIntoView({ block: "start", behavior: "instant" });
  }
}

/**
 * Act again and again while a page that was opened comes to rest, until the reader does anything.
 * @param {() => void} act
 */
export function whileItSettles(act) {
  let left = TRIES;
  const stop = () => {
    left = 0;
  };
  for (const way of ["wheel", "pointerdown", "keydown"]) addEventListener(way, stop, { once: true });
  const look = () => {
    if (left-- <= 0) return;
    act();
    setTimeout(look, APART);
  };
  requestAnimationFrame(look); // it is not on the page yet
}

/**
 * Bring a node to the top of the window where it lies below the middle, else all of what stands in it into
 * the window as soon as that has come to rest.
 * @param {Element} node
 * @param {() => Element | undefined} inside
 */
export function bringIntoView(node, inside) {
  let rested = Number.NaN;
  whileItSettles(() => {
    if (!node.isConnected) return;
    const end = () => toBeSeen(inside())?.getBoundingClientRect().bottom;
    if (node.getBoundingClientRect().top > innerHeight / 2) node.scrollIntoView();
    else if (end() === rested) reach(inside());
    rested = end() ?? Number.NaN;
  });
}

let opened = "";

/**
 * A link to a step opens a phone at the stage's controls: what was sent is seen first, not the page's title over it.
 * The focus stays where it is. The first step is where a page begins, too. Once a page: who changes its language
 * or its example is left where that was done.
 * @param {Stage} stage
 */
export function beginAtStage({ root, room, run, used, guide, now }) {
  const page = location.pathname;
  if (!used || !room.narrow || room.isFull || guide?.inLink || now.scene.chain === "second") return;
  if (!run.step || opened === page) return;
  opened = page;
  whileItSettles(() => {
    if (root.isConnected && !(run instanceof RelayRun && run.isIdle))
      root.scrollIntoView({ block: "start", behavior: "instant" });
  });
}

/**
 * Bring all of a node into the window, where some of it is not, once the picture above it has been drawn.
 * @param {() => Element | undefined} inside
 */
export function keepInView(inside) {
  const look = () => reach(inside());
  requestAnimationFrame(() => requestAnimationFrame(look));
}
