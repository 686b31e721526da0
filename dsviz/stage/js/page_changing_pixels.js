/** The stage on a page of its own where numbers can be changed, with whole maps as pixels. */
import { Changing } from "./changing.js";
import { Editing } from "./editing.js";
import "./maps.js";
import "./picture/threads.js";
import { Pixels } from "./pixels/pixels.js";
import { Stage } from "./stage.js";

const [host, scene] = ["stage", "scene"].map((id) => document.getElementById(id));
if (host && scene) {
  const stage = new Stage(host, (own) => new Editing(own), { pixels: (own) => new Pixels(own) });
  stage.used = true; // there is nothing else here that keys could move
  new Changing(stage, JSON.parse(scene.textContent)).open();
}
