/** The stage on a page of its own, where its tensors hold numbers of others: a gradient, a transposed layer. */
import "./heard.js";
import "./layout/columns.js";
import "./maps.js";
import "./picture/threads.js";
import "./picture/routes.js";
import "./picture/apart.js";
import "./picture/titles.js";
import "./picture/copies.js";
import "./page.js";
