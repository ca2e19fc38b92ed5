// What keeps a page steady while its exercises are made anew.

const WIDGET = "[data-mime-type='application/vnd.jupyter.widget-view+json']";
const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]";
const PATIENCE = 15_000; // ms
const MOMENT = 60; // ms, in which something is drawn
const STILL = 5; // moments without a move

/** @param {number} time in ms */
export const after = (time) => new Promise((done) => setTimeout(done, time));

/**
 * The place of a page at which the reader was when the browser loaded it anew, or "".
 * @param {string} path
 * @param {import("../types/jupyterlab.d.ts").Notebook} page
 */
export function keepPlace(path, { node, widgets }) {
  const name = `alliance-lessons place ${path}`;
  const kept = sessionStorage.getItem(name) ?? "";
  sessionStorage.removeItem(name);
  window.addEventListener("pagehide", () => {
    const top = node.getBoundingClientRect().top;
    const seen = widgets.findIndex((cell) => cell.node.getBoundingClientRect().bottom > top + 100);
    if (node.isConnected && seen > 0) {
      sessionStorage.setItem(name, `#cell-id=${widgets[seen].model.id}`);
    }
  });
  return kept;
}

/**
 * Shows each exercise as it is until the function that this returns is called; behind it, the
 * exercise may be made anew.
 * @param {import("../types/jupyterlab.d.ts").Cell[]} cells
 */
export function holdAsItIs(cells) {
  const held = cells.map(({ outputArea: { node } }) => {
    const likeness = /** @type {HTMLElement} */ (node.cloneNode(true));
    likeness.inert = true;
    node.before(likeness);
    node.style.display = "none";
    return { node, likeness };
  });
  return () => {
    for (const { node, likeness } of held) {
      likeness.remove();
      node.style.display = "";
    }
  };
}

/** Waits until each exercise of a page is drawn. @param {HTMLElement} page */
export async function rendered(page) {
  const end = performance.now() + PATIENCE;
  const blank = () => [...page.querySelectorAll(WIDGET)].some((one) => !one.querySelector(".al-view"));
  while (blank() && performance.now() < end) await new Promise(requestAnimationFrame);
}

/**
 * Remembers where in a page the focus is; returns what puts it there again if it was lost.
 * @param {import("../types/jupyterlab.d.ts").Notebook} page
 */
export function keepFocus({ widgets }) {
  const before = document.activeElement;
  const cell = widgets.find(({ node }) => node.contains(before));
  const places = () => (cell ? [...cell.node.querySelectorAll(FOCUSABLE)] : []);
  const at = before ? places().indexOf(before) : -1;
  if (at >= 0) cell?.node.focus({ preventScroll: true }); // which stays, whatever is made anew
  return () => {
    const lost = [document.body, cell?.node].includes(
      /** @type {HTMLElement} */ (document.activeElement));
    if (at >= 0 && lost) /** @type {HTMLElement} */ (places()[at])?.focus({ preventScroll: true });
  };
}

/**
 * Keeps an element at the top of what is seen: what stands above it grows as it comes into view.
 * The reader's own next move ends it.
 * @param {HTMLElement} element
 */
export async function holdAtTop(element) {
  const scroller = element.closest(".jp-WindowedPanel-outer");
  if (!scroller) return;
  const end = performance.now() + PATIENCE;
  const mine = new AbortController();
  for (const move of ["wheel", "keydown", "pointerdown", "touchmove"]) {
    window.addEventListener(move, () => mine.abort(), { signal: mine.signal, capture: true });
  }
  let still = 0;
  while (still < STILL && performance.now() < end && !mine.signal.aborted) {
    const space = parseFloat(getComputedStyle(element).scrollMarginTop);
    const off = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top - space;
    const atEnd = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop < 2;
    still = Math.abs(off) < 2 || (off > 0 && atEnd) ? still + 1 : 0;
    if (!still) element.scrollIntoView();
    await after(MOMENT);
  }
  mine.abort();
}
