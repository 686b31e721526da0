/**
 * Keys: they go to the stage that is in focus or was used last. On a page where none was they are the page's own.
 *
 * @import { Target } from "./picture/grid.js"
 * @import { Stage } from "./stage.js"
 */
import { targetOf } from "./picture/targets.js";

const TYPING =
  "input:not([type=range], [type=checkbox]), textarea, select, [contenteditable=true], [role=slider], [role=combobox], [role=listbox] *, [role=radio], [role=tab], [role=menuitem]";
const LETTER = /^[a-z]$/i;
const FAR = 1 / 0; // as far as the map goes
/** @type {Record<string, [number, number]>} the ways inside a map, "^" with Ctrl */
const WAYS = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -FAR],
  End: [0, FAR],
  PageUp: [-FAR, 0],
  PageDown: [FAR, 0],
  "^Home": [-FAR, -FAR],
  "^End": [FAR, FAR],
};

/** @type {Record<string, (stage: Stage) => void>} */
const ACTIONS = {
  " ": ({ run: { lead } }) => lead.toggle(),
  ArrowRight: ({ run: { lead } }) => lead.move(1),
  ArrowLeft: ({ run: { lead } }) => lead.move(-1),
  Home: ({ run: { lead } }) => lead.goTo(0),
  End: ({ run: { lead } }) => lead.goTo(lead.end),
  ".": ({ run: { lead } }) => lead.movePart(1),
  ",": ({ run: { lead } }) => lead.movePart(-1),
  h: ({ run: { lead } }) => lead.toggleHiding(),
  p: ({ run: { lead } }) => lead.setParts(lead.fineness === 2 ? 0 : 2),
  PageDown: ({ run: { lead } }) => lead.move(1),
  PageUp: ({ run: { lead } }) => lead.move(-1),
  b: ({ presenting }) => presenting.blank(),
  c: ({ presenting }) => presenting.setBare(!presenting.bare),
  f: ({ room }) => room.fillScreen(),
  "?": ({ presenting }) => presenting.showKeys(),
  v: ({ moment, now }) => {
    if (moment.shown.hidden) now.controls.reveal();
  },
};

/**
 * Hear keys from now on, and know whether the stage was used last; returns what ends it.
 * @param {Stage} stage
 * @param {Node} [ground] where they are heard: what stands outside it keeps its own
 */
export function listen(stage, ground = document) {
  const key = (/** @type {KeyboardEvent} */ event) => onKey(stage, event);
  const use = (/** @type {Event} */ event) => {
    stage.used = event.composedPath().includes(stage.root);
  };
  const ways = Object.entries({ keydown: key, pointerdown: use, focusin: use });
  for (const [way, act] of ways) ground.addEventListener(way, /** @type {EventListener} */ (act));
  return () => {
    for (const [way, act] of ways) ground.removeEventListener(way, /** @type {EventListener} */ (act));
  };
}

/**
 * @param {Stage} stage
 * @param {KeyboardEvent} event
 */
function onKey(stage, event) {
  const target = event.composedPath()[0];
  if (!(target instanceof Element)) return;
  const { key } = event;
  const command = event.ctrlKey || event.metaKey;
  if (command && key === "z" && stage.now.scene.changes && stage.member.hasFocus()) {
    event.preventDefault();
    return stage.editing?.undo();
  }
  if (event.defaultPrevented || event.altKey || target.matches(TYPING)) return;
  if (!stage.member.hasFocus()) return;
  const cell = targetOf(target);
  if (cell && cellKey(stage, command ? `^${key}` : key, cell)) return event.preventDefault();
  if (command) return;
  if (stage.presenting.dialog) return dialogKey(stage.presenting.dialog, event);
  if (target.matches("[type=range]") && key.length > 1) return; // a slider keeps its arrows
  const onButton = target.closest("button") && (key === " " || key === "Enter");
  if (onButton) return;
  if (stage.guide?.takes(key)) return event.preventDefault();
  const act = digitOf(event) ?? ACTIONS[key] ?? ACTIONS[key.toLowerCase()];
  if (!act || (LETTER.test(key) && !stage.presenting.letters)) return;
  event.preventDefault();
  act(stage);
}

/**
 * A digit chooses a filter, with Shift an input channel, which is then seen alone.
 * @param {KeyboardEvent} event
 * @returns {((stage: Stage) => void) | null}
 */
export function digitOf({ code, shiftKey, key }) {
  if (/^\d$/.test(key)) return ({ now }) => now.maps.choose(Number(key));
  const digit = shiftKey && /^Digit(\d)$/.exec(code);
  return digit ? ({ now }) => now.maps.seeAlone(Number(digit[1])) : null;
}

/**
 * A black screen comes back at any key of the stage; the sheet of keys closes as it opened.
 * @param {HTMLDialogElement} dialog
 * @param {KeyboardEvent} event
 */
function dialogKey(dialog, event) {
  const { key } = event;
  const known = ACTIONS[key] ?? ACTIONS[key.toLowerCase()];
  if (!(dialog.className === "blank" ? known : key === "?")) return;
  event.preventDefault();
  dialog.close();
}

/**
 * Inside a grid: arrows walk its cells, Home, End, PageUp and PageDown to its edges, with Ctrl to its corners;
 * Enter pins, Escape leaves; false for any other key.
 * @param {Stage} stage
 * @param {string} key
 * @param {Target} target
 */
function cellKey(stage, key, target) {
  if (key === "Escape") {
    stage.root.focus({ preventScroll: true });
    stage.pointing.pin(null);
  } else if (key === "Enter") stage.pointing.pin(target);
  else if (WAYS[key]) walk(stage, target, WAYS[key]);
  else return false;
  return true;
}

/**
 * @param {Stage} stage
 * @param {Target} target
 * @param {[number, number]} by
 */
function walk({ picture, pointing, moment }, { grid, cell }, by) {
  const { origin, size } = grid.mark;
  const [row, col] = grid
    .coordinates(cell)
    .map((at, axis) => Math.max(origin[axis], Math.min(at + by[axis], origin[axis] + size[axis] - 1)));
  if (grid.show(row, col)) picture?.show(moment, true, true);
  const next = grid.cellAt(row, col);
  if (!next) return;
  next.text.focus({ preventScroll: true });
  pointing.relate({ grid, cell: next });
}
