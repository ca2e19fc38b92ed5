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

/** @typedef {{ cell_type: string, source: string | string[], attachments?: object }} Cell */

/** The fingerprint of all that a learner could have written in a notebook, as the build tells it
 * (`words` in site/live/opening.py). @param {unknown} content */
async function fingerprint(content) {
  const { cells } = /** @type {{ cells: Cell[] }} */ (
    typeof content === "string" ? JSON.parse(content) : content);
  const words = JSON.stringify(cells.map(({ cell_type, source, attachments }) =>
    [cell_type, [source].flat().join(""), attachments ?? null]));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(words));
  return [...new Uint8Array(digest)].map((one) => one.toString(16).padStart(2, "0")).join("");
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
  /** @type {Record<string, { hash: string, words: string }>} */
  const seen = JSON.parse(localStorage.getItem(note) ?? "{}");
  const all = Object.entries(live.lessons);
  const now = Object.fromEntries(all.map(([path, { hash, words }]) => [path, { hash, words }]));
  const changed = all.filter(([path, { hash }]) => seen[path]?.hash !== hash).map(([path, one]) =>
    ({ path, ours: [one.words, seen[path]?.words].filter((words) => words !== undefined) }));
  if (changed.length) {
    const files = await openKept(live.storage ?? usualName(base), FILES);
    if (files) await putBeside(files, changed).finally(() => files.close());
  }
  localStorage.setItem(note, JSON.stringify(now));
}

/** @param {IDBDatabase} files
 * @param {{ path: string, ours: string[] }[]} changed with the fingerprints of what was shipped */
async function putBeside(files, changed) {
  const keys = /** @type {string[]} */ (
    await done(files.transaction(FILES).objectStore(FILES).getAllKeys()));
  for (const { path, ours } of changed.filter((one) => keys.includes(one.path))) {
    /** @type {Saved} */
    const saved = await done(files.transaction(FILES).objectStore(FILES).get(path));
    // what is no notebook any more stays, beside the lesson
    const found = await fingerprint(saved.content).catch(() => "");
    const store = files.transaction(FILES, "readwrite").objectStore(FILES);
    if (!ours.some((words) => found && found.startsWith(words))) {
      const kept = beside(path, keys);
      keys.push(kept);
      store.put({ ...saved, path: kept, name: kept.split("/").pop() }, kept);
    }
    await done(store.delete(path));
  }
}
