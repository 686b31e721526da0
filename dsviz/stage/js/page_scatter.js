/** The stage on a page of its own, where the numbers of a map are stamped on another, one by one. */
import "./heard.js";
import "./maps.js";
import "./picture/threads.js";
import "./picture/routes.js";
import "./picture/titles.js";
import "./scatter/scatter.js";
import "./page.js";
