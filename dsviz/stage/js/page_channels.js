/** The stage on a page of its own, where several channels have to be told apart. */
import "./layout/columns.js";
import "./maps.js";
import "./picture/threads.js";
import "./picture/routes.js";
import "./picture/apart.js";
import "./page.js";
