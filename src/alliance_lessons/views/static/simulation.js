// One simulation: its controls, the picture, the sentence, the tables, and the folds.

const REST = 600; // ms without a change after which the sentence is read aloud
const KEPT = 8000; // ms for which the read sentence stays in the page's hidden copy
const LOOK_AGAIN = 1000; // ms between two looks at the learner's answers
const LONG_CELL = 24; // letters above which a cell needs a line of its own on small screens

function render({ model, el: host }) {
  const setup = model.get("setup");
  const root = mount(host, "al-simulation");
  const problem = el("p", { class: "al-problem", role: "status" });
  const talk = conversation(model, (words) => { problem.textContent = words; });
  const controls = drawControls(setup.controls, talk.tell);
  const pictures = el("div", { class: "al-pictures" });
  const said = el("p", { class: "al-said" });
  const aloud = el("div", { class: "al-unseen", role: "status" });
  const note = el("div", { role: "status" });
  const tables = tableSlots();
  const fold = el("p", {});
  const folded = el("details", {}, el("summary", {}, "Show the model"), fold);

  const told = [said, aloud, note, tables.node];
  const sided = setup.controls.some((control) => control.kind !== "button");
  root.append(...[
    el("h3", {}, setup.title),
    el("p", {}, setup.intro),
    el("div", { class: sided ? "al-stage" : null },
      el("div", { class: "al-stack" }, setup.payoffs ? table(setup.payoffs) : null, controls.nodes,
        setup.footnote ? el("p", { class: "al-hint" }, setup.footnote) : null, problem),
      el("div", { class: "al-stack" },
        setup.wordsFirst ? [...told, pictures] : [pictures, ...told])),
    folded,
    setup.leavesOut && el("p", { class: "al-foot" }, el("strong", {}, "What this leaves out. "),
      setup.leavesOut),
    setup.source && el("p", { class: "al-foot" }, el("strong", {}, "Source. "), setup.source),
  ].filter(Boolean));

  const announce = announcer(aloud);
  const show = {
    "change:heard": () => controls.show(model, talk),
    "change:values": () => controls.show(model, talk),
    "change:labels": () => controls.show(model, talk),
    "change:off": () => controls.turnOff(model.get("off")),
    "change:pictures": () => swap(pictures, model.get("pictures")),
    "change:said": () => { said.textContent = model.get("said"); },
    "change:tables": () => tables.show(model.get("tables")),
    "change:note": () => note.replaceChildren(...noted(model.get("note"))),
    "change:problem": () => { problem.textContent = model.get("problem"); },
    "change:shown_model": () => {
      fold.textContent = model.get("shown_model");
      folded.hidden = !fold.textContent;
    },
  };
  const aloudLater = () => announce(model.get("said"));
  for (const [event, listener] of Object.entries(show)) {
    listener();
    model.on(event, listener);
  }
  model.on("change:said", aloudLater);
  const stopLooking = setup.looks ? lookAgain(root, talk) : () => {};
  return () => {
    for (const [event, listener] of Object.entries(show)) model.off(event, listener);
    model.off("change:said", aloudLater);
    stopLooking();
    announce.stop();
    talk.stop();
  };
}

/**
 * Tells the course what was touched, one batch at a time: while it computes, newer values of
 * a control take the place of older ones, so that it never works on what is out of date.
 */
function conversation(model, complain) {
  const me = uniqueId();
  let waiting = [], word = null, count = 0, timer = null;

  function tell(event) {
    const last = waiting.at(-1);
    if (last && event[0] === "set" && last[0] === "set" && last[1] === event[1]) waiting.pop();
    waiting.push(event);
    send();
  }
  function send() {
    if (word !== null || waiting.length === 0) return;
    word = `${me}-${++count}-${Date.now()}`;
    timer = setTimeout(lost, PATIENCE);
    const events = waiting;
    waiting = [];
    try {
      model.send({ events, word });
    } catch {
      lost(); // the kernel that it was connected to is gone
    }
  }
  function lost() {
    clearTimeout(timer);
    word = null;
    waiting = [];
    complain(NOT_RUNNING);
  }
  function heard() {
    if (word === null || model.get("heard") !== word) return;
    clearTimeout(timer);
    word = null;
    complain(model.get("problem"));
    send();
  }
  model.on("change:heard", heard);
  return {
    tell,
    idle: () => word === null && waiting.length === 0,
    look: () => {
      try {
        model.send({ events: [], word: "" });
      } catch {
        // nothing was asked of the course, so nothing is missing
      }
    },
    stop: () => { clearTimeout(timer); model.off("change:heard", heard); },
  };
}

/** The controls in their order, neighbouring buttons in one row. */
function drawControls(list, tell) {
  const nodes = [], shown = [], rows = [];
  let run = [];
  const endRow = () => {
    if (run.length === 0) return;
    rows.push(buttonRow(run, tell));
    nodes.push(rows.at(-1).node);
    run = [];
  };
  for (const control of list) {
    if (control.kind === "button") {
      run.push(control);
    } else {
      endRow();
      const made = CONTROLS[control.kind](control, tell);
      shown.push([control.name, made]);
      nodes.push(made.node);
    }
  }
  endRow();
  return {
    nodes,
    // what the course last heard is older than a hand that still moves
    show: (model, talk) => {
      if (!talk.idle()) return;
      const [values, labels] = [model.get("values"), model.get("labels")];
      for (const [name, made] of shown) made.show(values[name], labels[name]);
    },
    turnOff: (names) => rows.forEach((row) => row.turnOff(names)),
  };
}

/** Puts new pictures in the place of old ones, and leaves those alone that stayed the same. */
function swap(place, pictures) {
  while (place.children.length > pictures.length) place.lastChild.remove();
  pictures.forEach((picture, index) => {
    const frame = place.children[index] ?? place.appendChild(el("div", { class: "al-picture" }));
    if (frame.alPicture !== picture) frame.innerHTML = frame.alPicture = picture;
  });
}

/** Tables in slots of their own: a fold that is open stays open while its numbers change. */
function tableSlots() {
  const node = el("div", {});
  return {
    node,
    show(list) {
      while (node.children.length > list.length) node.lastChild.remove();
      list.forEach((one, index) => {
        let slot = node.children[index];
        if (!slot || slot.alFold !== one.fold) {
          const fresh = one.fold
            ? el("details", {}, el("summary", {}, one.fold), el("div", {}))
            : el("div", {}, el("div", {}));
          fresh.alFold = one.fold;
          if (slot) slot.replaceWith(fresh);
          else node.append(fresh);
          slot = fresh;
        }
        slot.lastChild.replaceChildren(table(one));
      });
    },
  };
}

/** A table; one of long cells is folded into blocks on small screens, others may be scrolled. */
function table({ caption, head, rows }) {
  const heading = (words) => (words ? el("th", { scope: "col" }, words) : el("td", {}));
  const long = rows.some((row) => row.slice(1).some((cell) => cell.length > LONG_CELL));
  const made = el("table", { class: `al-table${long ? " al-blocks" : ""}` },
    el("caption", {}, caption), el("thead", {}, el("tr", {}, head.map(heading))),
    el("tbody", {}, rows.map(([first, ...rest]) => el("tr", {}, el("th", { scope: "row" }, first),
      rest.map((cell, index) => el("td", {}, long && rest.length > 1
        ? el("span", { class: "al-narrow", "aria-hidden": "true" }, `${head[index + 1]}: `)
        : null, cell))))));
  const frame = el("div", { class: "al-scroll" }, made);
  new ResizeObserver(() => { // only what can be scrolled is a stop for the keyboard
    if (frame.scrollWidth > frame.clientWidth) {
      for (const [name, value] of [["tabindex", 0], ["role", "group"], ["aria-label", caption]]) {
        frame.setAttribute(name, value);
      }
    }
  }).observe(frame);
  return frame;
}

/** Something that was done, and where it made something, a link that opens or downloads it. */
function noted({ words, page, calendar }) {
  if (!words) return [];
  const link = (made, type, more, label) => made && [" ", el("a", {
    href: URL.createObjectURL(new Blob([made], { type })), ...more }, label)];
  return [el("p", { class: "al-note" }, words,
    link(page, "text/html", { target: "_blank", rel: "noopener" }, "Open the page to print") || null,
    link(calendar, "text/calendar", { download: "look-back.ics" }, "Download the days") || null)];
}

/** Reads a sentence aloud once the hand rests, and empties the copy that the eye never sees. */
function announcer(region) {
  let timer = null;
  const announce = (words) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      region.textContent = words;
      timer = setTimeout(() => region.replaceChildren(), KEPT);
    }, REST);
  };
  announce.stop = () => clearTimeout(timer);
  return announce;
}

/** Has the learner's answers read again when the simulation is turned to. */
function lookAgain(root, talk) {
  let last = 0;
  const look = () => {
    if (!talk.idle() || Date.now() - last < LOOK_AGAIN) return;
    last = Date.now();
    talk.look();
  };
  root.addEventListener("focusin", look);
  root.addEventListener("pointerenter", look);
  const seen = new IntersectionObserver((all) => { if (all.some((one) => one.isIntersecting)) look(); });
  seen.observe(root);
  const answered = () => setTimeout(look, LOOK_AGAIN); // an answer was saved on this page
  document.addEventListener("alliance-lessons:saved", answered);
  return () => {
    seen.disconnect();
    document.removeEventListener("alliance-lessons:saved", answered);
  };
}

export default { render };
