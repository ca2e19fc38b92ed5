// JupyterLab without what a learner does not need: menus, side bars, the status bar.

/** @typedef {import("../types/jupyterlab.d.ts").Parts} Parts */
/** @typedef {import("../types/jupyterlab.d.ts").App} App */
/** @typedef {import("../types/jupyterlab.d.ts").Shell} Shell */

// Messages of JupyterLab on what the lesson bar says in words that a learner knows.
const TOLD_BY_THE_BAR =
  /appears to have died|connection to the Jupyter server could not be established/;

/**
 * Returns a function that takes it away (true) or brings it back (false).
 * @param {Parts} lab
 * @param {App} app
 * @param {Shell} shell
 * @param {() => Promise<unknown>} openMap which gives nothing where there is none
 */
export function calmShell(lab, app, shell, openMap) {
  let calm = false;
  const above = () => [...shell.widgets("top")][0]?.parent;
  const below = () => [...shell.widgets("bottom")][0]?.parent;

  /** @param {boolean} on */
  async function set(on) {
    await app.restored;
    if (on === calm) return;
    calm = on;
    if (on) {
      shell.collapseLeft();
      shell.collapseRight();
    }
    for (const side of /** @type {const} */ (["left", "right"])) {
      if (shell.isSideTabBarVisible(side) === on) shell.toggleSideTabBarVisibility(side);
    }
    above()?.setHidden(on);
    below()?.setHidden(on);
    shell.addButtonEnabled = !on;
    mapForLauncher();
  }

  /** Where nothing is open JupyterLab puts its launcher; here that place is the map's. */
  async function mapForLauncher() {
    const open = [...shell.widgets("main")];
    if (!calm || open.length === 0 || open.some((one) => !one.id.startsWith("launcher"))) return;
    if (!(await openMap())) return;
    for (const launcher of open) launcher.dispose();
  }
  shell.layoutModified.connect(mapForLauncher);

  // a page that is opened by its address brings the list of files along
  shell.layoutModified.connect(() => {
    if (calm && !shell.leftCollapsed) shell.collapseLeft();
  });

  // no key or click leads out of the course by accident: the browser does what it does elsewhere
  const isCode = (/** @type {Event} */ event) =>
    /** @type {Element} */ (event.target).closest(".cm-editor, .jp-Dialog");
  document.body.addEventListener("keydown", (event) => {
    if (!calm || isCode(event)) return;
    event.stopPropagation();
    if ((event.ctrlKey || event.metaKey) && event.key === "s") event.preventDefault();
  });
  document.body.addEventListener("contextmenu", (event) => {
    if (calm && !isCode(event)) event.stopPropagation();
  });

  lab.Dialog.tracker.widgetAdded.connect(async (_, dialog) => {
    await dialog.ready;
    if (calm && TOLD_BY_THE_BAR.test(dialog.node.textContent ?? "")) dialog.reject();
  });
  return set;
}
