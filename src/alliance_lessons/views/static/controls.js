// The controls of a simulation: each makes its element and is told what the course knows.

/** Each takes a control and tell(event); gives {node, show(value, labels)}. */
const CONTROLS = { range, choice: radios, switch: toggle };

function range(control, tell) {
  const id = uniqueId();
  const output = el("output", { class: "al-value", for: id });
  const input = el("input", { id, type: "range", min: control.low, max: control.high,
    step: control.step, "aria-describedby": control.help ? `${id}-help` : null,
    oninput: () => {
      spell();
      tell(["set", control.name, Number(input.value)]);
    } });
  function spell() {
    const said = `${input.value} ${control.unit}`.trim();
    input.setAttribute("aria-valuetext", said);
    output.textContent = control.label.endsWith(control.unit) ? input.value : said;
  }
  const [low, high] = control.ends;
  return {
    node: el("div", { class: "al-range" },
      el("div", { class: "al-range-head" }, el("label", { for: id }, control.label), output), input,
      low && el("div", { class: "al-ends", "aria-hidden": "true" },
        el("span", {}, low), el("span", {}, high)),
      control.help && el("p", { class: "al-hint", id: `${id}-help` }, control.help)),
    show(value) {
      input.value = value;
      spell();
    },
  };
}

function radios(control, tell) {
  const name = uniqueId();
  const rows = control.options.map(([key, words]) => {
    const input = el("input", { type: "radio", name, value: key,
      onchange: () => tell(["set", control.name, key]) });
    const label = el("span", {}, words);
    return { key, words, input, label, node: el("label", { class: "al-option" }, input, label) };
  });
  return {
    node: el("fieldset", { class: control.tiles ? "al-tiles" : null },
      el("legend", {}, control.label), el("div", {}, rows.map((row) => row.node))),
    show(value, labels = {}) {
      for (const row of rows) {
        row.input.checked = row.key === value;
        const words = labels[row.key] ?? row.words;
        if (row.label.textContent !== words) row.label.textContent = words;
      }
    },
  };
}

function toggle(control, tell) {
  const input = el("input", { type: "checkbox",
    onchange: () => tell(["set", control.name, input.checked]) });
  return {
    node: el("label", { class: "al-option" }, input, el("span", {}, control.label)),
    show(value) {
      input.checked = value;
    },
  };
}

/** A row of buttons; one that can't be pressed now keeps its focus and says that it is off. */
function buttonRow(buttons, tell) {
  const made = buttons.map(({ name, label, main }) => {
    const node = el("button", { type: "button", class: `al-button${main ? " al-check" : ""}`,
      onclick: () => {
        if (node.getAttribute("aria-disabled") !== "true") tell(["press", name]);
      } }, label);
    return { name, node };
  });
  return {
    node: el("div", { class: "al-actions" }, made.map((one) => one.node)),
    turnOff(names) {
      for (const { name, node } of made) {
        node.setAttribute("aria-disabled", String(names.includes(name)));
      }
    },
  };
}
