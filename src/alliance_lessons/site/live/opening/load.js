// Brings a build of the live edition into the browser's own store, once. The page that opens a
// lesson and the service worker both use it (a classic script, since JupyterLite's worker is one).

/** @typedef {import("./types/live.d.ts").Build} Build */
/** @typedef {import("./types/live.d.ts").Pack} Pack */
/** @typedef {import("./types/live.d.ts").Part} Part */
/** @typedef {import("./types/live.d.ts").Trouble} Trouble */

class LoadingStopped extends Error {
  /** @param {Trouble} trouble @param {unknown} cause */
  constructor(trouble, cause) {
    super(`${trouble}: ${cause}`);
    this.trouble = trouble;
  }
}

globalThis.liveEdition = (() => {
  const AT_ONCE = 2; // requests: one waits for its answer while the other one loads
  const PATIENCE = 15_000; // ms without one byte, after which a connection counts as gone
  const OURS = "alliance-lessons live";

  /** The store of a build; `parts` keeps what has arrived of packs that are not whole yet.
   * @param {string} base address of the live edition's folder @param {string} build */
  const storeName = (base, build) => `${OURS} ${new URL(base).pathname} ${build}`;

  /** @param {string} base @param {Pack} pack */
  const packMark = (base, pack) => new URL(`packs/${pack.hash}`, base).href;

  /** @param {string} base */
  const wholeMark = (base) => new URL("packs/all", base).href;

  /** @param {string} base */
  async function otherStores(base, /** @type {string} */ build) {
    const all = await caches.keys();
    const [own, parts] = [storeName(base, build), storeName(base, "parts")];
    return all.filter((one) => one.startsWith(storeName(base, "")) && one !== own && one !== parts);
  }

  /** Whether everything of a build is here. @param {string} base @param {Build} live */
  async function isWhole(base, live) {
    const name = storeName(base, live.build);
    if (!await caches.has(name)) return false;
    return await (await caches.open(name)).match(wholeMark(base)) !== undefined;
  }

  /** Reads a body to its end and tells each piece; a connection that sends nothing is given up.
   * @param {string} address @param {(bytes: number) => void} tell @param {AbortSignal} signal */
  async function download(address, tell, signal) {
    const giveUp = new AbortController();
    const stop = () => giveUp.abort();
    signal.addEventListener("abort", stop);
    let timer = setTimeout(stop, PATIENCE);
    let sum = 0;
    try {
      if (signal.aborted) stop();
      const answer = await fetch(address, { signal: giveUp.signal, cache: "no-store" });
      if ([404, 410].includes(answer.status)) throw new LoadingStopped("missing", address);
      if (!answer.ok || !answer.body) throw new Error(`${answer.status}`);
      const pieces = [];
      const reader = answer.body.getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        clearTimeout(timer);
        timer = setTimeout(stop, PATIENCE);
        pieces.push(/** @type {BlobPart} */ (value));
        sum += value.length;
        tell(value.length);
      }
      return await new Blob(pieces).arrayBuffer();
    } catch (error) {
      tell(-sum);
      throw error instanceof LoadingStopped ? error : new LoadingStopped("gone", error);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
    }
  }

  /** @param {ArrayBuffer} body */
  async function hashOf(body) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
    return [...digest].map((one) => one.toString(16).padStart(2, "0")).join("");
  }

  /** @param {Cache} store @param {string} address @param {Response} answer */
  async function keep(store, address, answer) {
    try {
      await store.put(address, answer);
    } catch (error) {
      throw new LoadingStopped("full", error);
    }
  }

  /** @param {string} base @param {Part} part */
  const partAddress = (base, { hash }) => new URL(`parts/${hash}.bin`, base).href;

  /** Puts the files of a pack, all of whose parts are here, where the lesson will ask for them.
   * @param {string} base @param {Pack} pack @param {Cache} parts @param {Cache} store */
  async function unpack(base, pack, parts, store) {
    const bodies = await Promise.all(pack.parts.map(async (part) => {
      const kept = await parts.match(partAddress(base, part));
      if (!kept) throw new LoadingStopped("gone", "the browser let go of what had arrived");
      return kept.blob();
    }));
    const packed = new Blob(bodies).stream().pipeThrough(new DecompressionStream("gzip"));
    const whole = await new Response(packed).blob();
    const head = Number(await whole.slice(0, 8).text());
    /** @type {[path: string, type: string, size: number][]} */
    const files = JSON.parse(await whole.slice(8, 8 + head).text());
    let at = 8 + head;
    await Promise.all(files.map(([path, type, size]) => {
      const body = whole.slice(at, at += size);
      const headers = { "Content-Type": type, "Content-Length": `${size}` };
      return keep(store, new URL(path, base).href, new Response(body, { headers }));
    }));
    const paths = JSON.stringify(files.map(([path]) => path));
    await keep(store, packMark(base, pack), new Response(paths));
    await Promise.all(pack.parts.map((part) => parts.delete(partAddress(base, part))));
  }

  /** Takes a pack over from the store of an earlier build, if one has it.
   * @param {string} base @param {Pack} pack @param {Cache} store @param {string[]} earlier */
  async function takeOver(base, pack, store, earlier) {
    for (const name of earlier) {
      const other = await caches.open(name);
      const mark = await other.match(packMark(base, pack));
      if (!mark) continue;
      /** @type {string[]} */
      const paths = await mark.clone().json();
      const found = await Promise.all(paths.map((path) => other.match(new URL(path, base).href)));
      if (!found.every((one) => one !== undefined)) continue;
      await Promise.all(paths.map((path, at) =>
        keep(store, new URL(path, base).href, /** @type {Response} */ (found[at]))));
      await keep(store, packMark(base, pack), mark);
      return true;
    }
    return false;
  }

  /** The page that opens lessons, with its scripts, as it is on the host; most often the browser
   * has just loaded it. @param {string} base @param {Build} live @param {Cache} store */
  async function keepOpening(base, live, store) {
    for (const path of live.opening) {
      const address = new URL(path, base).href;
      const isThis = location.href.startsWith(address); // what the page was asked with counts
      let text = "";
      for (const cache of /** @type {const} */ (["force-cache", "reload"])) {
        const answer = await fetch(isThis ? location.href : address, { cache }).catch((error) => {
          throw new LoadingStopped("gone", error);
        });
        if (!answer.ok) throw new LoadingStopped("missing", address);
        const type = answer.headers.get("Content-Type") ?? "";
        text = await answer.text();
        if (path !== "open.html" || text.includes(`"${live.build}"`)) {
          await keep(store, address, new Response(text, { headers: { "Content-Type": type } }));
          break;
        }
        if (cache === "reload") throw new LoadingStopped("missing", "this build of open.html");
      }
    }
  }

  /** Loads what is not here yet of some packs. @param {string} base @param {Build} live
   * @param {Pack[]} packs @param {(bytes: number) => void} tell @param {AbortSignal} [signal] */
  async function loadPacks(base, live, packs, tell, signal) {
    const store = await caches.open(storeName(base, live.build));
    const parts = await caches.open(storeName(base, "parts"));
    const earlier = await otherStores(base, live.build);
    /** @type {{ pack: Pack, part: Part }[]} */
    const queue = [];
    /** @type {Map<Pack, number>} */
    const awaited = new Map();
    for (const pack of packs) {
      const here = await store.match(packMark(base, pack)) !== undefined ||
        await takeOver(base, pack, store, earlier);
      const lacking = [];
      for (const part of pack.parts) {
        if (here || await parts.match(partAddress(base, part))) tell(part.size);
        else lacking.push({ pack, part });
      }
      if (!here && !lacking.length) await unpack(base, pack, parts, store);
      awaited.set(pack, lacking.length);
      queue.push(...lacking);
    }
    const failing = new AbortController(); // where one request fails, the others need not wait
    signal?.addEventListener("abort", () => failing.abort());
    if (signal?.aborted) failing.abort();
    const worker = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const { pack, part } = next;
        const body = await download(partAddress(base, part), tell, failing.signal);
        if (!(await hashOf(body)).startsWith(part.hash)) {
          tell(-body.byteLength);
          // as from a hotel, whose log-in page answers in the place of all pages
          throw new LoadingStopped("gone", `${part.hash} came changed`);
        }
        await keep(parts, partAddress(base, part), new Response(body));
        const left = (awaited.get(pack) ?? 0) - 1;
        awaited.set(pack, left);
        if (left === 0) await unpack(base, pack, parts, store);
      }
    };
    /** @type {unknown[]} */
    const failures = [];
    await Promise.all(Array.from({ length: AT_ONCE }, () => worker().catch((error) => {
      failures.push(error);
      failing.abort();
    })));
    if (failures.length) throw failures[0];
  }

  /**
   * Loads what is not here yet; what has arrived stays, whatever happens. `tell` hears how many
   * bytes more (or, for a part that was cut, less) are here. Rejects with LoadingStopped.
   * @param {string} base @param {Build} live
   * @param {(bytes: number) => void} [tell] @param {AbortSignal} [signal]
   */
  async function load(base, live, tell = () => {}, signal) {
    await loadPacks(base, live, live.packs, tell, signal);
    const store = await caches.open(storeName(base, live.build));
    // what an earlier build has of it would else go with that build
    const earlier = await otherStores(base, live.build);
    for (const pack of live.later) await takeOver(base, pack, store, earlier);
    await keepOpening(base, live, store);
    await keep(store, wholeMark(base), new Response("whole"));
  }

  /** Loads what only some lessons need. Rejects with LoadingStopped.
   * @param {string} base @param {Build} live */
  const loadLater = (base, live) => loadPacks(base, live, live.later, () => {});

  /** Lets go of all other builds. @param {string} base @param {Build} live */
  async function dropOthers(base, live) {
    const others = [...await otherStores(base, live.build), storeName(base, "parts")];
    await Promise.all(others.map((name) => caches.delete(name)));
  }

  /** Why a loading stopped, if that is what an error tells. @param {unknown} error */
  const troubleOf = (error) => error instanceof LoadingStopped ? error.trouble : null;

  return { load, loadLater, isWhole, dropOthers, storeName, troubleOf };
})();
