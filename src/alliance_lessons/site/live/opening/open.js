// Opens a lesson of the live edition: says what is loaded and how far it is, waits out a connection
// that is gone, and then hands over to the lesson.

import { closeOpenTabs, lessonsAreNew } from "./own-copies.js";
import { whyNotHere } from "./able.js";

/** @typedef {import("./types/live.d.ts").Build} Build */
/** @typedef {{ title: string, page: string, hash: string }} Lesson */

const FIRST_WAIT = 2_000; // ms; each wait for the connection is twice the one before
const LONGEST_WAIT = 30_000;
const ANSWER = 5_000; // ms that a service worker may take
const LEARN = 4_000; // ms of loading before the time that is left can be told
const STEP = 10; // seconds to which that time is rounded

const base = new URL("./", location.href).href;
const part = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const bar = /** @type {HTMLProgressElement} */ (part("bar"));
/** @type {Build} */
const live = JSON.parse(part("live").textContent ?? "");
const total = live.packs.flatMap(({ parts }) => parts).reduce((sum, { size }) => sum + size, 0);

const mb = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(bytes < 9.95e6 ? 1 : 0);
// the whole is rounded up, as in the link that led here
const whole = `${Math.max(1, Math.ceil(live.bytes / 1e6))} MB`;
const SOON = "Starting the lesson: this takes about twenty seconds.";
const say = (/** @type {string} */ id, /** @type {string} */ words) => {
  if (part(id).textContent !== words) part(id).textContent = words;
};

/** Says how much is here, counting this page, which came before all else. @param {number} here */
const amount = (here) => `${mb(here + live.bytes - total)} of ${whole} are here.`;

/** All is here: what follows takes its time, and nobody can say how much of it. */
function starting() {
  bar.removeAttribute("value");
  say("step", "Everything is here.");
  say("count", "");
  say("told", SOON);
  part("loading").hidden = false;
}

/** Shows how much is here; ears hear of each quarter only. */
function progress() {
  let here = 0;
  let heard = 0;
  let from = { at: performance.now(), here: -1 };
  let told = { at: 0, words: "" };
  const left = () => {
    const now = performance.now();
    const took = now - from.at;
    if (took < LEARN || here <= from.here || now - told.at < LEARN) return told.words;
    const seconds = (total - here) / (here - from.here) * took / 1000;
    const rounded = Math.max(1, Math.round(seconds / STEP)) * STEP;
    const more = rounded > 90 ? `${Math.ceil(rounded / 60)} minutes` : `${rounded} seconds`;
    told = { at: now, words: ` At this speed it takes about ${more} more.` };
    return told.words;
  };
  return {
    /** @param {number} more bytes */
    tell(more) {
      here = Math.min(total, Math.max(0, here + more));
      if (from.here < 0) from = { at: performance.now(), here };
      if (here === total) return starting();
      bar.value = here / total;
      say("step", `Loading ${whole}`);
      say("told", "");
      say("count", amount(here) + left());
      const quarter = Math.floor(4 * here / total);
      if (quarter > heard) say("heard", amount(here));
      heard = Math.max(heard, quarter);
    },
    /** What arrived before counts once; the speed is learnt anew. */
    restart() {
      here = 0;
      from = { at: performance.now(), here: -1 };
      told = { at: 0, words: "" };
    },
    here: () => here,
  };
}

/** Waits, unless the connection comes back or the button is pressed before. @param {number} ms */
function pause(ms) {
  const again = part("again");
  again.hidden = false;
  return /** @type {Promise<void>} */ (new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      removeEventListener("online", go);
      again.removeEventListener("click", go);
      resolve();
    };
    const timer = setTimeout(go, ms);
    addEventListener("online", go);
    again.addEventListener("click", go);
  }));
}

/** Loads everything, however often the connection goes. */
async function loadAll() {
  const shown = progress();
  part("loading").hidden = false;
  say("step", `Loading ${whole}`);
  for (let wait = FIRST_WAIT, most = 0;; wait = Math.min(2 * wait, LONGEST_WAIT)) {
    const cut = new AbortController();
    const offline = () => cut.abort();
    addEventListener("offline", offline);
    try {
      shown.restart();
      await liveEdition.load(base, live, shown.tell, cut.signal);
      shown.tell(total);
      return;
    } catch (error) {
      if (liveEdition.troubleOf(error) !== "gone") throw error;
      console.warn(error);
    } finally {
      removeEventListener("offline", offline);
    }
    if (shown.here() > most) wait = FIRST_WAIT;
    most = Math.max(most, shown.here());
    say("heard", "");
    say("count", amount(shown.here()));
    say("trouble", `The connection is gone. ${amount(shown.here())} They stay, and it goes on ` +
      "by itself when the connection is back.");
    await pause(wait);
    say("trouble", "");
  }
}

/** Asks a service worker. @param {ServiceWorker} worker @param {string} question */
function ask(worker, question) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    setTimeout(resolve, ANSWER);
    worker.postMessage(question, [port2]);
  });
}

/** @param {ServiceWorker} worker @param {ServiceWorkerState} state */
function reached(worker, state) {
  return /** @type {Promise<void>} */ (new Promise((resolve, reject) => {
    const look = () => {
      if (worker.state === state || worker.state === "activated") resolve();
      else if (worker.state === "redundant") reject(new Error("The browser let go of it."));
    };
    worker.addEventListener("statechange", look);
    look();
  }));
}

/** Makes the build that was loaded the one that lessons come from, unless an earlier one is in use.
 * @returns {Promise<boolean>} whether it is */
async function putIntoUse() {
  // the address that JupyterLite itself would register; it begins anew where it finds another one
  const address = new URL("service-worker.js?enableCache=false", base).href;
  localStorage.setItem(`${address}-version`, live.appVersion);
  const registration = await navigator.serviceWorker.register(address);
  const { active } = registration;
  if (active && await ask(active, "which build") === live.build) return true;
  if (active && !registration.installing && !registration.waiting) await registration.update();
  const next = registration.installing ?? registration.waiting;
  if (!next) return !active || await ask(active, "which build") === live.build;
  await reached(next, "installed");
  if (active && !await ask(next, "take over")) return false;
  await reached(next, "activated");
  return true;
}

/** @param {string} path @param {Lesson} lesson */
async function open(path, lesson) {
  say("title", lesson.title);
  document.title = `Opening: ${lesson.title}`;
  part("back").setAttribute("href", new URL(`../${lesson.page}`, base).href);
  const why = await whyNotHere();
  if (why) return say("trouble", why);
  const isHere = await liveEdition.isWhole(base, live);
  if (!isHere) await loadAll();
  part("again").hidden = true;
  starting();
  if (await putIntoUse()) {
    await lessonsAreNew(base, live);
    localStorage.setItem(`alliance-lessons live ${new URL(base).pathname}`, live.build);
  }
  await closeOpenTabs(base);
  if (/^#cell-id=[\w-]+$/.test(location.hash)) { // JupyterLite drops it; course mode looks here
    sessionStorage.setItem(`alliance-lessons place ${path}`, location.hash);
  }
  location.replace(`${base}lab/index.html?path=${encodeURIComponent(path)}${location.hash}`);
}

/** @param {unknown} error */
function stopped(error) {
  console.error(error);
  part("loading").hidden = true;
  part("again").hidden = false;
  part("again").addEventListener("click", () => location.reload());
  say("told", "");
  /** @type {Record<string, string>} */
  const words = {
    full: "This browser has no room left for the course, or keeps nothing in a private window: make " +
      "room or open an ordinary window, then try again. You can read the lesson meanwhile.",
    missing: "A part of the course is missing on this site; it may have been renewed a moment ago. " +
      "Try again in some minutes. You can read the lesson meanwhile.",
  };
  say("trouble", words[liveEdition.troubleOf(error) ?? ""] ??
    "This browser did not let the live course start. Try again, or read the lesson.");
}

part("off").hidden = true;
const path = new URLSearchParams(location.search).get("path") ?? "start.ipynb";
const lesson = Object.hasOwn(live.lessons, path) ? live.lessons[path] : null;
if (lesson) open(path, lesson).catch(stopped);
else {
  part("what").hidden = true;
  part("back").textContent = "Map of the course";
  say("trouble", "The course has no page of this name. The map shows all its lessons.");
}
