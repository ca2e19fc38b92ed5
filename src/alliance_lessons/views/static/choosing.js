// Item kinds where options are chosen: choice and multiple response.

/** @param {"radio"|"checkbox"} type */
function optionRow(type, name, option, checked, changed) {
  const input = el("input", { type, name, value: option.key, onchange: changed });
  input.checked = checked;
  return el("label", { class: "al-option" }, input, el("span", {}, option.text));
}

function choice(item, value, changed) {
  const name = uniqueId();
  return item.options.map((option) =>
    optionRow("radio", name, option, option.key === value, () => changed(option.key)),
  );
}

function multipleResponse(item, value, changed, complain) {
  const chosen = new Set(value ?? []);
  const limit = item.settings.limit ?? item.options.length;
  const rows = item.options.map((option) =>
    optionRow("checkbox", uniqueId(), option, chosen.has(option.key), (event) => {
      if (event.target.checked && chosen.size >= limit) {
        event.target.checked = false;
        complain(`At most ${limit} may be chosen; take one away first.`);
        return;
      }
      if (event.target.checked) chosen.add(option.key);
      else chosen.delete(option.key);
      changed(item.options.map((one) => one.key).filter((key) => chosen.has(key)));
    }),
  );
  const hint = limit < item.options.length ? `Choose up to ${limit}.` : "Choose all that apply.";
  return [el("p", { class: "al-hint" }, hint), ...rows];
}
