/** Light or dark, as the page around a widget is: each notebook says that in its own way, all of them paint it. */

const SAID = ["class", "style", "theme", "data-theme", "data-jp-theme-light", "data-vscode-theme-kind"];
const DARK = 0.4; // of the light of white, below which a page counts as dark

/**
 * The colour that is painted behind an element; null where nothing is.
 * @param {Element} element
 */
function behind(element) {
  for (let at = /** @type {Element | null} */ (element); at; at = above(at)) {
    const colour = getComputedStyle(at).backgroundColor;
    const [red, green, blue, opaque = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    if (colour.startsWith("rgb") && opaque > 0.5) return { colour, light: lightOf([red, green, blue]) };
  }
  return null;
}

/** @param {Element} element */
function above(element) {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/** @param {number[]} parts red, green and blue up to 255 */
const lightOf = ([red, green, blue]) => (0.3 * red + 0.59 * green + 0.11 * blue) / 255;

/** @param {HTMLElement} host */
function dress(host) {
  const found = behind(/** @type {HTMLElement} */ (host.parentElement));
  host.style.colorScheme = found ? (found.light < DARK ? "dark" : "light") : "light dark";
  host.style.setProperty("--st-background-color", found?.colour ?? "");
}

/**
 * Dress a host as its page is, now and whenever the page changes; returns what ends it.
 * @param {HTMLElement} host
 */
export function follow(host) {
  const look = () => host.isConnected && dress(host);
  const observer = new MutationObserver(look);
  for (const node of [document.documentElement, document.body])
    observer.observe(node, { attributes: true, attributeFilter: SAID });
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", look);
  // A notebook fills an output before it hangs it into the page.
  const frame = requestAnimationFrame(look);
  dress(host);
  return () => {
    observer.disconnect();
    dark.removeEventListener("change", look);
    cancelAnimationFrame(frame);
  };
}
