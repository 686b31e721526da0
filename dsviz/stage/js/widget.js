/**
 * The stage as a widget of a notebook, or of a page that was made of one: a module with `render`, as anywidget has it.
 *
 * @import { Model } from "./notebook/bound.js"
 */

import editingStyle from "./editing.css";
import { Editing } from "./editing.js";
import guideStyle from "./guide.css";
import { StageLink } from "./stage_link.js";
import "./layout/columns.js";
import "./layout/changed.js";
import "./layout/low.js";
import "./maps.js";
import "./undone.js";
import { Bound } from "./notebook/bound.js";
import { Opening } from "./notebook/opening.js";
import { follow } from "./notebook/theme.js";
import "./picture/threads.js";
import "./picture/routes.js";
import "./picture/apart.js";
import "./heard.js";
import "./thousands.js";
import "./picture/titles.js";
import "./picture/headers.js";
import "./picture/was.js";
import { Pixels } from "./pixels/pixels.js";
import pixelsStyle from "./pixels.css";
import style from "./stage.css";
import { Stage } from "./stage.js";

// A view of a notebook has no address to copy: its button has no words.
const UNSAID = ".tools button:empty { display: none }";

/**
 * Show one view of a model; returns what takes it away.
 * @param {{ model: Model, el: HTMLElement }} given
 */
function render({ model, el }) {
  const host = el.appendChild(document.createElement("div"));
  const { inside, ground } = enclosed(host);
  const unfollow = follow(host);
  const stage = new Stage(inside, (own) => new Editing(own), {
    pixels: (own) => new Pixels(own),
    ground,
  });
  stage.link = new StageLink(stage, new Opening(model));
  const bound = new Bound(model, stage);
  return () => {
    bound.leave();
    unfollow();
    stage.remove();
    host.remove();
  };
}

/**
 * A place of its own for a stage: no style of the notebook reaches in, and no key that is meant for it gets out.
 * @param {HTMLElement} host
 */
function enclosed(host) {
  // JupyterLab hears keys before anybody else, and leaves those alone that are pressed inside such an element.
  host.dataset.lmSuppressShortcuts = "true";
  const ground = host.attachShadow({ mode: "open" });
  const sheet = document.createElement("style");
  sheet.textContent = style + guideStyle + editingStyle + pixelsStyle + UNSAID;
  const inside = document.createElement("div");
  ground.append(sheet, inside);
  host.addEventListener("keydown", (event) => event.stopPropagation());
  return { inside, ground };
}

export default { render };
