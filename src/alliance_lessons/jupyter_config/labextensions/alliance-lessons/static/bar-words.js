// The words of the lesson bar: what is answered, what is left, what is saved.

/** @typedef {{id: string, path: string, number: string, title: string, module: string,
 *   kind: string, minutes: number}} Lesson */
/** @typedef {{at: string, changed: boolean, how: string}} HandedIn */
/** @typedef {{answered: number, of: number, next: string, saved: string, handed_in: HandedIn,
 *   problem: string}} Progress */
/** @typedef {"waiting" | "starting" | "ready" | "not ours" | "gone" | "no server"} Running */

export const COURSE = "Alliance Lessons";
export const READY = "The exercises are ready."; // said to those who can't see it
const SMALL = "none one two three four five six seven eight nine ten eleven twelve".split(" ");

/** “2.1 The first thirty days”; an assignment has no number.
 * @param {Lesson} lesson */
export function lessonName({ number, title }) {
  return [number, title].filter(Boolean).join(" ");
}

/** “two unanswered”: words up to twelve, then figures.
 * @param {number} answered @param {number} of */
export function unanswered(answered, of) {
  const open = Math.max(of - answered, 0);
  return open ? `${SMALL[open] ?? open.toLocaleString()} unanswered` : "all answered";
}

/** The lesson's minutes by what is still open, rounded up to five.
 * @param {number} minutes @param {number} answered @param {number} of */
export function timeLeft(minutes, answered, of) {
  const left = of > 0 ? (minutes * Math.max(of - answered, 0)) / of : 0;
  if (!(left > 0)) return "";
  if (left < 5) return "under 5 minutes left";
  return `about ${(Math.ceil(left / 5) * 5).toLocaleString()} minutes left`;
}

/** The learner's own clock, with the date unless it is today: “14:02”, “20 Nov, 14:02”.
 * @param {string} at RFC 3339 @param {Date} now */
export function clock(at, now) {
  const then = new Date(at);
  if (Number.isNaN(then.getTime())) return "";
  const time = then.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  if (then.toDateString() === now.toDateString()) return time;
  const year = then.getFullYear() === now.getFullYear() ? undefined : "numeric";
  const date = then.toLocaleDateString([], { day: "numeric", month: "short", year });
  return `${date}, ${time}`;
}

/** What is answered, and how long the rest takes.
 * @param {Lesson} lesson @param {Progress} progress */
export function progressWords(lesson, { answered, of, handed_in }) {
  if (of <= 0) return "";
  const graded = lesson.kind === "graded";
  const handedIn = handed_in.at !== "" && !handed_in.changed;
  if (answered >= of) {
    return graded && !handed_in.at ? "all answered, not handed in yet" : "all answered";
  }
  const count = `${answered.toLocaleString()} of ${of.toLocaleString()} answered`;
  const left = graded && handedIn ? "" : timeLeft(lesson.minutes, answered, of);
  return [graded ? unanswered(answered, of) : count, left].filter(Boolean).join(", ");
}

/** Where the answers are: saved, handed in, or changed since then.
 * @param {Lesson} lesson @param {Progress} progress @param {Date} now */
export function savedWords(lesson, { answered, of, saved, handed_in }, now) {
  const handedIn = lesson.kind === "graded" ? clock(handed_in.at, now) : "";
  if (handedIn) {
    const file = handed_in.how === "file"; // it may still wait to be sent
    if (handed_in.changed) return `changed since the ${file ? "file" : "hand-in"} of ${handedIn}`;
    return file ? `file to send made ${handedIn}` : `handed in ${handedIn}`;
  }
  const time = clock(saved, now);
  if (time) return `Saved ${time}`;
  return of > 0 && answered === 0 ? "saved as you answer" : "";
}

/** The line below the bar, and the word on its button, if it has one.
 * @param {{running: Running, why: string, isMap: boolean, lesson: Lesson | null,
 *   progress: Progress | null}} state
 * @returns {{text: string, button: "" | "Start lesson" | "Go on"}} */
export function lineWords({ running, why, isMap, lesson, progress }) {
  switch (running) {
    case "starting": // the map can be read meanwhile
      return { text: isMap ? "" : "Getting the exercises ready…", button: "" };
    case "not ours":
      return { text: why, button: lesson ? "Start lesson" : "" };
    case "gone":
      return { text: "This lesson has paused. Your answers are saved.", button: "Go on" };
    case "no server": {
      const again = "start it again (python3 start.py), then reload this page.";
      return { text: `The course was closed. Your answers are saved: ${again}`, button: "" };
    }
    case "ready": // heard alone, after what was said while it started
      return { text: progress?.problem || (isMap ? "" : READY), button: "" };
    default:
      return { text: progress?.problem ?? "", button: "" };
  }
}
