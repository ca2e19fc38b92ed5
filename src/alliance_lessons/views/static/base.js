// What every view shares. The files of a view are joined into one module by base.py.

const PATIENCE = 5000; // ms to wait for an answer of the course
const NOT_RUNNING = "The lesson is not running: press “Go on” or “Start lesson” above, " +
  "then try again.";

/** Makes an element; names that start with "on" are listeners, null and false are left out. */
function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? "" : value);
    }
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/** A text's paragraphs, which a blank line parts. */
function paragraphs(text, tag = "p") {
  return text.split(/\n\s*\n/).filter((one) => one.trim()).map((one) => el(tag, {}, one.trim()));
}

/** A name that no other element of the page has. */
function uniqueId() {
  globalThis.__allianceIds = (globalThis.__allianceIds ?? 0) + 1;
  return `al-${globalThis.__allianceIds}`;
}

/** Text for screen readers alone. */
function unseen(text) {
  return el("span", { class: "al-unseen" }, text);
}

/**
 * Keeps plain keys from JupyterLab, which takes arrows and letters for commands of its own.
 * Combinations, Escape, and Shift+Enter outside a text field still reach it.
 */
function guardKeys(root) {
  root.addEventListener("keydown", (event) => {
    const writing = event.target.tagName === "TEXTAREA";
    const leaves = event.key === "Escape" || (event.key === "Enter" && event.shiftKey && !writing);
    if (!event.ctrlKey && !event.metaKey && !event.altKey && !leaves) event.stopPropagation();
  });
}

/** The root of a view, guarded, put on the page. */
function mount(host, className) {
  const root = el("div", { class: `al-view ${className}` });
  guardKeys(root);
  host.append(root);
  return root;
}

/** Lets whatever shows how far a lesson is know that something of it was saved just now. */
function tellSaved(part) {
  part.closest(".al-view")?.dispatchEvent(
    new CustomEvent("alliance-lessons:saved", { bubbles: true }));
}
