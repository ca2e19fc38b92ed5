// The kind table: rows and columns, one option or nothing in each cell.

function table(item, value, changed) {
  const given = Object.fromEntries(
    Object.entries(value ?? {}).map(([row, cells]) => [row, { ...cells }]));

  function put(row, column, option) {
    const cells = { ...given[row], [column]: option };
    if (!option) delete cells[column];
    if (Object.keys(cells).length) given[row] = cells;
    else delete given[row];
    changed({ ...given });
  }

  function cell(row, column) {
    const select = el("select", { "aria-label": `${row.text}, ${column.text}`,
      onchange: (event) => {
        put(row.key, column.key, event.target.value);
        mark();
      } },
      el("option", { value: "" }, "–"),
      item.options.map((option) => el("option", { value: option.key }, option.text)));
    select.value = given[row.key]?.[column.key] ?? "";
    const mark = () => select.classList.toggle("al-filled", select.value !== "");
    mark();
    // the column's name stands above the cell where the table is folded on small screens
    const name = column.firm ? `${column.text} (${column.firm})` : column.text;
    return el("td", {}, el("span", { class: "al-above", "aria-hidden": "true" }, name), select);
  }

  const head = el("tr", {}, el("td", {}), item.columns.map((column) =>
    el("th", { scope: "col" }, column.text,
      column.firm ? el("span", { class: "al-firm" }, column.firm) : null)));
  const rows = item.rows.map((row) => el("tr", {}, el("th", { scope: "row" }, row.text),
    item.columns.map((column) => cell(row, column))));
  const whole = el("table", { class: "al-cells" }, el("thead", {}, head), el("tbody", {}, rows));
  // six columns and more fit on no page, so they are folded everywhere
  return item.columns.length > 5 ? el("div", { class: "al-many" }, whole) : whole;
}
