// One item: the question, its controls, how sure, and what is said about the answer.

const KINDS = { choice, "multiple response": multipleResponse, order, match, grid, table, number,
  allocation, text };
const OUTCOMES = { correct: "✓ Correct", partly: "◐ Partly right", incorrect: "✗ Not right",
  recorded: "→ What follows", unfinished: "… Not complete yet", "not answered": "No answer yet" };
const SURE_FIRST = "First say how sure you are, then look.";
const SURE = [[1, "not sure"], [2, "fairly sure"], [3, "very sure"]];

function render({ model, el: host }) {
  const item = model.get("item");
  const root = mount(host, "al-item");
  root.dataset.item = item.id;
  const keeper = keepAnswer(model, item);
  let asked = false; // whether the reader waits for feedback
  const feedback = el("div", { class: "al-feedback", role: "status" });

  const drawn = KINDS[item.kind](item, keeper.value(), keeper.change, keeper.complain);
  const { nodes, flush = () => {} } = drawn.nodes ? drawn : { nodes: drawn };
  root.append(el("fieldset", {},
    el("legend", {}, paragraphs(item.stem, "span")), nodes));
  const notice = item.looksAt ? liveChecks(item.looksAt, root) : () => {};
  if (item.confidence) root.append(sureness(keeper));

  const check = item.button && el("button", { type: "button", class: "al-button al-check",
    onclick: () => {
      flush();
      if (item.kind === "order" && keeper.value() === null) {
        keeper.change(item.options.map((option) => option.key));
      }
      if (item.sureFirst && keeper.value() !== null && !keeper.confidence()) {
        keeper.complain(SURE_FIRST);
        root.querySelector(".al-sure input").focus();
        return;
      }
      asked = true;
      model.send({ check: true });
    } }, item.button);
  root.addEventListener("keydown", (event) => {
    if (check && event.key === "Enter" && event.target.matches(".al-number")) check.click();
  });
  root.append(el("div", { class: "al-actions" }, check || null, keeper.saved, keeper.problem));
  if (item.where) root.append(el("p", { class: "al-where" }, item.where));
  root.append(feedback);

  const tell = () => {
    feedback.replaceChildren(...told(model.get("told")));
    if (asked && feedback.firstChild) {
      asked = false;
      feedback.firstChild.scrollIntoView({ block: "nearest" }); // where it would not be noticed
    }
  };
  const look = () => notice(model.get("noticed"));
  model.on("change:told", tell);
  model.on("change:noticed", look);
  tell();
  look();
  keeper.resume();
  return () => {
    flush();
    model.off("change:told", tell);
    model.off("change:noticed", look);
    keeper.stop();
  };
}

/**
 * Says what live checks look at, and keeps one place for what they find; returns how to say it.
 * A sentence that is still true stays where it is, so that only what is new is read aloud.
 */
function liveChecks(looksAt, root) {
  const said = el("div", { class: "al-noticed", role: "status", "aria-atomic": "false" });
  root.append(el("p", { class: "al-hint" }, looksAt), said);
  return (sentences) => {
    for (const one of [...said.children]) if (!sentences.includes(one.textContent)) one.remove();
    let next = said.firstElementChild;
    for (const words of sentences) {
      if (next?.textContent === words) next = next.nextElementSibling;
      else said.insertBefore(el("p", {}, words), next);
    }
  };
}

function sureness(keeper) {
  const name = uniqueId();
  return el("fieldset", { class: "al-sure" }, el("legend", {}, "How sure are you? (for you only)"),
    SURE.map(([level, words]) => {
      const input = el("input", { type: "radio", name, onchange: () => keeper.changeConfidence(level) });
      input.checked = keeper.confidence() === level;
      return el("label", {}, input, words);
    }));
}

/** The feedback as elements; its verdicts are words and signs, never colour alone. */
function told(feedback) {
  if (!feedback.outcome) return [];
  const sign = { true: "✓ ", false: "✗ ", null: "" };
  const word = { true: "right: ", false: "not right: ", null: "" };
  const line = ([label, words, right]) => [
    el("span", { "aria-hidden": "true" }, sign[right]), unseen(word[right]),
    el("strong", {}, label), words ? ` ${words}` : null];
  return [
    el("p", { class: `al-outcome al-${feedback.outcome.replace(" ", "-")}` },
      OUTCOMES[feedback.outcome]),
    feedback.lines.length === 1 ? el("p", {}, line(feedback.lines[0])) : null,
    feedback.lines.length > 1
      ? el("ul", {}, feedback.lines.map((one) => el("li", {}, line(one)))) : null,
    ...paragraphs(feedback.overall),
  ].filter(Boolean);
}
