// What keeps a page steady while its exercises are made anew.

const WIDGET = "[data-mime-type='application/vnd.jupyter.widget-view+json']";
const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]";
const PATIENCE = 5_000; // ms

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
  return () => {
    const lost = document.activeElement === document.body;
    if (at >= 0 && lost) /** @type {HTMLElement} */ (places()[at])?.focus({ preventScroll: true });
  };
}
