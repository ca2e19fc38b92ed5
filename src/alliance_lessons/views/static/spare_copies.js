// Spare copies of answers that are not known to be saved: for this tab, or in the browser's edition,
// whose Python goes with its tab, until the lesson is opened again.

const WHERE = globalThis.location?.pathname ?? "";
const LIVE = WHERE.match(/^(.*)\/live\/lab\/(index\.html)?$/);
// several sites can stand on one host
const SITE = (LIVE ?? WHERE.match(/^(.*?)\/lab(\/|$)/))?.[1] ?? "";
const SPARE = `alliance-lessons answer ${SITE} `;

/** Where the copies lie; a browser may keep nothing. */
function spareStore() {
  try {
    return LIVE ? globalThis.localStorage : globalThis.sessionStorage;
  } catch {
    return undefined;
  }
}

/** The copy of one answer. */
function spareCopy(name) {
  const store = spareStore();
  return {
    read: () => JSON.parse(store?.getItem(SPARE + name) ?? "null"),
    keep: (answer) => {
      try {
        store?.setItem(SPARE + name, JSON.stringify(answer));
      } catch {
        // no room: the answer is sent all the same
      }
    },
    drop: () => store?.removeItem(SPARE + name),
  };
}

/** Forgets what is still held of answers that could not be saved. */
function forgetWaiting() {
  const store = spareStore();
  for (const name of Object.keys(store ?? {})) {
    if (name.startsWith(SPARE)) store.removeItem(name);
  }
}
