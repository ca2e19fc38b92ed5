// Lets one lesson change the answers after the other; part of the edition's service worker.
// Lessons run in workers of their own, which can wait for an answer but for nothing else
// (workbook/one_at_a_time.py asks).

(() => {
  /** @typedef {import("./types/live.d.ts").Worker} Worker */
  const worker = /** @type {Worker} */ (/** @type {unknown} */ (self));
  // ms after which a turn ends by itself: a lesson may have been closed. Others wait for 10 s
  // (PATIENCE in workbook/answers.py), so they outlast one that was, and more than one.
  const LONGEST = 4_000;
  /** @type {Map<string, () => void>} */
  const turns = new Map();
  /** @type {Map<string, Promise<void>>} */
  const last = new Map(); // of each place, when everybody so far is done

  /** @param {number} ms */
  const after = (ms) => new Promise((resolve) => setTimeout(() => resolve("busy"), ms));

  /** A turn at a place, or "busy". @param {string} place @param {number} patience in seconds */
  async function take(place, patience) {
    const turn = crypto.randomUUID();
    const before = last.get(place) ?? Promise.resolve();
    /** @type {Promise<void>} */
    const done = new Promise((resolve) => turns.set(turn, resolve));
    last.set(place, before.then(() => done));
    if (await Promise.race([before, after(patience * 1000)]) === "busy") {
      give(turn);
      return "busy";
    }
    setTimeout(() => give(turn), LONGEST);
    return turn;
  }

  /** @param {string} turn */
  function give(turn) {
    turns.get(turn)?.();
    turns.delete(turn);
    return "";
  }

  worker.addEventListener("fetch", (event) => {
    const { method, url } = event.request;
    if (method !== "POST" || !new URL(url).pathname.endsWith("/api/one-at-a-time")) return;
    event.stopImmediatePropagation();
    event.respondWith((async () => {
      const asked = await event.request.json();
      return new Response("take" in asked ? await take(asked.take, asked.patience) : give(asked.give));
    })());
  });
})();
