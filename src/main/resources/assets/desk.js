// The desk without reloading. Everything here is a comfort: each link and form works by itself.
import htmx from "./htmx.esm.js";
import { keepDrafts } from "./desk/draft.js";
import { changeHouses } from "./houses.js";
import { listenToKeys } from "./desk/keys.js";
import { tellLeaving } from "./desk/leaving.js";
import { follow } from "./desk/live.js";
import { nameColleagues } from "./desk/mention.js";
import { composer, keepPanes } from "./desk/panes.js";
import { tellPresence } from "./desk/presence.js";
import { chooseSeveral } from "./desk/several.js";

// Private conversations are not left behind in the browser: going back asks for the page again.
htmx.config.historyCacheSize = 0;
htmx.config.refreshOnHistoryMiss = true;

keepPanes();
keepDrafts(composer);
listenToKeys();
follow();
tellLeaving();
chooseSeveral();
tellPresence();
nameColleagues();
changeHouses();
