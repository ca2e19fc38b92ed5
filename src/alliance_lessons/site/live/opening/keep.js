// The service worker of the live edition: every lesson comes out of the store of one build, with a
// connection or without. JupyterLite's own worker, loaded after this one, does all the rest.

/** @typedef {import("./types/live.d.ts").Worker} Worker */

(() => {
  const worker = /** @type {Worker} */ (/** @type {unknown} */ (self));
  const { live } = worker;
  const base = new URL("./", worker.location.href).href;
  const takeOverNow = worker.skipWaiting.bind(worker);
  const HASHED = /^(build|extensions)\/.*\.[0-9a-f]{7,}\.js$/;
  // a folder of the learner's own while it is made: JupyterLite names it afterwards
  const UNTITLED = /^api\/contents\/(.*\/)?Untitled%20Folder\d*\/all\.json$/;
  const START = 4_000; // ms that a host may take to answer before the page that is here is shown
  const REST = 2_000; // ms in which a lesson that has just opened is left alone

  // JupyterLite's worker would take over pages that an earlier build has opened: that mixes two.
  worker.skipWaiting = () => Promise.resolve();

  worker.addEventListener("install", (event) => event.waitUntil(liveEdition.load(base, live)));

  worker.addEventListener("activate", (event) =>
    event.waitUntil(liveEdition.dropOthers(base, live)));

  /** Takes over unless a lesson is open in the build before. */
  async function takeOver() {
    const windows = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
    const inUse = windows.some(({ url }) => url.startsWith(new URL("lab/", base).href));
    if (!inUse) await takeOverNow();
    return !inUse;
  }

  worker.addEventListener("message", (event) => {
    const [port] = event.ports;
    if (event.data === "which build") port?.postMessage(live.build);
    if (event.data === "a lesson is open") loadWhenOpen(); // lesson.js says so
    if (event.data === "take over") {
      event.waitUntil(takeOver().then((taken) => port?.postMessage(taken)));
    }
  });

  /** @type {Promise<Cache> | undefined} */
  let opened;
  const store = () => opened ??= caches.open(liveEdition.storeName(base, live.build));

  /** @type {Promise<void> | undefined} */
  let late;
  /** Loads what only some lessons need, one time at once. */
  const loadLater = () => late ??= liveEdition.loadLater(base, live)
    .catch(console.warn) // no connection: the next lesson that is opened tries again
    .finally(() => { late = undefined; });

  /** The same, after a lesson has opened. The event does not wait for it, or an update would have
   * to; what a worker that is stopped leaves, the next lesson loads. */
  async function loadWhenOpen() {
    await new Promise((resolve) => setTimeout(resolve, REST));
    if (await liveEdition.isWhole(base, live)) await loadLater(); // else an update has come
  }

  /** What is needed late, from the host. Where its name has the hash of what is in it, it can't be
   * of another build, so it is kept. @param {string} path @param {Request} request */
  async function bring(path, request) {
    const found = await fetch(request);
    if (found.ok && HASHED.test(path)) {
      const copy = found.clone();
      store().then((kept) => kept.put(request, copy)).catch(console.warn);
    }
    return found;
  }

  /** @param {string} path @param {Request} request */
  async function answer(path, request) {
    if (live.absent.includes(path) || UNTITLED.test(path)) return new Response("", { status: 404 });
    const address = new URL(path === "lab/" ? "lab/index.html" : path, base).href;
    const find = async () => (await store()).match(address);
    const isLate = live.later.some(({ files }) => files.includes(path));
    if (isLate && !await find()) await loadLater();
    if (path !== "open.html") return await find() ?? await bring(path, request);
    const { href } = new URL(request.url);
    const fresh = fetch(href, { cache: "no-cache", signal: AbortSignal.timeout(START) });
    try {
      const found = await fresh;
      return found.ok ? found : await find() ?? found;
    } catch (error) {
      const found = await find();
      if (!found) throw error;
      return found;
    }
  }

  worker.addEventListener("fetch", (event) => {
    const { request } = event;
    const url = new URL(request.url);
    const path = url.origin + url.pathname;
    if (request.method !== "GET" || !path.startsWith(base)) return;
    const below = path.slice(base.length);
    if (/^parts\/|api\/(drive|stdin\/)/.test(below)) return;
    event.respondWith(answer(below, request));
  });
})();
