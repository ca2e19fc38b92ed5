// A dialogue: what was, folded; what follows; the scene now; what can be done.

function render({ model, el: host }) {
  const item = model.get("item");
  const root = mount(host, "al-dialogue");
  root.dataset.item = item.id;
  const keeper = keepAnswer(model, item);
  const past = el("div", { class: "al-past" });
  const now = el("div", { class: "al-now", tabindex: "-1", role: "group" });
  root.append(el("div", { class: "al-stem" }, paragraphs(item.stem)), past, now,
    el("div", { class: "al-actions" }, keeper.saved, keeper.problem));
  if (item.where) root.append(el("p", { class: "al-where" }, item.where));

  let moved = false;
  const goTo = (path, event) => {
    if (event.detail > 1) return; // the second click of two hits what was drawn by the first
    moved = true;
    keeper.change(path);
  };
  function show() {
    const shown = model.get("shown");
    past.replaceChildren(...pastScenes(shown, goTo));
    now.setAttribute("aria-label", `${shown.now.when}, ${
      shown.now.ending || `decision ${shown.past.length + 1}`}`);
    now.replaceChildren(...scene(shown, goTo));
    if (moved) { // the reader goes on where the story does
      now.focus({ preventScroll: true });
      now.scrollIntoView({ block: "nearest" });
    }
    moved = false;
  }
  model.on("change:shown", show);
  show();
  keeper.resume();
  return () => {
    model.off("change:shown", show);
    keeper.stop();
  };
}

/** What was decided, each scene folded, with a way back to it. */
function pastScenes(shown, goTo) {
  return shown.past.map((step, place) => el("details", {},
    el("summary", {}, `${step.when}. You: ${step.chosen}`),
    ...paragraphs(step.text),
    el("p", {}, el("strong", {}, `You: ${step.chosen}`)),
    ...paragraphs(step.follows),
    el("button", { type: "button", class: "al-button al-back",
      onclick: (event) => goTo(shown.path.slice(0, place), event) },
    "Go back to this moment", unseen(`, ${step.when}`))));
}

/** What follows from the last choice, late consequences, the scene, and its choices. */
function scene(shown, goTo) {
  const { now, promised, known } = shown;
  const choose = (key) => (event) => goTo([...shown.path, key], event);
  const list = (head, notes) => notes.length
    ? [el("p", {}, el("strong", {}, head), ` ${notes.join("; ")}.`)] : [];
  return [
    ...shown.follows.flatMap((words) => paragraphs(words)),
    el("p", { class: "al-when" }, now.when),
    ...now.happened.flatMap((words) => paragraphs(words).map(late)),
    ...(now.ending ? [el("p", { class: "al-ending" }, now.ending)] : []),
    ...paragraphs(now.text),
    el("div", { class: "al-notes" }, list("Promised, and still open:", promised),
      list("You know:", known)),
    ...now.choices.map(({ key, text }) => el("button",
      { type: "button", class: "al-choice", value: key, onclick: choose(key) }, text)),
    ...(now.ending ? end(shown, goTo) : []),
  ];
}

function late(paragraph) {
  paragraph.classList.add("al-late");
  return paragraph;
}

function end(shown, goTo) {
  return [
    el("p", {}, shown.after),
    el("button", { type: "button", class: "al-button", onclick: (event) => goTo([], event) },
      "Begin again"),
  ];
}

export default { render };
