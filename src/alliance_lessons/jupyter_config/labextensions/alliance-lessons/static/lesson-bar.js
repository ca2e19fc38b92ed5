// The lesson bar: where you are, how far you are, what is saved, and the way on.
import {
  attribute, button, guardKeys, hide, make, name, tick, unfold, unread, word, write,
} from "./bar-parts.js";
import { COURSE, READY, lessonName, lineWords, progressWords, savedWords } from "./bar-words.js";

/** @typedef {import("./bar-words.js").Lesson} Lesson */
/** @typedef {import("./bar-words.js").Progress} Progress */
/** @typedef {import("./bar-words.js").Running} Running */

/**
 * @typedef {object} Actions
 * @property {() => unknown} start
 * @property {() => unknown} restart
 * @property {(path: string) => unknown} go
 * @property {() => unknown} map
 * @property {() => unknown} work
 * @property {(on: boolean) => unknown} setShowCode
 * @property {(on: boolean) => unknown} setDark
 * @property {(on: boolean) => unknown} setFull
 * @property {() => unknown} [resized] the bar asks for another height, as its `minHeight` says
 */

/**
 * @typedef {object} State
 * @property {Lesson | null} lesson null: the course does not know this page
 * @property {{name: string} | null} module
 * @property {Lesson | null} previous
 * @property {Lesson | null} next
 * @property {boolean} isMap
 * @property {Running} running
 * @property {string} why one sentence, when the page is not ours
 * @property {Progress | null} progress
 * @property {boolean} showCode
 * @property {boolean} dark
 * @property {boolean} full
 */

/**
 * Makes the bar. `show` changes only what is new, so it may be called at any time, and often.
 * @param {Actions} actions
 * @returns {{node: HTMLElement, show: (state: State) => void}}
 */
export function lessonBar(actions) {
  /** @type {State | null} */
  let shown = null;
  const map = button("map", () => actions.map(), "Map");
  name(map, "Map of the course");
  const part = make("span", "module");
  const lesson = make("span", "lesson");
  const title = make("p", "title", part, " ", lesson);
  const done = make("span", "done");
  const saved = make("span", "saved");
  const facts = make("p", "facts", done, " ", saved);
  const previous = button("move", () => go(shown?.previous), unread("←"), word("Previous"));
  const next = button("move", () => go(shown?.next), word("Next"), unread("→"));
  const code = tick("Show the code", actions.setShowCode);
  const dark = tick("Dark colours", actions.setDark);
  const full = tick("Full JupyterLab (menus and side bars)", actions.setFull);
  const again = button("again", () => actions.start(), "Start lesson");
  const work = button("again", () => {
    panel.hidePopover();
    actions.work();
  }, "My work: take it along");
  const panel = make("div", "panel", code.label, dark.label, full.label, work, again);
  const options = button("options", () => {}, "Options");
  const filled = make("span", "filled");
  const rule = make("div", "rule", filled);
  const said = make("p", "said"); // there from the start, so that screen readers know of it
  const mend = button("mend", () => mended(), "");
  const moves = make("div", "moves", previous, next);
  const below = make("div", "line", said, mend);
  const row = make("div", "row", map, title, facts, moves, options, panel, rule, below);
  const node = make("nav", "", row);
  const buttons = [map, previous, next, options, mend];

  rule.setAttribute("aria-hidden", "true");
  said.setAttribute("role", "status");
  unfold(options, panel, node);
  guardKeys(node);
  // JupyterLab gives it the least height it asks for, and nothing grows by itself
  new ResizeObserver(() => {
    if (row.offsetHeight === 0) return; // another tab is in front
    node.style.minHeight = `${Math.ceil(row.getBoundingClientRect().height)}px`;
    actions.resized?.();
  }).observe(row);

  /** @param {Lesson | null | undefined} neighbour */
  function go(neighbour) {
    if (neighbour) actions.go(neighbour.path);
  }

  function mended() {
    if (shown?.running === "gone") actions.restart();
    else actions.start();
  }

  /** @param {State} state */
  function show(state) {
    shown = state;
    const focused = buttons.find((one) => one === document.activeElement);
    const here = state.isMap ? null : state.lesson;
    const progress = here && state.progress;
    const line = lineWords(state);
    const heading = state.isMap ? COURSE : here ? lessonName(here) : "";

    hide(map, state.isMap);
    // room is kept for what is still to come
    hide(facts, !progress && (state.running === "not ours" || (!here && state.running !== "waiting")));
    write(part, (here && state.module?.name) ?? "");
    write(lesson, heading);
    attribute(title, "title", [part.textContent, heading].filter(Boolean).join(" · "));
    attribute(node, "aria-label", ["Course", here && heading].filter(Boolean).join(": "));
    write(done, progress ? progressWords(here, progress) : "");
    write(saved, progress ? savedWords(here, progress, new Date()) : "");
    const share = progress && progress.of > 0 ? progress.answered / progress.of : 0;
    attribute(filled, "style", `transform: scaleX(${Math.min(Math.max(share, 0), 1)})`);
    neighbour(previous, "Previous", here && state.previous);
    neighbour(next, "Next", here && state.next);
    for (const [input, on] of /** @type {const} */ ([
      [code.input, state.showCode],
      [dark.input, state.dark],
      [full.input, state.full],
    ])) {
      if (input.checked !== on) input.checked = on;
    }
    attribute(node, "data-running", state.running);
    write(said, line.text);
    said.classList.toggle("lesson-bar-heard", line.text === READY);
    if (line.button) write(mend, line.button);
    hide(mend, !line.button);
    if (focused?.hidden) beside(focused).focus();
  }

  /** The nearest button that is there, looked for backwards first.
   * @param {HTMLElement} gone */
  function beside(gone) {
    const at = buttons.findIndex((one) => one === gone);
    const near = [...buttons.slice(0, at).reverse(), ...buttons.slice(at + 1)];
    return near.find((one) => !one.hidden) ?? options;
  }

  return { node, show };
}

/** @param {HTMLElement} node @param {string} way @param {Lesson | null} lesson */
function neighbour(node, way, lesson) {
  if (lesson) name(node, `${way}: ${lessonName(lesson)}`);
  hide(node, !lesson);
}
