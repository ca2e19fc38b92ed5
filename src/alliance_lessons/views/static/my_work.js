// The panel “My work”: download, bring back, undo, erase.

const LONGER = 20_000; // ms: a large file takes its time
const WHAT = "One file with all your answers, to keep or to bring back, here or in another copy " +
  "of the course. What you wrote for yourself alone is in it as well: give it to nobody.";
const SAVED = "The file should be among your downloads. If it is not, use this:";
const BACK = "Choose a file that “Download my work” made. You see what would change before " +
  "anything does, and it can be undone.";
const ERASE = "This removes all your answers from this copy of the course, and what was made of " +
  "them here: cards to print, and files to hand in. It can't be undone. What you have downloaded " +
  "or handed in stays where it is. Download your work first if you may want it again; answers " +
  "that you gave in a page of your own, beside the start page, are erased and in no download.";
const TOO_LARGE = "This is no file of “My work”: it is far larger than answers can be.";

function render({ model, el: host }) {
  const root = mount(host, "al-my-work");
  const state = el("div", {});
  const [download, bring, erasing] = [said(), said(), said()];
  const link = el("p", { class: "al-row" });
  const came = el("div", { class: "al-came" });
  const onward = el("p", {}, button("Show the map", showMap));
  const undoing = el("p", { class: "al-row" });
  const file = el("input", { id: uniqueId(), type: "file", accept: ".zip,application/zip",
    onchange: () => file.files.length && look(file.files[0]) });
  const hint = uniqueId();
  file.setAttribute("aria-describedby", hint);
  const sure = el("input", { type: "checkbox" });
  const details = el("details", {}, el("summary", {}, "Erase everything"),
    el("p", {}, ERASE),
    el("label", { class: "al-option" }, sure, el("span", {}, "Yes, erase all my answers")),
    el("p", {}, button("Erase everything", erase)));
  let made = null; // the file to download
  let waiting = null; // for a word of the course
  let word = 0;

  root.append(
    state,
    el("p", { class: "al-row" }, button("Download my work", fetchFile, "al-check")),
    el("p", { class: "al-hint" }, WHAT), download, link,
    el("section", {}, el("h3", {}, el("label", { for: file.id }, "Bring work back")),
      el("p", { id: hint, class: "al-hint" }, BACK), file, bring, came, undoing),
    el("section", {}, details, erasing),
  );

  /** Asks the course for something, and gives what it says. */
  function ask(what, place) {
    clearTimeout(waiting?.timer);
    const mine = `${root.dataset.panel ??= uniqueId()}-${++word}`;
    return new Promise((resolve) => {
      const timer = setTimeout(() => tell(place, NOT_RUNNING, false), LONGER);
      waiting = { mine, resolve, timer };
      model.send({ ...what, word: mine });
    });
  }
  const heard = (reply, buffers = []) => {
    if (!waiting || reply.word !== waiting.mine) return; // another view asked
    clearTimeout(waiting.timer);
    const { resolve } = waiting;
    waiting = null;
    resolve({ ...reply, buffers });
  };

  async function fetchFile() {
    tell(download, "Your file is being made…");
    const { ok, words, buffers } = await ask({ do: "download" }, download);
    forgetLink();
    if (!ok) return tell(download, words, false);
    made = downloadLink(buffers[0], fileName());
    const share = canShare(made.file) && button("Share or save", () =>
      navigator.share({ files: [made.file] }).catch(() => {})); // the learner thought better of it
    link.append(...[made.link, share].filter(Boolean));
    tell(download, [words, SAVED].filter(Boolean).join(" "));
    made.link.click();
  }
  function forgetLink() {
    made?.drop();
    made = null;
    link.replaceChildren();
  }

  async function look(chosen) {
    came.replaceChildren();
    onward.remove();
    tell(bring, "Looking into the file…");
    file.value = ""; // so that the same file can be chosen again
    if (chosen.size > LARGEST_FILE) return tell(bring, TOO_LARGE, false);
    let reply;
    try {
      for await (const part of partsOf(chosen)) {
        reply = await ask({ do: "look", ...part }, bring);
        if (!reply.ok) break;
      }
    } catch {
      return tell(bring, "This file can't be read; choose it once more.", false);
    }
    tell(bring, reply.words, reply.ok);
    if (reply.look) show(chosen.name, reply.look);
  }
  function show(name, { made, lines, remarks, draws, comes }) {
    const when = made ? `, made ${new Date(made).toLocaleString()}` : "";
    const choices = draws.map((draw) => choice(draw));
    came.replaceChildren(...[
      el("p", {}, el("strong", {}, `${name}${when}`)),
      lines.length ? el("ul", {}, lines.map(([lesson, words]) =>
        el("li", {}, el("strong", {}, lesson), `: ${words}.`))) : null,
      ...remarks.map((words) => el("p", { class: "al-hint" }, words)),
      ...choices.map(({ node }) => node),
      el("p", { class: "al-row" },
        comes ? button("Bring it in", () => bringIn(choices), "al-check") : null,
        button("Leave it", leave)),
    ].filter(Boolean));
  }
  async function bringIn(choices) {
    const whole = choices.filter(({ takes }) => takes()).map(({ folder }) => folder);
    changed(bring, await ask({ do: "bring", whole }, bring));
  }
  async function leave() {
    const { words, ok } = await ask({ do: "leave" }, bring);
    came.replaceChildren();
    tell(bring, words, ok);
    file.focus();
  }
  async function undo() {
    changed(bring, await ask({ do: "undo" }, bring));
  }
  async function erase() {
    const reply = await ask({ do: "erase", sure: sure.checked }, erasing);
    if (reply.erased) {
      forgetWaiting();
      forgetLink();
      tell(download, "");
      tell(bring, "");
      sure.checked = details.open = false;
    }
    changed(erasing, reply);
  }

  /** Says what became of all answers; what had the focus may be gone. */
  function changed(place, { words, ok }) {
    onward.remove();
    tell(place, words, ok);
    if (!ok) return;
    came.replaceChildren();
    if (place === bring) tell(erasing, "");
    place.after(onward);
    place.focus();
  }
  /** Where nobody draws the map anew, it is said how to. */
  function showMap() {
    const event = new CustomEvent("alliance-lessons:changed", { bubbles: true, cancelable: true });
    if (!root.dispatchEvent(event)) return;
    onward.previousElementSibling.focus();
    tell(onward.previousElementSibling, "The map shows it when you open this page again.");
    onward.remove();
  }

  const draw = () => {
    const { answers, edition, kept, undo: since, problem } = model.get("state");
    const there = answers === 1 ? "1 answer is here." :
      answers ? `${answers} answers are here.` : "No answer is here yet.";
    state.replaceChildren(...[
      el("p", { class: edition === "binder" ? "al-lost" : "" },
        el("strong", {}, there), ` ${kept}`),
      problem ? el("p", { class: "al-problem" }, problem) : null,
    ].filter(Boolean));
    const undoHad = undoing.contains(document.activeElement);
    undoing.replaceChildren(...(since ? [
      button("Undo the last change", undo),
      el("span", { class: "al-hint" }, `of ${new Date(since).toLocaleString()}`),
    ] : []));
    if (undoHad) (undoing.querySelector("button") ?? bring).focus();
  };
  model.on("change:state", draw);
  model.on("msg:custom", heard);
  draw();
  const seen = new IntersectionObserver(([entry]) =>
    entry.isIntersecting && model.send({ do: "state" })); // fresh whenever it comes into view
  seen.observe(root);
  return () => {
    clearTimeout(waiting?.timer);
    seen.disconnect();
    forgetLink();
    model.off("change:state", draw);
    model.off("msg:custom", heard);
  };
}

/** A place where something is said, and that takes the focus when a button is gone. */
function said() {
  return el("p", { role: "status", tabindex: "-1" });
}

function tell(place, words = "", ok = true) {
  place.textContent = words;
  place.className = ok ? "" : "al-problem";
}

function button(words, act, more = "") {
  return el("button", { type: "button", class: `al-button ${more}`, onclick: act }, words);
}

/** Two draws of an assignment can't be joined: one of them stays. */
function choice({ folder, name, here, there }) {
  const group = uniqueId();
  const radio = (words, checked) => {
    const input = el("input", { type: "radio", name: group, checked });
    return { input, label: el("label", { class: "al-option" }, input, el("span", {}, words)) };
  };
  const answers = (number) => number === 1 ? "1 answer" : `${number} answers`;
  const mine = radio(`Keep what is here (${answers(here)})`, true);
  const theirs = radio(`Take the file's instead (${answers(there)})`, false);
  const node = el("fieldset", {},
    el("legend", {}, `${name}: your work here and in the file is on different case data, so one ` +
      "of the two has to go. Which stays?"),
    mine.label, theirs.label);
  return { folder, node, takes: () => theirs.input.checked };
}

export default { render };
