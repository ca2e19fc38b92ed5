// Which code may run without being asked for: only what came with the course.

/** The fingerprint of a text, as the outline keeps it. @param {string} text */
async function fingerprint(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Why a notebook may not run on opening, in a sentence; empty if all its code is ours.
 * @param {string[]} sources what its code cells hold
 * @param {Set<string>} ours fingerprints of the course's own cells
 * @param {boolean} isLesson whether a lesson of the course stands at this place
 */
export async function whyNot(sources, ours, isLesson) {
  const written = sources.filter((source) => source.trim());
  if (!isLesson && written.length === 0) return "There is nothing of the course on this page.";
  if (!globalThis.crypto?.subtle) {
    return "This address is not secure (https), so the course can't be sure that this page is " +
      "unchanged, and nothing was started.";
  }
  const known = await Promise.all(written.map(async (one) => ours.has(await fingerprint(one))));
  const foreign = known.filter((one) => !one).length;
  if (foreign === 0) return "";
  if (!isLesson && foreign === written.length) {
    return "This page is not part of the course, so nothing on it was started.";
  }
  const parts = foreign === 1 ? "One part of this page is" : `${foreign} parts of this page are`;
  return `${parts} not as the course brought it, so nothing was started. ` +
    "Start it only if you know who changed it.";
}
