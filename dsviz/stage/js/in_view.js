/** A guide's card is in the window: where a link opens it far down a page, and where the next one is lower. */

const TRIES = 20; // while what stands above is still being drawn
const APART = 300; // ms

/**
 * Bring a node to the top of the window where it lies below the middle, else all of what stands in it into
 * the window as soon as that has come to rest, until the reader does anything.
 * @param {Element} node
 * @param {() => Element | undefined} inside
 */
export function bringIntoView(node, inside) {
  let [left, rested] = [TRIES, Number.NaN];
  const stop = () => {
    left = 0;
  };
  for (const way of ["wheel", "pointerdown", "keydown"]) addEventListener(way, stop, { once: true });
  const look = () => {
    if (left-- <= 0 || !node.isConnected) return;
    const end = () => inside()?.getBoundingClientRect().bottom;
    if (node.getBoundingClientRect().top > innerHeight / 2) node.scrollIntoView();
    else if (end() === rested) inside()?.scrollIntoView({ block: "nearest" });
    rested = end() ?? Number.NaN;
    setTimeout(look, APART);
  };
  requestAnimationFrame(look); // it is not on the page yet
}

/**
 * Bring all of a node into the window, where some of it is not, once the picture above it has been drawn.
 * @param {() => Element | undefined} inside
 */
export function keepInView(inside) {
  const look = () => inside()?.scrollIntoView({ block: "nearest", behavior: "instant" });
  requestAnimationFrame(() => requestAnimationFrame(look));
}
