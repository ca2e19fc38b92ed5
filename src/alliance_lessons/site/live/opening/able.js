// What the live edition needs of a browser; each lack is told in a sentence.

const READ = "You can read the lesson here in this browser.";

/** Whether the browser keeps something at all. */
async function keeps() {
  try {
    localStorage.setItem("alliance-lessons try", "1");
    localStorage.removeItem("alliance-lessons try");
    await caches.open("alliance-lessons try");
    await caches.delete("alliance-lessons try");
    return await new Promise((resolve) => {
      const asked = indexedDB.open("alliance-lessons try");
      asked.onerror = () => resolve(false);
      asked.onsuccess = () => {
        asked.result.close();
        indexedDB.deleteDatabase("alliance-lessons try");
        resolve(true);
      };
    });
  } catch {
    return false;
  }
}

/** Why the live edition can't be opened here; empty where it can. */
export async function whyNotHere() {
  if (!globalThis.isSecureContext) {
    return `The live course needs an address that begins with https. ${READ}`;
  }
  if (!("serviceWorker" in navigator) || !("caches" in globalThis)) {
    return "This browser keeps no pages for later, as in some private windows; open an ordinary " +
      `window, or use another browser. ${READ}`;
  }
  if (!("WebAssembly" in globalThis) || !("DecompressionStream" in globalThis)) {
    return `This browser is too old for the live course: bring it up to date. ${READ}`;
  }
  if (!await keeps()) {
    return "This browser keeps nothing for this site, so your answers would be lost: open an " +
      `ordinary window, or let the site keep data. ${READ}`;
  }
  return "";
}
