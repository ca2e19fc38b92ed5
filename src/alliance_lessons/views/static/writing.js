// Item kinds that are typed: number, allocation and text.

const TYPING_PAUSE = 300; // ms of rest after which a text is saved

/** Calls back after a rest, and at once when the field is left or the page is hidden. */
function afterRest(field, callback) {
  let timer = null;
  const flush = () => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    callback();
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(flush, TYPING_PAUSE);
  });
  field.addEventListener("blur", flush);
  window.addEventListener("pagehide", flush);
  return flush;
}

function number(item, value, changed, complain) {
  const { unit = "", minimum, maximum } = item.settings;
  const id = uniqueId();
  const bounds = [minimum !== undefined && `from ${minimum}`, maximum !== undefined && `to ${maximum}`];
  const field = el("input", { id, class: "al-number", inputmode: "decimal", autocomplete: "off",
    value: value === null ? "" : String(value) });
  const flush = afterRest(field, () => {
    const typed = field.value.trim().replace(",", ".");
    if (/^[-+]?(\d+\.?\d*|\.\d+)$/.test(typed)) changed(Number(typed));
    else if (typed) complain(`“${field.value}” is not a number; write one such as 2.5.`);
  });
  const hint = [unit, bounds.filter(Boolean).join(" ")].filter(Boolean).join(", ");
  return { flush, nodes: el("p", { class: "al-row" },
    el("label", { for: id }, "Your number"), field, el("span", {}, hint)) };
}

function allocation(item, value, changed, complain) {
  const { total, unit = "points" } = item.settings;
  const given = { ...value };
  const left = el("p", { class: "al-hint", role: "status" });
  const tally = () => {
    const sum = Object.values(given).reduce((a, b) => a + b, 0);
    left.textContent = `${sum} of ${total} ${unit} given` +
      (sum < total ? `, ${total - sum} to go.` : sum > total ? `, ${sum - total} too many.` : ".");
  };
  const flushes = [];
  const rows = item.options.map((option) => {
    const id = uniqueId();
    const field = el("input", { id, type: "number", min: 0, max: total, step: 1,
      value: given[option.key] ?? "" });
    flushes.push(afterRest(field, () => {
      const points = Number(field.value || 0);
      if (!Number.isInteger(points) || points < 0 || points > total) {
        complain(`Give a whole number from 0 to ${total}.`);
        return;
      }
      given[option.key] = points;
      tally();
      changed({ ...given });
    }));
    return el("div", { class: "al-match" }, el("label", { for: id }, option.text), field);
  });
  tally();
  return { flush: () => flushes.forEach((flush) => flush()), nodes: [...rows, left] };
}

function text(item, value, changed) {
  const { words, lines = 4 } = item.settings;
  const id = uniqueId();
  const count = el("p", { class: "al-hint" });
  const tally = () => {
    const written = field.value.trim().split(/\s+/).filter(Boolean).length;
    count.textContent = words
      ? `${written} of at most ${words} words${written > words ? ": too long, but kept" : ""}`
      : "";
  };
  const field = el("textarea", { id, rows: lines, oninput: () => tally(),
    style: `min-height: ${lines * 1.55 + 1}em` }); // grows with the text from there
  field.value = value ?? "";
  const flush = afterRest(field, () => changed(field.value));
  tally();
  return { flush, nodes: [
    el("label", { class: "al-unseen", for: id }, item.stem), field, words ? count : null] };
}
