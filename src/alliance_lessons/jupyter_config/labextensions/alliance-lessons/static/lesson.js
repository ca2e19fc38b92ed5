// One open notebook: it starts by itself where all its code is ours, and its bar says how it is.

import { lessonBar } from "./lesson-bar.js";
import { guardReading, nameForReaders } from "./reading.js";
import { whyNot } from "./shipped-code.js";
import { holdAsItIs, holdAtTop, keepFocus, rendered } from "./steady.js";

/** @typedef {import("../types/jupyterlab.d.ts").NotebookPanel} NotebookPanel */
/** @typedef {import("./lesson-bar.js").State} State */
/** @typedef {import("./plugin.js").Course} Course */

const PATIENCE = 20_000; // ms after which what is there is shown, ready or not
const BLINK = 3_000; // ms that nobody needs to hear about
const COUNT = `__import__("alliance_lessons.workbook.progress", fromlist=["_"]).lesson_progress`;

/** @param {number} time in ms */
const after = (time) => new Promise((done) => setTimeout(done, time));

/**
 * What stands at a path of the course, and the folder of the course that it is below.
 * @param {import("./plugin.js").Outline} outline
 * @param {string} startPage
 * @param {string} path
 */
function place(outline, startPage, path) {
  const plain = path.replace(/ \(new( \d+)?\)(?=\.ipynb$)/, ""); // ours, put beside a changed one
  const ends = (/** @type {string} */ wanted) => `/${plain}`.endsWith(`/${wanted}`);
  const lesson = outline.lessons.find((one) => ends(one.path)) ?? null;
  const isMap = !lesson && ends(startPage);
  const known = lesson?.path ?? (isMap ? startPage : null);
  return { lesson, isMap, folder: known && plain.slice(0, plain.length - known.length) };
}

/**
 * Takes care of a notebook.
 * @param {NotebookPanel} panel
 * @param {Course} course
 */
export function openLesson(panel, { lab, outline, actions, startPage }) {
  const { context, content, sessionContext } = panel;
  const resized = () => panel.contentHeader.fit();
  const bar = lessonBar({ ...actions, start, restart, resized });
  /** @type {State} */
  const state = {
    lesson: null, module: null, previous: null, next: null, isMap: false, running: "waiting",
    why: "", progress: null, showCode: false, dark: false, full: false,
  };
  let known = false; // whether it has been looked at
  let ours = false; // whether everything here came with the course
  let runs = 0; // how often it was started; what an earlier run had to say no longer counts
  let isReady = false;
  let startWhenIdle = false;
  let letGo = () => {}; // ends what holds the exercises as they are while they are made anew
  let wanted = ""; // the place that was asked for before the exercises stood there

  /** @param {Partial<State>} changes */
  function show(changes = {}) {
    if (panel.isDisposed) return;
    Object.assign(state, changes);
    bar.show(state);
    panel.node.dataset.lesson = state.running;
    content.toggleClass("al-waiting", !known);
    content.toggleClass("al-reading", ours && !state.full);
    content.toggleClass("al-code-hidden", ours && !state.showCode);
    panel.toolbar.setHidden((ours || !known) && !state.full);
    if (ours && state.showCode) unfold();
  }

  /** Opens the code that is stored folded, without writing that into the notebook. */
  function unfold() {
    for (const cell of content.widgets) {
      if (cell.model.type !== "code") continue;
      cell.syncCollapse = false;
      cell.inputHidden = false;
    }
  }

  async function begin() {
    await context.ready;
    const all = await outline;
    const { lesson, isMap, folder } = place(all, startPage, context.path);
    const code = [...context.model.cells].filter((cell) => cell.type === "code");
    const sources = code.map((cell) => cell.sharedModel.getSource());
    const why = await whyNot(sources, new Set(all.code), lesson !== null || isMap);
    const at = lesson ? all.lessons.indexOf(lesson) : NaN;
    await Promise.race([content.widgets[0]?.ready, after(BLINK)]); // its title, which moves the rest
    known = true;
    ours = !why;
    if (ours && !isMap) content.addClass("al-getting-ready");
    show({
      lesson, isMap, why, running: why ? "not ours" : "waiting",
      module: all.modules.find((one) => one.id === lesson?.module) ?? null,
      previous: all.lessons[at - 1] ?? null,
      next: all.lessons[at + 1] ?? null,
    });
    if (!ours) reveal();
    else {
      nameForReaders(content, lesson?.title ?? "Map of the course");
      panel.revealed.then(start);
    }
    return folder;
  }

  /** Runs every exercise. What the reader looks at, and where the focus is, stays as it is. */
  async function start() {
    const run = ++runs;
    show({ running: "starting" });
    setTimeout(() => run === runs && reveal(), PATIENCE);
    await context.ready;
    await sessionContext.ready;
    const spec = await sessionContext.session?.kernel?.spec;
    if (ours && spec?.language !== "python") {
      ours = false;
      show({ running: "not ours", why: "This page asks for another program than the course's." });
      return reveal();
    }
    const unchanged = !context.model.dirty;
    const focusAgain = keepFocus(content);
    const cells = content.widgets.filter((cell) => cell.model.type === "code");
    letGo();
    letGo = holdAsItIs(cells);
    await Promise.allSettled(cells.map((cell) => lab.CodeCell.execute(cell, sessionContext)));
    await rendered(content.node);
    if (run !== runs || panel.isDisposed) return;
    isReady = true;
    if (state.isMap) await context.save(); // so that it opens as it was left
    // exercises come back with each start: there is nothing to save, and to be asked about
    else if (unchanged) context.model.dirty = false;
    show({ running: "ready" });
    reveal();
    focusAgain();
    await count();
  }

  function reveal() {
    letGo();
    content.removeClass("al-getting-ready");
    content.removeClass("al-going-on");
    if (wanted) goSteadily(wanted);
    wanted = "";
  }

  /** Goes to a place, and stays there while what stands above it is drawn. @param {string} fragment */
  async function goSteadily(fragment) {
    await goTo(fragment);
    const cell = content.widgets.find(({ model }) => fragment === `#cell-id=${model.id}`);
    if (!cell) return;
    cell.node.focus({ preventScroll: true });
    await holdAtTop(cell.node);
  }

  /** How much is answered, as the course itself counts it. */
  async function count() {
    const kernel = sessionContext.session?.kernel;
    if (!state.lesson || !isReady || !kernel) return;
    const user_expressions = { progress: `${COUNT}(${JSON.stringify(state.lesson.path)})` };
    const request = { code: "", silent: true, store_history: false, user_expressions };
    const { content: reply } = await kernel.requestExecute(request).done;
    const progress = reply.user_expressions?.progress.data?.["application/json"];
    if (progress) show({ progress });
  }

  async function restart() {
    startWhenIdle = true;
    show({ running: "starting" });
    if (sessionContext.session?.kernel) await sessionContext.restartKernel();
    else await sessionContext.startKernel();
    settled(sessionContext.session?.kernel?.status ?? "");
  }

  /** @param {string} status of the kernel */
  function settled(status) {
    if (status === "restarting" || status === "autorestarting") startWhenIdle = ours || isReady;
    else if (status === "dead" && isReady) show({ running: "gone" });
    else if (status === "idle" && startWhenIdle) {
      startWhenIdle = false;
      start();
    }
  }

  sessionContext.statusChanged.connect((_, status) => settled(status));
  sessionContext.kernelChanged.connect((_, { newValue }) => {
    if (!newValue && isReady) show({ running: "gone" });
  });
  sessionContext.connectionStatusChanged.connect(async (_, connection) => {
    if (connection === "connected" && state.running === "no server") show({ running: "ready" });
    await after(BLINK);
    const { kernel } = sessionContext.session ?? {};
    const lost = kernel && kernel.connectionStatus !== "connected";
    if (lost && state.running === "ready") show({ running: "no server" });
  });

  const goTo = content.setFragment.bind(content);
  content.setFragment = async (fragment) => {
    if (isReady) return goSteadily(fragment);
    wanted = fragment;
    content.addClass("al-going-on");
  };
  panel.node.addEventListener("alliance-lessons:saved", count);
  guardReading(panel, () => ours && !state.full);
  panel.contentHeader.addWidget(new lab.Widget({ node: bar.node }));

  return {
    /** The folder of the course, once it is known; null for what is no page of it. */
    found: begin(),
    show,
    start,
    /** The reader is back on this page: the map tells what has been done meanwhile. */
    comeBack: () => {
      if (isReady && state.isMap) start();
      else count();
    },
  };
}
