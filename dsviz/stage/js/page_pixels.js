/** The stage on a page of its own, with whole maps as pixels: for layers too large for numbers. */
import "./layout/columns.js";
import "./maps.js";
import "./picture/threads.js";
import "./picture/routes.js";
import "./picture/apart.js";
import { Pixels } from "./pixels/pixels.js";
import { Stage } from "./stage.js";

const [host, scene] = ["stage", "scene"].map((id) => document.getElementById(id));
if (host && scene) {
  const stage = new Stage(host, null, { pixels: (stage) => new Pixels(stage) });
  stage.used = true; // there is nothing else here that keys could move
  stage.feed(JSON.parse(scene.textContent));
  // What is printed stands still, and nothing of it is on its way: it is drawn anew.
  globalThis.onbeforeprint = () => {
    stage.run.pause();
    stage.posed();
  };
}
