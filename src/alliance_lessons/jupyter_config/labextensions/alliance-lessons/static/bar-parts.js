// What the lesson bar is made of: elements, an unfolding panel, and keys that stay in it.

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} part which part of the bar it is; "" is the whole
 * @param {...(Node | string)} children
 */
export function make(tag, part, ...children) {
  const node = document.createElement(tag);
  node.className = part ? `lesson-bar-${part}` : "lesson-bar";
  node.append(...children);
  return node;
}

/** @param {string} part @param {() => unknown} act @param {...(Node | string)} children */
export function button(part, act, ...children) {
  const node = make("button", part, ...children);
  node.type = "button";
  node.addEventListener("click", act);
  return node;
}

/** @param {string} text */
export function word(text) {
  return make("span", "word", text);
}

/** A sign that says nothing new.
 * @param {string} sign */
export function unread(sign) {
  const node = make("span", "sign", sign);
  node.setAttribute("aria-hidden", "true");
  return node;
}

/** @param {string} text @param {(on: boolean) => unknown} set */
export function tick(text, set) {
  const input = make("input", "tick");
  input.type = "checkbox";
  input.addEventListener("change", () => set(input.checked));
  return { input, label: make("label", "choice", input, text) };
}

/** @param {HTMLElement} node @param {string} text */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** @param {HTMLElement} node @param {string} key @param {string} value */
export function attribute(node, key, value) {
  if (node.getAttribute(key) !== value) node.setAttribute(key, value);
}

/** @param {HTMLElement} node @param {boolean} away */
export function hide(node, away) {
  if (node.hidden !== away) node.hidden = away;
}

/** One text as name and tooltip: where they differ, screen readers read both.
 * @param {HTMLElement} node @param {string} text */
export function name(node, text) {
  attribute(node, "aria-label", text);
  attribute(node, "title", text);
}

/** Lets a button unfold a panel. JupyterLab cuts off what reaches out of the bar, so the panel is
 * a popover, which also closes on Escape and on a click elsewhere.
 * @param {HTMLButtonElement} opener @param {HTMLElement} panel @param {HTMLElement} bar */
export function unfold(opener, panel, bar) {
  const place = () => {
    const { bottom, right } = opener.getBoundingClientRect();
    panel.style.top = `${bottom}px`;
    panel.style.right = `${document.documentElement.clientWidth - right}px`;
  };
  const moved = new ResizeObserver(place); // as when JupyterLab's side bars come or go
  panel.popover = "auto";
  panel.setAttribute("role", "group");
  panel.setAttribute("aria-label", "Options");
  opener.popoverTargetElement = panel;
  opener.setAttribute("aria-expanded", "false");
  panel.addEventListener("beforetoggle", (event) => {
    const opens = /** @type {ToggleEvent} */ (event).newState === "open";
    opener.setAttribute("aria-expanded", String(opens));
    if (opens) moved.observe(bar);
    else moved.disconnect();
    if (opens) place();
    else if (panel.contains(document.activeElement)) opener.focus();
  });
  panel.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && relatedTarget !== opener && !panel.contains(relatedTarget)) {
      panel.hidePopover();
    }
  });
}

/** Keeps plain keys from JupyterLab, which takes letters for commands of its own.
 * @param {HTMLElement} root */
export function guardKeys(root) {
  root.addEventListener("keydown", (event) => {
    const leaves = event.key === "Escape" || (event.key === "Enter" && event.shiftKey);
    if (!event.ctrlKey && !event.metaKey && !event.altKey && !leaves) event.stopPropagation();
  });
}
