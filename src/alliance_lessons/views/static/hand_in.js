// The panel that ends an assignment.

const EXCHANGE = "If your course has an Assignments list (menu Nbgrader), save this notebook, " +
  "open the list and press Submit: your answers go along.";
const BY_FILE = "Otherwise make a file and send it to your instructor.";

function render({ model, el: host }) {
  const root = mount(host, "al-hand-in");
  const state = el("div", { role: "status" });
  const made = el("p", { role: "status" });
  const id = uniqueId();
  const field = el("input", { id, type: "text", autocomplete: "off", class: "al-number" });

  root.append(
    state,
    el("button", { type: "button", class: "al-button", onclick: () => model.send({}) }, "Look again"),
    el("p", {}, EXCHANGE),
    el("p", {}, BY_FILE),
    el("p", { class: "al-row" },
      el("label", { for: id }, "Your learner id"), field,
      el("button", { type: "button", class: "al-button al-check",
        onclick: () => model.send({ learner: field.value.trim() }) }, "Make the file to send")),
    made,
  );

  const report = () => {
    const { answered, of, open, problem } = model.get("report");
    state.replaceChildren(...[
      el("p", {}, el("strong", {}, `${answered} of ${of} questions are answered.`)),
      open.length ? el("p", {}, "Still open, or worth another look:") : null,
      open.length ? el("ul", {}, open.map(([name, lacking]) =>
        el("li", {}, `${name} (${lacking})`))) : null,
      problem ? el("p", { class: "al-problem" }, problem) : null,
    ].filter(Boolean));
  };
  const file = () => {
    const { ok, words = "" } = model.get("made");
    made.textContent = words;
    made.className = ok === false ? "al-problem" : "";
  };
  model.on("change:report", report);
  model.on("change:made", file);
  report();
  file();
  const seen = new IntersectionObserver(([entry]) => entry.isIntersecting && model.send({}));
  seen.observe(root); // a fresh look whenever the panel comes into view
  return () => {
    seen.disconnect();
    model.off("change:report", report);
    model.off("change:made", file);
  };
}

export default { render };
