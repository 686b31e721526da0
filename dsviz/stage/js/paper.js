/** A stage that plays stops for paper, all of its step to be seen: what is printed is no moment on the way. */
import { everyStage } from "./rollcall.js";

addEventListener("beforeprint", () => {
  for (const { stage } of everyStage()) {
    const { lead } = stage.run;
    if (lead.plays) lead.goTo(lead.at);
    stage.root.classList.remove("arriving");
  }
});
