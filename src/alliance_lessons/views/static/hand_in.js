// The panel that ends an assignment.

const EXCHANGE = "Does your course use an Assignments list? Open it (menu Nbgrader; if you see no " +
  "menus, choose Full JupyterLab under Options first) and press Submit: your answers go along.";
const BY_FILE = "Otherwise make a file here, download it, and send it to your instructor. " +
  "Making the file does not send it.";
const TAUGHT = "Does somebody teach you? Make the file to send.";
const FILE_ALONE = "Download the file, and send it to your instructor. Making it does not send it.";
const WHO = "Your learner id is the name or number by which your instructor knows you in this " +
  "course. It has letters, digits and . - @ _ only.";

function render({ model, el: host }) {
  const root = mount(host, "al-hand-in");
  const state = el("div", { role: "status" });
  const made = el("p", { role: "status" });
  const download = el("p", {});
  const [id, who] = [uniqueId(), uniqueId()];
  let timer = null;

  const tell = (words, ok) => {
    made.textContent = words;
    made.className = ok ? "" : "al-problem";
    if (!ok) forget(download);
  };
  const make = () => {
    clearTimeout(timer);
    timer = setTimeout(() => tell(NOT_RUNNING, false), PATIENCE);
    model.send({ learner: field.value.trim() });
  };
  const field = el("input", { id, type: "text", class: "al-number", "aria-describedby": who,
    autocomplete: "off", autocapitalize: "none", spellcheck: "false",
    onkeydown: (event) => event.key === "Enter" && make() });

  const alone = model.get("alone");
  const addOwn = () => ownMarks(root, (wanted) => model.send({ own: wanted }));
  root.append(
    state,
    el("button", { type: "button", class: "al-button", onclick: () => model.send({}) }, "Look again"),
  );
  let own = alone ? addOwn() : null; // whoever learns alone meets what is meant for them first
  root.append(
    el("p", { class: alone ? "al-head" : null }, alone ? TAUGHT : EXCHANGE),
    el("p", {}, alone ? FILE_ALONE : BY_FILE),
    el("p", { id: who, class: "al-hint" }, WHO),
    el("p", { class: "al-row" },
      el("label", { for: id }, "Your learner id"), field,
      el("button", { type: "button", class: "al-button al-check", onclick: make },
        "Make the file to send")),
    made,
    download,
  );
  if (model.get("own")) own ??= addOwn();

  const report = () => {
    const { answered, of, memo, open, problem } = model.get("report");
    const all = memo && answered === of ? ", the memo included" : "";
    state.replaceChildren(...[
      el("p", {}, el("strong", {}, `${answered} of ${of} questions are answered${all}.`)),
      open.length ? el("p", {}, "Still open, or worth another look:") : null,
      open.length ? el("ul", {}, open.map(([name, lacking]) =>
        el("li", {}, `${name} (${lacking})`))) : null,
      problem ? el("p", { class: "al-problem" }, problem) : null,
    ].filter(Boolean));
  };
  const outcome = () => {
    clearTimeout(timer);
    const { ok, words = "" } = model.get("made");
    tell(words, ok !== false);
  };
  const heard = ({ file, own: marks }, [bytes] = []) => {
    if (marks) {
      own?.show(marks, bytes);
      return;
    }
    outcome(); // said once more when the same file is made again
    forget(download);
    if (!file) return;
    const href = URL.createObjectURL(new Blob([bytes], { type: "application/zip" }));
    download.append(el("a", { href, download: file, class: "al-button" }, `Download ${file}`));
    tellSaved(root);
  };
  const listeners = { "change:report": report, "change:made": outcome, "msg:custom": heard };
  for (const [event, listener] of Object.entries(listeners)) model.on(event, listener);
  report();
  outcome();
  if (model.get("made").ok) model.send({ file: true }); // as after a reload of the page
  const seen = new IntersectionObserver(([entry]) => entry.isIntersecting && model.send({}));
  seen.observe(root); // a fresh look whenever the panel comes into view
  return () => {
    clearTimeout(timer);
    seen.disconnect();
    forget(download);
    own?.end();
    for (const [event, listener] of Object.entries(listeners)) model.off(event, listener);
  };
}

/** Takes the link away, and what the browser holds for it. */
function forget(download) {
  const link = download.firstElementChild;
  if (link) URL.revokeObjectURL(link.href);
  link?.remove();
}

export default { render };
