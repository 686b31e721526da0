/**
 * A link's wish for the full screen stays in it until that is left.
 *
 * @import { Stage } from "./stage.js"
 */

/**
 * Keep it from now on.
 * @param {Stage} stage
 */
export function keepWish(stage) {
  const { presenting, link } = stage;
  const wish = presenting.wish.bind(presenting);
  presenting.wish = () => {
    presenting.full = true;
    wish();
    document.addEventListener("fullscreenchange", () => {
      presenting.full &&= stage.room.onScreen;
      link.rest();
    });
  };
}
