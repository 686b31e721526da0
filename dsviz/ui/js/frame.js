/**
 * What Streamlit leaves undone around a page, for those who hear it or have no mouse. It runs when a page is
 * opened; Streamlit's filter drops a script in which a letter follows the sign for "less than".
 *
 * @import { Theirs } from "./tongues.js"
 */
import { markQuotations, sayTheirs } from "./tongues.js";

const AT_ONCE = 250; // ms in which changes of a page are answered together
const PATIENCE = 10_000; // ms a page may take to bring its title
const SCROLLED =
  ".stMainBlockContainer :is(.stMarkdown table, pre, .stCode > div, .katex-display, :is(p, ul, ol):has(.katex))";
// What Plotly draws: in a chart with a name, and where it measures its letters.
const DRAWN = "[data-testid=stPlotlyChart][role=figure][aria-label] .js-plotly-plot, #js-plotly-tester";
const REACHED = "data-reached";
// What the stages write into the address themselves: twin of BROWSERS_OWN in dsviz/ui/shell/address.py.
const BROWSERS_OWN = /^((walk)?(step|order|pose)(\d*|-\w+)|guide)$/;

/** @typedef {{ page: string, title: string, language: string, pages: string, theirs: Theirs, touch: Theirs }} Opened */

/** @type {{ dsvizPage?: string, dsvizWatch?: MutationObserver, dsvizKeeps?: boolean, dsvizTheirs?: Theirs }} */
const kept = /** @type {any} */ (globalThis);

/** @param {string} selector */
const all = (selector) => /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(selector));

/** A list that holds anything but its items is none: each section becomes a group of links with a name. */
function nameSections() {
  const list = all("[data-testid=stSidebarNavItems]")[0];
  list?.setAttribute("role", "presentation");
  for (const section of list?.children ?? []) {
    section.setAttribute("role", "group");
    section.setAttribute("aria-label", section.querySelector("header p")?.textContent ?? "");
    for (const item of section.querySelectorAll("li")) item.setAttribute("role", "presentation");
  }
}

/** What scrolls sideways by itself can be scrolled with keys: not every browser lets Tab stop there. */
function reachScrolled() {
  for (const each of all(SCROLLED)) {
    const scrolls = each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1;
    const is = getComputedStyle(each);
    const wanted = scrolls && [is.overflowX, is.overflowY].some((how) => how === "auto" || how === "scroll");
    if (wanted === each.hasAttribute(REACHED)) continue;
    each.toggleAttribute(REACHED, wanted);
    if (wanted) each.tabIndex = 0;
    else each.removeAttribute("tabindex");
    // Streamlit lets Tab stop at the block around it, too, where there is nothing to do.
    each.parentElement?.closest(".stCode")?.setAttribute("tabindex", wanted ? "-1" : "0");
  }
}

/** What can have the focus is no decoration. */
function nameDropzones() {
  for (const each of all("[data-testid=stFileUploaderDropzone][role=presentation]"))
    each.setAttribute("role", "group");
}

/** A chart is heard as its name says it: the drawing in it would be an image without one, and loose numbers. */
function hushCharts() {
  for (const each of all(DRAWN)) each.ariaHidden = "true";
}

/** What a paste was taken for is told to who cannot see it: only what comes into a status that stands is spoken. */
function tellTaken() {
  const [place] = all("body > .dsviz-told");
  const [taken] = all(".st-key-told");
  const words = taken?.textContent?.trim() ?? "";
  if (!place) {
    const status = document.createElement("div");
    status.className = "dsviz-told";
    status.setAttribute("role", "status");
    document.body.append(status);
    if (words) setTimeout(tellTaken, AT_ONCE);
  } else if (place.textContent !== words) place.textContent = words;
}

function mend() {
  nameSections();
  nameDropzones();
  hushCharts();
  reachScrolled();
  tellTaken();
  sayTheirs(kept.dsvizTheirs ?? {});
  markQuotations();
}

/** Mends now, and whenever the page has changed. */
function watch() {
  mend();
  if (kept.dsvizWatch) return;
  let waiting = 0;
  const soon = () => {
    if (waiting) return;
    waiting = setTimeout(() => {
      waiting = 0;
      mend();
    }, AT_ONCE);
  };
  // What scrolls is reached from the frame on in which it is drawn, and from that on in which its letters have come.
  let drawn = 0;
  const now = () => {
    soon();
    if (drawn) return;
    drawn = requestAnimationFrame(() => {
      drawn = 0;
      reachScrolled();
    });
  };
  kept.dsvizWatch = new MutationObserver(now);
  kept.dsvizWatch.observe(document.body, { childList: true, characterData: true, subtree: true });
  addEventListener("resize", now);
  document.fonts.addEventListener("loadingdone", now);
  freeFingers();
}

/** A finger on a chart scrolls the page, which Plotly would stop; a tap still points, as a mouse does. */
function freeFingers() {
  const spare = (/** @type {TouchEvent} */ event) => {
    if (/** @type {Element} */ (event.target).closest(".js-plotly-plot")) event.stopPropagation();
  };
  document.addEventListener("touchstart", spare, { capture: true, passive: true });
}

/**
 * Gives the focus to the new page's title once it stands there; a reader who has gone on is left alone.
 * @param {string} title
 */
function focusTitle(title) {
  const from = document.activeElement;
  const end = Date.now() + PATIENCE;
  const look = () => {
    const heading = all("h1")[0];
    const now = document.activeElement;
    if (now !== from && now !== document.body) return;
    if (heading?.textContent?.trim() === title) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    } else if (end > Date.now()) setTimeout(look, AT_ONCE / 5);
  };
  look();
}

/** Whether an address is this page's without what its stages have written into it. */
function isBare(/** @type {URL} */ address) {
  const [here, there] = [new URL(location.href), address];
  for (const name of [...here.searchParams.keys()])
    if (BROWSERS_OWN.test(name) && !there.searchParams.has(name)) here.searchParams.delete(name);
  for (const each of [here, there]) each.searchParams.sort();
  return here.href === there.href;
}

/**
 * What Streamlit writes for the page that comes, it writes into the address of the one that goes, as a step
 * of its own. The way back would lead there, and not to where the reader stood.
 */
function keepHistory() {
  if (kept.dsvizKeeps) return;
  kept.dsvizKeeps = true;
  const push = history.pushState.bind(history);
  history.pushState = (state, unused, url) => {
    if (!isBare(new URL(url ?? "", location.href))) push(state, unused, url);
  };
}

/** Streamlit opens the sidebar by a window's width alone; on a phone on its side it would cover the lesson. */
function makeRoom() {
  if (!matchMedia("(max-height: 480px) and (pointer: coarse)").matches) return;
  all(".stSidebar[data-collapsed=false] [data-testid=stSidebarCollapseButton] button")[0]?.click();
}

/** @param {Opened} opened */
function begin({ page, title, language, pages, theirs, touch }) {
  document.documentElement.lang = language;
  // What is said of keys and of a pointer means nothing to a finger.
  kept.dsvizTheirs = matchMedia("(pointer: coarse)").matches ? { ...theirs, ...touch } : theirs;
  all("[data-testid=stSidebarNav]")[0]?.setAttribute("aria-label", pages);
  watch();
  keepHistory();
  if (kept.dsvizPage === page) return;
  // Streamlit leaves the next page scrolled as far as the last one was.
  all("[data-testid=stMain]")[0]?.scrollTo(0, 0);
  if (kept.dsvizPage) focusTitle(title);
  else makeRoom();
  kept.dsvizPage = page;
}

Object.assign(globalThis, { dsvizOpen: begin });
