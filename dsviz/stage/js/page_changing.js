/** The stage on a page of its own where numbers can be changed: the browser computes the layer then. */
import "./heard.js";
import { Changing } from "./changing.js";
import { Editing } from "./editing.js";
import "./maps.js";
import "./picture/threads.js";
import { Stage } from "./stage.js";

const [host, scene] = ["stage", "scene"].map((id) => document.getElementById(id));
if (host && scene) {
  const stage = new Stage(host, (own) => new Editing(own));
  stage.used = true; // there is nothing else here that keys could move
  new Changing(stage, JSON.parse(scene.textContent)).open();
  // What is printed stands still, and nothing of it is on its way: it is drawn anew.
  globalThis.onbeforeprint = () => {
    stage.run.pause();
    stage.posed();
  };
}
