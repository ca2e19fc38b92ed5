// Where no server signs notebooks, as in the browser's edition, a file could call its own stored
// outputs trusted, and their scripts would run when it is opened. There none of them is.

/** @typedef {{ metadata?: Record<string, unknown> }} Part */

/**
 * A notebook without its word that it may be trusted, and without stored widgets, which can bring
 * scripts of their own. What is no notebook stays as it is.
 * @param {any} model a file, as JupyterLab's contents give it
 */
export function withoutTrust(model) {
  if (model?.type !== "notebook" || !model.content) return model;
  /** @type {Part & { cells?: Part[] }} */
  const notebook = model.content;
  delete notebook.metadata?.widgets;
  for (const cell of notebook.cells ?? []) delete cell.metadata?.trusted;
  return model;
}

/**
 * A plugin that needs no other, so that it is there before any file is read.
 * @param {import("../types/jupyterlab.d.ts").Parts} lab
 */
export const storedOutputs = (lab) => ({
  id: "alliance-lessons:stored-outputs",
  autoStart: true,
  /** @param {import("../types/jupyterlab.d.ts").App} app */
  activate: ({ serviceManager: { contents } }) => {
    if (lab.PageConfig.getOption("litePluginSettings") === "") return;
    const get = contents.get.bind(contents);
    contents.get = async (...asked) => withoutTrust(await get(...asked));
  },
});
