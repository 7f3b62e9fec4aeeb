// What takes a while is fetched after the page has come; without this file a link does the same.
import htmx from "./htmx.esm.js";
import "./square.js";

export default htmx;
