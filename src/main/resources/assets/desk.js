// The desk without reloading. Everything here is a comfort: each link and form works by itself.
import htmx from "./htmx.esm.js";
import { keepDrafts } from "./desk/draft.js";
import { listenToKeys } from "./desk/keys.js";
import { tellLeaving } from "./desk/leaving.js";
import { follow } from "./desk/live.js";
import { keepPanes } from "./desk/panes.js";
import { chooseSeveral } from "./desk/several.js";

// Private conversations are not left behind in the browser: going back asks for the page again.
htmx.config.historyCacheSize = 0;
htmx.config.refreshOnHistoryMiss = true;

keepPanes();
keepDrafts();
listenToKeys();
follow();
tellLeaving();
chooseSeveral();
