// JupyterLite shows the copy of a file that it once saved, for ever. Where the course has a newer
// lesson, the learner shall see that one: a saved copy with changes of their own is put beside it,
// one without is let go. Answers are no files of the course, so nothing here touches them.

/** @typedef {import("./types/live.d.ts").Build} Build */
/** @typedef {{ name: string, path: string, content: unknown, format: string }} Saved */

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

const FILES = "files"; // JupyterLite's names
const OPEN_TABS = "statedb";

/** What JupyterLite keeps under a name, where it has kept something.
 * @param {string} name @param {string} store */
async function openKept(name, store) {
  const request = indexedDB.open(name);
  request.onupgradeneeded = () => request.transaction?.abort(); // nothing: leave it to be made
  const base = await done(request).catch(() => null);
  if (base?.objectStoreNames.contains(store)) return base;
  base?.close();
  return null;
}

/** @param {string} base */
const usualName = (base) => `JupyterLite Storage - ${new URL(base).pathname}`;

/** A lesson that is asked for opens alone: each one that was left open would start a Python, too.
 * @param {string} base */
export async function closeOpenTabs(base) {
  const kept = await openKept(usualName(base), OPEN_TABS);
  if (!kept) return;
  await done(kept.transaction(OPEN_TABS, "readwrite").objectStore(OPEN_TABS).clear());
  kept.close();
}

/** The texts and code of a notebook, without what it showed. @param {unknown} content */
function words(content) {
  const { cells = [] } = /** @type {{ cells?: { source: string | string[] }[] }} */ (
    typeof content === "string" ? JSON.parse(content) : content);
  return JSON.stringify(cells.map(({ source }) => [source].flat().join("")));
}

/** @param {string} path @param {string[]} taken */
function beside(path, taken) {
  const stem = path.slice(0, -".ipynb".length);
  for (let number = 1;; number++) {
    const name = `${stem} (yours${number > 1 ? ` ${number}` : ""}).ipynb`;
    if (!taken.includes(name)) return name;
  }
}

/** Sees to it that the lessons which are opened are those of this build.
 * @param {string} base @param {Build} live */
export async function lessonsAreNew(base, live) {
  const note = `alliance-lessons lessons ${new URL(base).pathname}`;
  /** @type {Record<string, string>} */
  const seen = JSON.parse(localStorage.getItem(note) ?? "{}");
  const all = Object.entries(live.lessons);
  const now = Object.fromEntries(all.map(([path, { hash }]) => [path, hash]));
  const changed = Object.keys(now).filter((path) => seen[path] !== now[path]);
  if (changed.length) {
    const files = await openKept(live.storage ?? usualName(base), FILES);
    if (files) await putBeside(files, base, changed).finally(() => files.close());
  }
  localStorage.setItem(note, JSON.stringify(now));
}

/** @param {IDBDatabase} files @param {string} base @param {string[]} changed */
async function putBeside(files, base, changed) {
  const keys = /** @type {string[]} */ (
    await done(files.transaction(FILES).objectStore(FILES).getAllKeys()));
  for (const path of changed.filter((one) => keys.includes(one))) {
    /** @type {Saved} */
    const saved = await done(files.transaction(FILES).objectStore(FILES).get(path));
    const shipped = await (await fetch(new URL(`files/${path}`, base).href)).json();
    let same = false;
    try {
      same = words(saved.content) === words(shipped);
    } catch {
      // it is no notebook any more: it stays, beside the lesson
    }
    const store = files.transaction(FILES, "readwrite").objectStore(FILES);
    if (!same) {
      const kept = beside(path, keys);
      keys.push(kept);
      store.put({ ...saved, path: kept, name: kept.split("/").pop() }, kept);
    }
    await done(store.delete(path));
  }
}
