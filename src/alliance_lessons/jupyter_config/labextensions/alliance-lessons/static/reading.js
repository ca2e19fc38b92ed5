// A lesson is for reading: no stray key or click changes its text.

const WRITES = "input, textarea, select, button, summary, a, [contenteditable=true], .cm-editor";

/**
 * Gives a page the name of its lesson, where JupyterLab speaks of a feed, cells and outputs.
 * @param {import("../types/jupyterlab.d.ts").Notebook} page
 * @param {string} name
 */
export function nameForReaders({ node, widgets }, name) {
  node.setAttribute("aria-label", name);
  node.querySelector("[role=feed]")?.setAttribute("role", "presentation");
  for (const cell of widgets) cell.node.removeAttribute("aria-label");
}

/**
 * Keeps a page from being edited by accident while `isOn()`. Combinations with Ctrl, Alt or Meta,
 * and whatever belongs to an exercise, go on as they are.
 * @param {import("../types/jupyterlab.d.ts").NotebookPanel} panel
 * @param {() => boolean} isOn
 */
export function guardReading(panel, isOn) {
  const { node } = panel.content;
  const outside = (/** @type {Event} */ event) =>
    isOn() && !(/** @type {Element} */ (event.target).closest(WRITES));

  // a double click on a text would turn it into its source
  panel.node.addEventListener("dblclick", (event) => {
    if (outside(event)) event.stopPropagation();
  }, true);
  // plain keys are commands of JupyterLab, such as d d for "delete"; here they scroll, as anywhere
  node.addEventListener("keydown", (event) => {
    const combined = event.ctrlKey || event.metaKey || event.altKey;
    if (outside(event) && !combined && event.key !== "Escape") event.stopPropagation();
  });
  // the browser's own menu copies, translates and reads aloud
  panel.node.addEventListener("contextmenu", (event) => {
    if (isOn()) event.stopPropagation();
  }, true);
}
