// A page of the desk that is one sheet. It works without this; with it, suggestions come while somebody types.
import "./htmx.esm.js";
import { keepDrafts } from "./desk/draft.js";

keepDrafts(() => document.getElementById("beginning"));
