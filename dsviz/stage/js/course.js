/** The stages of a lesson that is a plain file: the page's own script, mounted once. */
import { chain } from "./chain.js";
import { CoursePage } from "./course_page.js";
import { Editing } from "./editing.js";
import { frameLine } from "./frame.js";
import { Guiding } from "./guiding.js";
import { beginAtStage } from "./in_view.js";
import "./layout/columns.js";
import "./layout/changed.js";
import "./ground.js";
import "./layout/low.js";
import "./layout/guided.js";
import "./maps.js";
import "./undone.js";
import { feedFrom } from "./original.js";
import "./paper.js";
import "./picture/threads.js";
import "./picture/routes.js";
import "./picture/apart.js";
import "./heard.js";
import "./thousands.js";
import "./picture/titles.js";
import "./picture/headers.js";
import "./picture/under.js";
import "./picture/was.js";
import { Pixels } from "./pixels/pixels.js";
import { RelayRun } from "./relay_run.js";
import "./saving/saving.js";
import "./scatter/scatter.js";
import { Stage } from "./stage.js";
import { hearTaps } from "./tapping.js";
import { followStage } from "./wired.js";
import { keepWish } from "./wishing.js";

const isWeb = /^https?:$/.test(location.protocol);
const selects = /** @type {HTMLSelectElement[]} */ ([...document.querySelectorAll("[data-param]")]);

/**
 * Show the choices that are open, with what each offers now.
 * @param {import("./course_page.js").Choice[]} choices
 */
function offer(choices) {
  for (const select of selects) {
    const open = choices.find(({ param }) => param === select.dataset.param);
    const label = /** @type {HTMLElement} */ (select.parentElement);
    label.hidden = select !== selects[0] && (open?.options.length ?? 0) < 2;
    if (!open) continue;
    if (select.length !== open.options.length)
      select.replaceChildren(...open.options.map(([value, title]) => new Option(title, value)));
    select.value = open.value;
  }
}

/**
 * @param {HTMLElement} host
 * @param {number} at
 */
function mounted(host, at) {
  const stage = new Stage(host, (own) => new Editing(own), {
    frameLine: isWeb ? frameLine : undefined,
    guide: (own) => {
      hearTaps(own);
      keepWish(own);
      return new Guiding(own);
    },
    pixels: (own) => new Pixels(own),
    Runs: RelayRun,
    chain,
  });
  stage.tell = (_, value) => page.edit(at, /** @type {{ changes: string }} */ (value).changes);
  return stage;
}

const lesson = JSON.parse(document.getElementById("lesson")?.textContent ?? "");
/** Each stage's first picture is a task of its own: between two the browser answers its reader. */
let first = true;
/**
 * @param {number} at
 * @param {import("./types.js").Scene} scene
 */
function feed(at, scene) {
  const opens = first;
  const act = () => {
    feedFrom(stages[at], scene);
    if (opens) beginAtStage(stages[at]);
  };
  if (first && at) setTimeout(act);
  else act();
}

const page = new CoursePage(lesson, feed);
const stages = [...document.querySelectorAll("[data-stage]")].map((host, at) =>
  mounted(/** @type {HTMLElement} */ (host), at),
);
followStage();
setTimeout(() => {
  offer(page.show());
  first = false;
  for (const select of selects)
    select.onchange = () => offer(page.choose(select.dataset.param ?? "", select.value));
});
// The same view in the other language.
for (const link of document.querySelectorAll("a[data-same]"))
  link.addEventListener("click", () => {
    /** @type {HTMLAnchorElement} */ (link).href =
      link.getAttribute("href")?.replace(/[?#].*/s, "") + location.search + location.hash;
  });
