// Marking oneself, at the end of an assignment.

const OPEN_KEYS = "This course is open: the right answers to its assignments stand in its public " +
  "sources, for everybody to read. Marking yourself shows you what is right.";
const HAND_IN_FIRST = "So if you take part in a course with an instructor, hand in first.";
const SAME_MARKS = "You get the marks that an instructor’s marking by these answers gives, and the " +
  "same page of feedback. You read your own text yourself, by the levels that an instructor uses.";
const READ_AGAIN = "You have changed your text since you chose a level: read it once more.";
const NO_TEXT = "There is no text of yours to read yet. Write it above, then mark your answers again.";

/**
 * Adds the part to a panel. `ask` sends what is wanted: nothing but marks, or a level to keep.
 * Gives back `show`, for what came, and `end`, for when the panel goes.
 */
function ownMarks(root, ask) {
  const words = el("div", { role: "status" });
  const result = el("div", {});
  const heading = uniqueId();
  let [timer, link, reading] = [null, null, ""];
  let isAsked = false;

  const say = (text, problem = "") => words.replaceChildren(...[
    text ? el("p", {}, el("strong", {}, text)) : null,
    problem ? el("p", { class: "al-problem" }, problem) : null,
  ].filter(Boolean));
  const send = (wanted) => {
    clearTimeout(timer);
    timer = setTimeout(() => say("", NOT_RUNNING), PATIENCE);
    ask(wanted);
  };
  const release = () => {
    if (link) URL.revokeObjectURL(link.href);
    link = null;
  };

  const markAll = () => {
    reading = "";
    isAsked = true;
    send(true);
  };
  root.append(el("details", { class: "al-own" },
    el("summary", {}, "Learning alone? Mark it yourself"),
    el("p", {}, OPEN_KEYS, " ", el("strong", {}, HAND_IN_FIRST)),
    el("p", {}, SAME_MARKS),
    el("button", { type: "button", class: "al-button", onclick: markAll }, "Mark my answers"),
    words,
    result,
  ));

  const show = (marks, bytes) => {
    clearTimeout(timer);
    say(marks.words, marks.problem);
    if (isAsked && (marks.page || marks.problem)) {
      isAsked = false;
      words.firstChild.scrollIntoView({ block: "center" }); // below the button, out of sight
    }
    if (!marks.page) return;
    release();
    link = el("a", { class: "al-button", download: marks.page,
      href: URL.createObjectURL(new Blob([bytes], { type: "text/html" })) }, `Download ${marks.page}`);
    const here = el("p", {}, link, " ", marks.where);
    const told = JSON.stringify(marks.criteria.map(({ name, text, changed }) => [name, text, changed]));
    if (told !== reading) { // else the levels stay, and with them the focus
      reading = told;
      // no scripts in it; of our origin, or the links within it lead nowhere
      const frame = el("iframe", { sandbox: "allow-same-origin", title: "Your page of feedback", class: "al-page" });
      const levels = ownReading(marks.criteria, send);
      result.replaceChildren(...levels,
        el("p", { id: heading, class: "al-head" }, "Your page of feedback, question by question"),
        here, frame);
    } else {
      result.querySelector("iframe").previousSibling.replaceWith(here);
    }
    result.querySelector("iframe").src = link.href; // with srcdoc its own links would lead away
  };
  const end = () => {
    clearTimeout(timer);
    release();
  };
  return { show, end };
}

/** The learner's text, and under it each criterion with its levels to choose from. */
function ownReading(criteria, send) {
  const shown = new Set();
  return criteria.flatMap(({ name, title, levels, text, chosen, changed }) => {
    const parts = [];
    if (!shown.has(text)) {
      shown.add(text);
      parts.push(el("p", { class: "al-head" }, "Your text, read by yourself"));
      if (text) parts.push(el("div", { class: "al-own-text", dir: "auto" }, text));
      else parts.push(el("p", {}, NO_TEXT));
    }
    if (text) {
      const group = uniqueId();
      parts.push(el("fieldset", {},
        el("legend", {}, `${title}: which level do the words of your text reach?`),
        changed ? el("p", { class: "al-hint" }, READ_AGAIN) : null,
        levels.map(([points, words]) => {
          const input = el("input", { type: "radio", name: group, value: points,
            onchange: () => send({ criterion: name, points }) });
          input.checked = points === chosen;
          return el("label", { class: "al-option" }, input, el("span", {},
            el("strong", {}, `${points} ${points === 1 ? "point" : "points"}: `), words));
        })));
    }
    return parts;
  });
}
