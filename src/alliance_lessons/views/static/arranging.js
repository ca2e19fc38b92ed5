// Item kinds where things are put in their place: order, match and grid.

function order(item, value, changed) {
  let keys = value ?? item.options.map((option) => option.key);
  const list = el("ol", { class: "al-order" });
  const text = (key) => item.options.find((option) => option.key === key).text;

  function move(key, by) {
    const from = keys.indexOf(key);
    keys = keys.filter((one) => one !== key);
    keys.splice(from + by, 0, key);
    draw();
    const row = list.children[from + by];
    const button = row.querySelector(by < 0 ? ".al-up" : ".al-down");
    (button.disabled ? row.querySelector("button:not(:disabled)") : button).focus();
    said.textContent = `${text(key)}: now ${from + by + 1} of ${keys.length}`;
    changed(keys);
  }

  function draw() {
    list.replaceChildren(
      ...keys.map((key, place) => {
        const button = (name, sign, by, off) =>
          el("button", { type: "button", class: `al-${name}`, disabled: off,
            "aria-label": `Move ${name}: ${text(key)}`, onclick: () => move(key, by) }, sign);
        return el("li", {}, el("span", {}, text(key)),
          el("span", { class: "al-moves" }, button("up", "↑", -1, place === 0),
            button("down", "↓", 1, place === keys.length - 1)));
      }),
    );
  }

  const said = el("span", { class: "al-unseen", role: "status" });
  draw();
  return [
    el("p", { class: "al-hint" }, "Use the arrow buttons to put them in order, first on top."),
    list,
    said,
    // where another button follows, that one takes the order as it stands
    item.button ? null : el("button", { type: "button", class: "al-button",
      onclick: () => changed(keys) }, "This is my order"),
  ];
}

function match(item, value, changed) {
  const given = { ...value };
  const long = Math.max(...item.columns.map((column) => column.text.length)) > 28;
  const rows = item.rows.map((row) => {
    const id = uniqueId();
    const select = el("select", { id, onchange: (event) => {
      if (event.target.value) given[row.key] = event.target.value;
      else delete given[row.key];
      changed({ ...given });
    } },
      el("option", { value: "" }, "Choose…"),
      item.columns.map((column) => el("option", { value: column.key }, column.text)),
    );
    select.value = given[row.key] ?? "";
    return el("div", { class: "al-match" }, el("label", { for: id }, row.text), select);
  });
  // a long choice needs the whole width to be read
  return el("div", { class: long ? "al-stacked" : null }, rows);
}

function grid(item, value, changed) {
  const given = { ...value };
  const head = el("tr", {}, el("td", {}),
    item.columns.map((column) => el("th", { scope: "col" }, column.text)));
  const rows = item.rows.map((row) => {
    const name = uniqueId();
    const cells = item.columns.map((column) => {
      const input = el("input", { type: "radio", name, value: column.key,
        "aria-label": `${row.text}: ${column.text}`,
        onchange: () => {
          given[row.key] = column.key;
          changed({ ...given });
        } });
      input.checked = given[row.key] === column.key;
      // the column's name stands beside the button where the table is folded on small screens
      return el("td", {}, el("label", {}, input,
        el("span", { class: "al-narrow", "aria-hidden": "true" }, column.text)));
    });
    return el("tr", {}, el("th", { scope: "row" }, row.text), cells);
  });
  return el("table", { class: "al-grid" }, el("thead", {}, head), el("tbody", {}, rows));
}
