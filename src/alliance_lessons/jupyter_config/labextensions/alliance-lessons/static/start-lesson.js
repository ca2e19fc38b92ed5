// Adds the command "Start lesson": it runs all cells and stays where the reader is.
// JupyterLab's own "Run All Cells" leaves the reader at the last one. There is no build step:
// this is the form in which JupyterLab loads a built extension.
(() => {
  let shared;

  const plugin = ({ INotebookTracker, NotebookActions }) => ({
    id: "alliance-lessons:start-lesson",
    autoStart: true,
    requires: [INotebookTracker],
    activate: ({ commands }, tracker) => {
      commands.addCommand("alliance-lessons:start-lesson", {
        label: "Start lesson",
        caption: "Start the lesson: its exercises appear",
        isEnabled: () => tracker.currentWidget !== null,
        execute: async () => {
          const { content, context, sessionContext } = tracker.currentWidget;
          // a cell that is run before its kernel is there loses its output and does nothing
          await context.ready;
          await sessionContext.ready;
          return NotebookActions.runCells(content, content.widgets, sessionContext);
        },
      });
    },
  });

  window._JUPYTERLAB = window._JUPYTERLAB ?? {};
  window._JUPYTERLAB["alliance-lessons"] = {
    init: (scope) => {
      shared = scope;
    },
    get: async () => {
      const [notebook] = Object.values(shared["@jupyterlab/notebook"]);
      const parts = (await notebook.get())();
      return () => ({ __esModule: true, default: plugin(parts) });
    },
  };
})();
