// An answer on its way to the file: sent, acknowledged, and held in a spare copy until it is.

const NOT_CONNECTED = "Not saved yet: the lesson is not running. It starts again by itself, " +
  "or by “Go on” or “Start lesson” above; your answer waits on this page.";

/** Sends answers to be saved, and holds them until it is known that they are. */
function keepAnswer(model, item) {
  const saved = el("span", { class: "al-saved" });
  const problem = el("span", { class: "al-problem", role: "status" });
  let timer = null;
  let { value, confidence, at } = model.get("given");
  let seq = 0;
  const spare = spareCopy(`${model.get("place")} ${item.id}`);
  const waiting = spare.read();

  const complain = (words) => {
    problem.textContent = words;
    if (words) saved.textContent = "";
  };
  function send() {
    seq = Date.now();
    spare.keep({ value, confidence, seq });
    saved.textContent = "Saving…";
    clearTimeout(timer);
    timer = setTimeout(() => complain(NOT_CONNECTED), PATIENCE);
    model.set("given", { value, confidence, seq });
    model.save_changes();
  }
  function heard() {
    const word = model.get("saved");
    if (word.seq !== seq) return;
    clearTimeout(timer);
    if (word.ok && spare.read()?.seq === seq) spare.drop(); // another tab may have a newer one
    complain(word.problem);
    const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    saved.textContent = word.ok ? `Saved ${time}.` : "";
    if (word.ok) tellSaved(saved);
  }
  model.on("change:saved", heard);
  if (waiting) ({ value, confidence } = waiting);
  complain(model.get("saved").problem);
  if (at) saved.textContent = `Your answer of ${new Date(at).toLocaleString()}.`;
  return {
    saved, problem, complain,
    value: () => value,
    confidence: () => confidence,
    change: (next) => { value = next; send(); },
    changeConfidence: (next) => { confidence = next; if (value !== null) send(); },
    resume: () => { if (waiting) send(); },
    stop: () => { clearTimeout(timer); model.off("change:saved", heard); },
  };
}
