// What is due for recall: a question, and once it is answered, the way to the next.

function renderRecall({ model, el: host }) {
  const place = el("div", { role: "group", "aria-label": "A question from memory", tabindex: -1 });
  const after = el("div", { class: "al-view al-after", role: "status" });
  guardKeys(after);
  host.append(place, after);
  let timer = null;
  let stop = () => {};

  const show = () => {
    clearTimeout(timer);
    stop();
    place.replaceChildren();
    stop = model.get("item").id ? render({ model, el: place }) : () => {};
    offer();
  };
  const next = () => {
    timer = setTimeout(() => after.append(el("p", { class: "al-problem" }, NOT_RUNNING)), PATIENCE);
    model.send({ next: true });
  };
  const offer = () => {
    const [{ outcome }, left] = [model.get("told"), model.get("left")];
    after.replaceChildren(...[
      outcome && left ? el("button", { type: "button", class: "al-button", onclick: next },
        left === 1 ? "Next question (the last one due)" : `Next question (${left} more are due)`)
        : null,
      (outcome && !left) || !model.get("item").id ? el("p", {}, model.get("then")) : null,
    ].filter(Boolean));
  };
  const turn = () => {
    show();
    place.focus();
  };
  const listeners = { "change:turn": turn, "change:told": offer };
  for (const [event, listener] of Object.entries(listeners)) model.on(event, listener);
  show();
  return () => {
    clearTimeout(timer);
    stop();
    for (const [event, listener] of Object.entries(listeners)) model.off(event, listener);
  };
}

export default { render: renderRecall };
