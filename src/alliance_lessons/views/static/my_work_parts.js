// What the panel “My work” does with files: a file to the page's own disk, a file to the course.

const PART = 1_000_000; // characters of a message; a server takes at most ten million bytes
const LARGEST_FILE = 32_000_000; // bytes, as in taken_along.py

/** The file's name, by the learner's own calendar. */
function fileName(now = new Date()) {
  const two = (number) => String(number).padStart(2, "0");
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
  return `my-alliance-work-${day}.zip`;
}

/** A link that downloads some bytes; `drop` frees what the browser holds for it. */
function downloadLink(bytes, name) {
  const file = new File([bytes], name, { type: "application/zip" });
  const href = URL.createObjectURL(file);
  const link = el("a", { href, download: name, class: "al-button" }, `Download ${name}`);
  return { file, link, drop: () => URL.revokeObjectURL(href) };
}

/** Whether this device hands files on, as tablets do; other browsers refuse this kind of file. */
function canShare(file) {
  try {
    return Boolean(navigator.canShare?.({ files: [file] }));
  } catch {
    return false;
  }
}

/** A file as text that every message can carry, in parts. */
async function* partsOf(file) {
  const step = Math.floor(PART / 4) * 3; // bytes that make whole groups of four characters
  for (let start = 0; start === 0 || start < file.size; start += step) {
    const bytes = new Uint8Array(await file.slice(start, start + step).arrayBuffer());
    let text = "";
    for (let at = 0; at < bytes.length; at += 8192) {
      text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    }
    yield { part: start / step, data: btoa(text), last: start + step >= file.size };
  }
}
