/**
 * The stage as a component of a Streamlit page.
 *
 * @import { Scene } from "./types.js"
 */
import { chain } from "./chain.js";
import { Editing } from "./editing.js";
import { frameLine, leads } from "./frame.js";
import { Guiding } from "./guiding.js";
import { beginAtStage } from "./in_view.js";
import "./layout/columns.js";
import "./layout/changed.js";
import "./ground.js";
import "./layout/low.js";
import "./layout/guided.js";
import "./maps.js";
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
import { tellSeen } from "./seen.js";
import { Stage } from "./stage.js";
import { hearTaps } from "./tapping.js";
import "./told_after.js";
import "./undone.js";
import { keepWish } from "./wishing.js";

/**
 * @typedef {object} Mounting what Streamlit mounts with
 * @property {[Scene]} data
 * @property {HTMLElement & { dsvizStage?: Stage, dsvizTells?: () => void }} parentElement
 * @property {(name: string, value: unknown) => void} [setTriggerValue]
 */

/**
 * Streamlit calls this at mount and again with every change of data.
 *
 * Where the data changed while this module was still loading, Streamlit calls it for the old data and
 * for the new, and only then takes the old call back. A call that was followed by another takes away
 * nothing: the stage belongs to the last.
 * @param {Mounting} mounting
 */
export default function mount({ data: [scene], parentElement, setTriggerValue }) {
  parentElement.dsvizStage ??= new Stage(parentElement, (stage) => new Editing(stage), {
    frameLine,
    leads,
    guide: (stage) => {
      hearTaps(stage);
      keepWish(stage);
      return new Guiding(stage);
    },
    pixels: (stage) => new Pixels(stage),
    Runs: RelayRun,
    chain,
  });
  const stage = parentElement.dsvizStage;
  stage.tell = setTriggerValue;
  const isFirst = !stage.picture;
  feedFrom(stage, scene);
  if (isFirst) beginAtStage(stage);
  parentElement.dsvizTells ??= tellSeen(stage);
  return () => {
    if (stage.tell !== setTriggerValue) return;
    stage.remove();
    parentElement.dsvizTells?.();
    delete parentElement.dsvizTells;
    delete parentElement.dsvizStage;
  };
}
