// Course mode, as JupyterLab loads it. There is no build step: this is the form of a built
// extension, and the other files beside it are modules that it loads.
(() => {
  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  /** @type {import("../types/jupyterlab.d.ts").SharedScope} */
  let shared;

  /** One of JupyterLab's own packages. @param {string} name */
  const part = async (name) => (await Object.values(shared[name])[0].get())();

  window._JUPYTERLAB = window._JUPYTERLAB ?? {};
  window._JUPYTERLAB["alliance-lessons"] = {
    init: (scope) => {
      shared = scope;
    },
    get: async () => {
      const names = ["application", "apputils", "cells", "coreutils", "notebook", "settingregistry"];
      const [{ coursePlugin }, { storedOutputs }, lumino, ...parts] = await Promise.all([
        import(new URL("plugin.js", here).href),
        import(new URL("stored-outputs.js", here).href),
        part("@lumino/widgets"),
        ...names.map((name) => part(`@jupyterlab/${name}`)),
      ]);
      const lab = Object.assign({}, lumino, ...parts);
      return () => ({ __esModule: true, default: [storedOutputs(lab), coursePlugin(lab)] });
    },
  };
})();
