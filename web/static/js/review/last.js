/**
 * The last document of a queue is decided on one page and told on the next: the list, which takes over the
 * sentence and the way back.
 */
const KEY = "bukti.last-done";

/** @typedef {{ id: number, message: string }} Done */

/**
 * @param {number} id
 * @param {string} message
 */
export function leaveWord(id, message) {
  sessionStorage.setItem(KEY, JSON.stringify({ id, message }));
}

/** @returns {Done | null} what was left, once */
export function takeWord() {
  const left = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  return left ? JSON.parse(left) : null;
}
