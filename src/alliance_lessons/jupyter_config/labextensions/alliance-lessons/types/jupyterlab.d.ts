// What course mode uses of JupyterLab 4 and Lumino, and no more: JupyterLab's own types come only
// with 280 packages (355 MB). JupyterLab 4.6.4's own fit these. In a JSDoc comment:
//   @param {import("../types/jupyterlab.d.ts").NotebookPanel} panel

declare global {
  interface Window {
    /** Where JupyterLab looks for the extensions that it has loaded. */
    _JUPYTERLAB?: Record<string, Container>;
  }
}

// --- how an extension is loaded (webpack's module federation) ---

/** JupyterLab's packages: a name, its versions, and how each is had. */
export type SharedScope = Record<string, Record<string, { get(): Promise<() => any> }>>;

export interface Container {
  init(scope: SharedScope): void;
  get(module: string): Promise<() => unknown>;
}

/** A name under which JupyterLab hands out a service. */
export interface Token {
  readonly name: string;
}

/** What `lab` holds: the packages that course-mode.js puts together. */
export interface Parts {
  readonly ILabShell: Token; // @jupyterlab/application
  readonly Dialog: { readonly tracker: { readonly widgetAdded: Signal<unknown, Dialog> } }; // @jupyterlab/apputils
  readonly IThemeManager: Token;
  // @jupyterlab/cells
  readonly CodeCell: { execute(cell: Cell, sessionContext: SessionContext): Promise<unknown> };
  readonly PageConfig: { getOption(name: string): string }; // @jupyterlab/coreutils
  readonly INotebookTracker: Token; // @jupyterlab/notebook
  readonly ISettingRegistry: Token; // @jupyterlab/settingregistry
  readonly Widget: new (options: { node: HTMLElement }) => Widget; // @lumino/widgets
}

// --- Lumino ---

export interface Signal<Sender, Args> {
  connect(slot: (sender: Sender, args: Args) => unknown): boolean;
  disconnect(slot: (sender: Sender, args: Args) => unknown): boolean;
}

export interface Widget {
  id: string;
  readonly node: HTMLElement;
  readonly parent: Widget | null;
  readonly title: { label: string; caption: string };
  readonly isDisposed: boolean;
  readonly isVisible: boolean;
  readonly disposed: Signal<Widget, void>;
  addClass(name: string): void;
  removeClass(name: string): void;
  toggleClass(name: string, force?: boolean): boolean;
  setHidden(hidden: boolean): void;
  dispose(): void;
}

export interface Panel extends Widget {
  addWidget(widget: Widget): void;
  fit(): void;
}

export interface Dialog extends Widget {
  readonly ready: Promise<void>;
  reject(): void;
}

export interface Command {
  label: string;
  caption?: string;
  isEnabled?: () => boolean;
  isToggled?: () => boolean;
  isVisible?: () => boolean;
  execute: (args: Record<string, unknown>) => unknown;
}

export interface Commands {
  addCommand(id: string, options: Command): { dispose(): void };
  execute(id: string, args?: Record<string, any>): Promise<any>;
  notifyCommandChanged(id?: string): void;
}

// --- the application ---

export interface App {
  readonly commands: Commands;
  readonly restored: Promise<unknown>;
  readonly serviceManager: {
    readonly contents: { get: (path: string, options: { content: boolean }) => Promise<unknown> };
  };
}

type Side = "left" | "right";

export interface Shell {
  readonly currentWidget: Widget | null;
  readonly currentChanged: Signal<Shell, unknown>;
  readonly layoutModified: Signal<Shell, void>;
  addButtonEnabled: boolean;
  widgets(area?: "main" | "header" | "top" | "menu" | Side | "bottom" | "down"): Iterable<Widget>;
  collapseLeft(): void;
  leftCollapsed: boolean;
  collapseRight(): void;
  isSideTabBarVisible(side: Side): boolean;
  toggleSideTabBarVisibility(side: Side): void;
}

export interface ThemeManager {
  readonly theme: string | null;
  readonly themeChanged: Signal<ThemeManager, unknown>;
  isLight(name: string): boolean;
  setTheme(name: string): Promise<void>;
}

export interface Settings {
  readonly composite: { readonly [key: string]: unknown };
  readonly changed: Signal<Settings, void>;
  set(key: string, value: boolean | number | string | null): Promise<void>;
}

export interface SettingRegistry {
  load(plugin: string): Promise<Settings>;
}

// --- notebooks ---

export interface Tracker {
  readonly currentWidget: NotebookPanel | null;
  readonly currentChanged: Signal<Tracker, NotebookPanel | null>;
  readonly widgetAdded: Signal<Tracker, NotebookPanel>;
  forEach(act: (panel: NotebookPanel) => void): void;
}

export interface NotebookPanel extends Widget {
  readonly content: Notebook;
  readonly context: Context;
  readonly contentHeader: Panel;
  readonly revealed: Promise<void>;
  readonly sessionContext: SessionContext;
  readonly toolbar: Widget;
}

export interface Context {
  readonly path: string;
  readonly ready: Promise<void>;
  readonly isReady: boolean;
  readonly model: NotebookModel;
}

export interface NotebookModel {
  readonly cells: Iterable<CellModel>;
  dirty: boolean;
  readonly stateChanged: Signal<NotebookModel, { readonly name: string; readonly newValue: unknown }>;
  deleteMetadata(key: string): void;
}

export interface Notebook extends Widget {
  /** null until the file has been read */
  readonly model: NotebookModel | null;
  readonly widgets: readonly Cell[];
  activeCellIndex: number;
  setFragment(fragment: string): Promise<void>;
}

export interface CellModel {
  readonly id: string;
  readonly type: string; // "code", "markdown" or "raw"
  readonly sharedModel: { getSource(): string };
}

export interface Cell extends Widget {
  readonly model: CellModel;
  readonly outputArea: Widget; // only of code
  readonly ready: Promise<void>; // drawn
  inputHidden: boolean;
  syncCollapse: boolean | undefined;
}

// --- kernels ---

export interface SessionContext {
  readonly ready: Promise<void>;
  readonly isReady: boolean;
  readonly session: { readonly kernel: Kernel | null } | null;
  readonly statusChanged: Signal<SessionContext, string>;
  readonly connectionStatusChanged: Signal<SessionContext, string>;
  readonly kernelChanged: Signal<SessionContext, { readonly newValue: Kernel | null }>;
  startKernel(): Promise<boolean>;
  restartKernel(): Promise<void>;
}

export interface Kernel {
  readonly name: string;
  readonly status: string;
  readonly connectionStatus: string;
  requestExecute(
    content: {
      code: string;
      silent?: boolean;
      store_history?: boolean;
      user_expressions?: Record<string, string>;
    },
    disposeOnDone?: boolean,
  ): { readonly done: Promise<ExecuteReply> };
}

/** Each of `user_expressions` is {status, data}; `data` is there only where it had a value. */
export interface ExecuteReply {
  readonly content: {
    readonly status: string;
    readonly user_expressions?: Record<string, any>;
  };
}
