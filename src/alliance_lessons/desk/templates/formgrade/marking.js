/* Levels and comments by a click. nbgrader's score and comment boxes stay the owners: what is
   clicked here is put into them, and nbgrader saves it as if it had been typed. */
"use strict";
(() => {
  const all = (what, within = document) => [...within.querySelectorAll(what)];
  const byId = (id) => document.getElementById(id);
  const has_place = /[?&]index=\d/.test(location.search);

  // nbgrader sets up its keys and scrolling only when MathJax says it has started; it is not
  // loaded here, since it would come from another host.
  window.MathJax = { Hub: { Startup: { signal: { Interest: (started) => {
    if (has_place || !byId("al-state")) started("End");
  } } } } };

  const kept = (key, value) => {
    try {
      if (value !== undefined) localStorage.setItem("alliance-lessons:" + key, value);
      return localStorage.getItem("alliance-lessons:" + key);
    } catch { return null; } // a browser that keeps nothing
  };

  const say = (words, wrong = false) => {
    byId("al-status").textContent = words;
    byId("al-status").classList.toggle("al-wrong", wrong);
  };

  // --- the page: texts first, all else behind a button ---
  const show_questions = (shown) => {
    const button = byId("al-questions");
    document.body.classList.toggle("al-memos-only", !shown);
    button.setAttribute("aria-pressed", shown);
    kept("questions", shown ? "shown" : "hidden");
  };

  const arrange = () => {
    all(".al-aid").forEach((aid) => {
      const cell = byId(aid.dataset.for).closest(".nbgrader_cell");
      const title = aid.querySelector("h2").textContent;
      cell.querySelector(".panel-body").append(aid);
      byId(aid.dataset.for).setAttribute("aria-label", "Points: " + title);
      byId(aid.dataset.for + "-comment").setAttribute("aria-label", "Comment: " + title);
    });
    all("details[data-remember]").forEach((fold) => {
      const state = kept(fold.dataset.remember);
      if (state !== null) fold.open = state === "open";
      fold.addEventListener("toggle", () => kept(fold.dataset.remember, fold.open ? "open" : "shut"));
    });
    show_questions(kept("questions") === "shown");
    byId("al-questions").addEventListener("click", () => {
      const place = document.querySelector(".al-memo");
      const before = place.getBoundingClientRect().top;
      show_questions(document.body.classList.contains("al-memos-only"));
      scrollBy(0, place.getBoundingClientRect().top - before); // the text stays where it was
    });
    byId("al-next").addEventListener("click", go_on);
  };

  // --- marks ---
  const grade_of = (aid) => formgrader.grades.findWhere({ name: aid.dataset.for });

  const give_level = (aid, points) => {
    $(byId(aid.dataset.for)).val(points).trigger("change");
  };

  const show_marks = () => {
    let marked = 0;
    const aids = all(".al-aid");
    aids.forEach((aid) => {
      const grade = grade_of(aid);
      const score = grade && grade.get("manual_score");
      marked += grade && !grade.get("needs_manual_grade");
      all(".al-level", aid).forEach((button) => {
        const given = score !== null && score !== "" && Number(score) === Number(button.dataset.points);
        if (given && button.getAttribute("aria-pressed") !== "true") open_comments(aid, button);
        button.setAttribute("aria-pressed", given);
      });
    });
    byId("al-state").textContent = `${marked} of ${aids.length} criteria marked`;
    byId("al-next").classList.toggle("al-done", marked === aids.length);
  };

  const open_comments = (aid, level) => {
    all(".al-comments", aid).forEach((fold) => {
      fold.open = fold.dataset.points === level.dataset.points;
    });
  };

  // --- comments ---
  let saving = Promise.resolve(); // one after the other: a late answer would undo what came since

  const quiet = async () => {
    while ($.active) await new Promise((later) => setTimeout(later, 20));
  };

  const add_comment = (aid, words) => {
    saving = saving.then(quiet).then(() => {
      const box = byId(aid.dataset.for + "-comment");
      if (box.value.includes(words)) {
        say("This comment stands there already.");
        return;
      }
      const before = box.value.trimEnd();
      $(box).val(before ? before + "\n\n" + words : words).trigger("change");
      autosize.update(box);
    });
  };

  const show_comments = () => {
    all(".al-aid").forEach((aid) => {
      const box = byId(aid.dataset.for + "-comment");
      all(".al-comment", aid).forEach((button) => {
        const used = box.value.includes(words_of(button));
        button.classList.toggle("al-used", used);
        button.querySelector(".al-sign").textContent = used ? "✓" : "+";
      });
      autosize.update(box);
    });
  };

  const words_of = (button) => button.querySelector(".al-words").textContent;

  // --- on to the next ---
  const UNSAVED = "Not saved: the server did not answer. Try again before you go on.";
  let unsaved = false;

  const go_on = async () => {
    await saving.then(quiet);
    if (unsaved) {
      say(UNSAVED, true);
      return;
    }
    const path = [assignment_id, notebook_id].map(encodeURIComponent).join("/");
    try {
      const answer = await fetch(`${base_url}/api/submitted_notebooks/${path}`);
      const listed = await answer.json();
      const here = listed.find((one) => one.id === submission_id);
      const waiting = listed
        .filter((one) => one.needs_manual_grade && one.id !== submission_id)
        .sort((one, other) => one.index - other.index);
      const next = waiting.find((one) => here && one.index > here.index) || waiting[0];
      if (next) location.assign(`${base_url}/submissions/${next.id}/`);
      else say("No other text is waiting.");
    } catch {
      say("The list of submissions could not be read; is the server still running?", true);
    }
  };

  // --- with nbgrader ---
  const connect = () => {
    const { grades, comments } = formgrader;
    const ready = () => {
      if (!grades.loaded || !comments.loaded) return;
      show_marks();
      show_comments();
      all(".al-level, .al-comment").forEach((button) => { button.disabled = false; });
    };
    const failed = () => {
      unsaved = true;
      say(UNSAVED, true);
    };
    [grades, comments].forEach((kind) => {
      kind.on("sync", () => { unsaved = false; });
      kind.on("sync", ready);
      kind.on("error", failed);
    });
    grades.on("sync", (one) => { if (one !== grades) say("Mark saved."); });
    comments.on("sync", (one) => { if (one !== comments) say("Comment saved."); });
    all(".al-aid").forEach((aid) => {
      all(".al-level", aid).forEach((button) => {
        button.addEventListener("click", () => give_level(aid, button.dataset.points));
      });
      all(".al-comment", aid).forEach((button) => {
        button.addEventListener("click", () => add_comment(aid, words_of(button)));
      });
    });
    ready();
    if (!has_place) document.querySelector(".al-text").focus();
  };

  // nbgrader's keys would take Tab, so that nothing but its boxes could be reached, and Enter.
  const leave_keys_alone = (event) => {
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
    const pressed = event.key === "Enter" && event.target.closest("button, summary, a[href]");
    if (plain && (event.key === "Tab" || pressed)) event.stopPropagation();
  };

  document.addEventListener("DOMContentLoaded", () => {
    if (!byId("al-state")) return;
    arrange();
    window.addEventListener("keydown", leave_keys_alone, true);
    window.addEventListener("load", connect); // after nbgrader's own, which is set up earlier
  });
})();
