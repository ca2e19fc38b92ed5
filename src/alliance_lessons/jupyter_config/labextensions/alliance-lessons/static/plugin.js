// What course mode adds to JupyterLab: its commands, its settings, and care for each notebook.

import { calmShell } from "./calm-shell.js";
import { openLesson } from "./lesson.js";

/** @typedef {import("../types/jupyterlab.d.ts").Parts} Parts */
/** @typedef {import("../types/jupyterlab.d.ts").NotebookPanel} NotebookPanel */

/**
 * What each notebook is told of the course.
 * @typedef {object} Course
 * @property {Parts} lab
 * @property {Promise<Outline>} outline
 * @property {string} startPage
 * @property {Omit<import("./lesson-bar.js").Actions, "start" | "restart" | "resized">} actions
 */

/**
 * The file course-outline.json.
 * @typedef {object} Outline
 * @property {{id: string, name: string}[]} modules
 * @property {(import("./bar-words.js").Lesson & {path: string, module: string})[]} lessons
 * @property {string[]} code fingerprints of all code that is ours
 */

const ID = "alliance-lessons:course-mode";
const START_PAGE = "start.ipynb";
const MY_WORK = "#cell-id=my-work"; // on the start page
const WORKBOOK = "workbook/"; // where it is made, if JupyterLab shows the folder above it

/** @param {string} name */
const beside = (name) => new URL(name, import.meta.url).href;

/** @param {string} name */
function addStyle(name) {
  const link = document.createElement("link");
  document.head.append(Object.assign(link, { rel: "stylesheet", href: beside(name) }));
}

/**
 * The plugin, made of JupyterLab's parts.
 * @param {Parts} lab
 */
export const coursePlugin = (lab) => ({
  id: ID,
  autoStart: true,
  requires: [lab.INotebookTracker, lab.ISettingRegistry],
  optional: [lab.ILabShell, lab.IThemeManager],
  /**
   * @param {import("../types/jupyterlab.d.ts").App} app
   * @param {import("../types/jupyterlab.d.ts").Tracker} tracker
   * @param {import("../types/jupyterlab.d.ts").SettingRegistry} registry
   * @param {import("../types/jupyterlab.d.ts").Shell | null} shell
   * @param {import("../types/jupyterlab.d.ts").ThemeManager | null} themes
   */
  activate: async (app, tracker, registry, shell, themes) => {
    addStyle("course-mode.css");
    addStyle("lesson-bar.css");
    /** @type {Promise<Outline>} */
    const outline = fetch(beside("course-outline.json")).then((reply) => reply.json());
    outline.catch(() => {}); // each page says so that waits for it
    const { commands } = app;

    /** @type {Map<NotebookPanel, ReturnType<typeof openLesson>>} */
    const open = new Map();
    const current = () => tracker.currentWidget && open.get(tracker.currentWidget);
    /** @type {import("../types/jupyterlab.d.ts").Settings | null} */
    let settings = null;
    const view = () => ({
      showCode: settings?.composite.showCode === true,
      full: settings?.composite.fullJupyterLab === true,
      dark: !!themes?.theme && !themes.isLight(themes.theme),
    });

    /** @type {string | null} */
    let home = null; // the course's folder, below the one that JupyterLab shows
    const folder = () => current()?.folder() ?? home;
    const show = (/** @type {string} */ path) => commands.execute("docmanager:open", { path });
    const actions = {
      go: (/** @type {string} */ path) => show((folder() ?? "") + path),
      map: async () => {
        for (const below of new Set([folder() ?? "", "", WORKBOOK])) {
          const path = below + START_PAGE;
          const stands = app.serviceManager.contents.get(path, { content: false });
          const found = await stands.then(() => true, () => false);
          if (found) return show(path);
        }
      },
      work: async () => (await actions.map())?.setFragment(MY_WORK),
      setShowCode: (/** @type {boolean} */ on) => settings?.set("showCode", on),
      setFull: (/** @type {boolean} */ on) => settings?.set("fullJupyterLab", on),
      setDark: (/** @type {boolean} */ on) => themes?.setTheme(`JupyterLab ${on ? "Dark" : "Light"}`),
    };

    commands.addCommand("alliance-lessons:start-lesson", {
      label: "Start lesson",
      caption: "Start the lesson: its exercises appear",
      isEnabled: () => tracker.currentWidget !== null,
      execute: () => current()?.start(),
    });
    commands.addCommand("alliance-lessons:map", {
      label: "Map of the Course",
      execute: actions.map,
    });
    commands.addCommand("alliance-lessons:show-code", {
      label: "Show the Code of Lessons",
      isToggled: () => view().showCode,
      execute: () => actions.setShowCode(!view().showCode),
    });
    commands.addCommand("alliance-lessons:full-jupyterlab", {
      label: "Full JupyterLab",
      isToggled: () => view().full,
      execute: () => actions.setFull(!view().full),
    });

    // an instructor's JupyterLab, or a shared one, is left as it is
    const isOurs = lab.PageConfig.getOption("allianceLessons") !== "";
    const setCalm = isOurs && shell ? calmShell(lab, app, shell, actions.map) : null;
    const shown = () => {
      for (const lesson of open.values()) lesson.show(view());
      setCalm?.(!view().full);
      commands.notifyCommandChanged();
    };
    tracker.widgetAdded.connect(async (_, panel) => {
      const lesson = openLesson(panel, { lab, outline, actions, startPage: START_PAGE });
      open.set(panel, lesson);
      panel.disposed.connect(() => open.delete(panel));
      lesson.show(view());
      await lesson.begun;
      home ??= lesson.folder();
    });
    shell?.currentChanged.connect(() => current()?.comeBack());
    themes?.themeChanged.connect(shown);
    settings = await registry.load(ID);
    settings.changed.connect(shown);
    shown();
  },
});
