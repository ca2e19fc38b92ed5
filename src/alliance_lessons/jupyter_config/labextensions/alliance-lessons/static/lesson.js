// One open notebook: it starts by itself where all its code is ours, and its bar says how it is.

import { lessonBar } from "./lesson-bar.js";
import { guardReading, nameForReaders } from "./reading.js";
import { whyNot } from "./shipped-code.js";
import { after, holdAsItIs, holdAtTop, keepFocus, keepPlace, rendered } from "./steady.js";

/** @typedef {import("../types/jupyterlab.d.ts").NotebookPanel} NotebookPanel */
/** @typedef {import("./lesson-bar.js").State} State */
/** @typedef {import("./plugin.js").Course} Course */

const PATIENCE = 20_000; // ms after which what is there is shown, ready or not
const BLINK = 3_000; // ms that nobody needs to hear about
const KERNELS = ["python3", "python"]; // of JupyterLab, and of the edition in the browser
const COUNT = `__import__("alliance_lessons.workbook.progress", fromlist=["_"]).lesson_progress`;

/**
 * What stands at a path of the course, and the folder of the course that it is below.
 * @param {import("./plugin.js").Outline} outline
 * @param {string} startPage
 * @param {string} path
 */
function place({ lessons, modules }, startPage, path) {
  const plain = path.replace(/ \(new( \d+)?\)(?=\.ipynb$)/, ""); // ours, put beside a changed one
  const ends = (/** @type {string} */ wanted) => `/${plain}`.endsWith(`/${wanted}`);
  const at = lessons.findIndex((one) => ends(one.path));
  const lesson = lessons[at] ?? null;
  const before = lesson && lessons[at - 1];
  const isMap = !lesson && ends(startPage);
  const known = lesson?.path ?? (isMap ? startPage : null);
  return {
    folder: known && plain.slice(0, plain.length - known.length),
    page: {
      lesson, isMap, next: (lesson && lessons[at + 1]) ?? null,
      module: modules.find((one) => one.id === lesson?.module) ?? null,
      previous: before?.module === lesson?.module ? before ?? null : null,
    },
  };
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
  /** @type {string | null} */
  let folder = null; // of the course, where this is a page of one
  let known = false; // whether it has been looked at
  let ours = false; // whether everything here came with the course, when it was last looked at
  let runs = 0; // how often it was started; what an earlier run had to say no longer counts
  let isReady = false;
  /** @type {(() => unknown) | null} */
  let whenIdle = null;
  let letGo = () => {}; // ends what holds the exercises as they are while they are made anew
  let wanted = ""; // the place that was asked for before the exercises stood there

  const codeCells = () => content.widgets.filter((cell) => cell.model.type === "code");
  const sources = () =>
    [...context.model.cells].filter((cell) => cell.type === "code")
      .map((cell) => cell.sharedModel.getSource());

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
    for (const cell of codeCells()) {
      cell.syncCollapse = false;
      cell.inputHidden = false;
    }
  }

  async function begin() {
    await context.ready;
    const { model } = context;
    const { dirty } = model;
    model.deleteMetadata("widgets"); // stored exercises could bring code of their own
    if (!dirty) model.dirty = false;
    let why = "The course's list of its own pages is missing, so nothing was started: install the " +
      "course again.";
    try {
      const all = await outline;
      const found = place(all, startPage, context.path);
      folder = found.folder;
      Object.assign(state, found.page);
      why = await look();
      await Promise.race([content.widgets[0]?.ready, after(BLINK)]); // its title moves the rest
    } catch (error) {
      console.error(error); // `why` says what a learner can do
    }
    known = true;
    ours = !why;
    if (ours) content.addClass("al-getting-ready");
    show({ why, running: why ? "not ours" : "waiting" });
    if (!ours) return reveal();
    wanted ||= keepPlace(context.path, content);
    if (wanted) content.addClass("al-going-on");
    panel.revealed.then(startByItself);
  }

  /** Why nothing here may run unasked, as it stands now; empty where it may. */
  const look = async () =>
    whyNot(sources(), new Set((await outline).code), state.lesson !== null || state.isMap);

  /** Starts only what came with the course, whatever has become of the page meanwhile. */
  const startByItself = () => run(true);

  function start() {
    return run(false);
  }

  /**
   * Runs every exercise. What the reader looks at, and where the focus is, stays as it is.
   * @param {boolean} unasked
   */
  async function run(unasked) {
    const mine = ++runs;
    show({ running: "starting" });
    after(PATIENCE).then(() => mine === runs && reveal());
    await context.ready;
    await sessionContext.ready;
    const kernel = sessionContext.session?.kernel;
    if (!kernel) return stopped({ running: "gone" });
    const before = JSON.stringify(sources());
    let why = unasked ? await look() : "";
    if (unasked && !KERNELS.includes(kernel.name)) why = "This page asks for another program.";
    if (mine !== runs || panel.isDisposed) return;
    if (why || before !== JSON.stringify(sources())) {
      ours = false;
      return stopped({ running: "not ours", why: why || "This page was changed as it opened." });
    }
    const focusAgain = keepFocus(content);
    const cells = codeCells();
    letGo();
    letGo = holdAsItIs(cells);
    const done = await Promise.allSettled(
      cells.map((cell) => lab.CodeCell.execute(cell, sessionContext)));
    await rendered(content.node);
    if (mine !== runs || panel.isDisposed) return;
    if (cells.length && done.every(({ status }) => status === "rejected")) {
      return stopped({ running: "gone" });
    }
    isReady = true;
    const { lesson } = state;
    nameForReaders(content, lesson ? `${lesson.number} ${lesson.title}`.trim() : "Map of the course");
    stopped({ running: "ready" });
    // in the live edition what other lessons need loads now (site/live/opening/keep.js)
    navigator.serviceWorker?.controller?.postMessage("a lesson is open");
    focusAgain();
    await count();
  }

  /** @param {Partial<State>} changes */
  function stopped(changes) {
    show(changes);
    reveal();
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
    const control = cell.node.querySelector(".al-view :is(input, select, textarea, button)");
    /** @type {HTMLElement} */ (control ?? cell.node).focus({ preventScroll: true });
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
    whenIdle = ours ? startByItself : start;
    show({ running: "starting" });
    if (sessionContext.session?.kernel) await sessionContext.restartKernel();
    else await sessionContext.startKernel();
    settled(sessionContext.session?.kernel?.status ?? "");
  }

  /** @param {string} status of the kernel */
  function settled(status) {
    if (status === "restarting" || status === "autorestarting") {
      if (ours) whenIdle = startByItself;
      else if (isReady && !whenIdle) show({ running: "gone" });
    } else if (status === "dead" && isReady) show({ running: "gone" });
    else if (status === "idle" && whenIdle) {
      const next = whenIdle;
      whenIdle = null;
      next();
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
  // nobody writes into a page that is for reading: there is nothing to save, or to be asked about
  context.ready.then(() =>
    context.model.stateChanged.connect((model, { name, newValue }) => {
      const reading = ours && !state.full && !state.showCode;
      if (name === "dirty" && newValue && reading) model.dirty = false;
    }));

  const goTo = content.setFragment.bind(content);
  content.setFragment = async (fragment) => {
    if (isReady) return goSteadily(fragment);
    wanted = fragment;
    content.addClass("al-going-on");
  };
  panel.node.addEventListener("alliance-lessons:saved", count);
  panel.node.addEventListener("alliance-lessons:changed", (event) => {
    if (!ours || !state.isMap) return;
    event.preventDefault(); // all answers are others now: the map is drawn anew
    wanted = "#cell-id=map";
    startByItself();
  });
  guardReading(panel, () => ours && !state.full);
  panel.contentHeader.addWidget(new lab.Widget({ node: bar.node }));

  return {
    /** The folder of the course, if this is one of its pages. */
    folder: () => folder,
    begun: begin(),
    show,
    start,
    /** The reader is back on this page: the map tells what has been done meanwhile. */
    comeBack: () => {
      if (isReady && ours && state.isMap) startByItself();
      else count();
    },
  };
}
