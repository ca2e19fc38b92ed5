// The days on which to look back, and a file of them for a calendar.

const ABOUT = "The file holds whole days, one halfway and one at the end, and nothing of what you " +
  "wrote. Open it, and your calendar asks whether to take them in.";

function render({ model, el: host }) {
  const root = mount(host, "al-look-back");
  const file = new Blob([model.get("calendar")], { type: "text/calendar" });
  const href = URL.createObjectURL(file);
  root.append(
    el("ul", {}, model.get("days").map(([name, day]) =>
      el("li", {}, `${name}: look back on `, el("strong", {}, day)))),
    el("p", {}, el("a", { href, download: model.get("file"), class: "al-button" },
      "Put the end of the 14 days into my calendar")),
    el("p", { class: "al-hint" }, ABOUT),
  );
  return () => URL.revokeObjectURL(href);
}

export default { render };
