/**
 * The reviewer's keys. Letters work outside text fields only, and can be switched off in the help
 * (WCAG 2.1.4); Enter, Escape, Ctrl+Enter and Alt+U work everywhere. Ctrl+Z takes the last decision back
 * unless it stands in a field somebody typed in, where it is the browser's.
 */
const OFF = "bukti.letters-off";

/** @typedef {Record<string, () => void>} Actions */

const LETTERS = {
  s: "confirm",
  t: "add-person",
  k: "return",
  l: "skip",
  u: "undo",
  b: "compare",
  "?": "help",
  z: "fit",
  "+": "zoom-in",
  "=": "zoom-in",
  "-": "zoom-out",
  p: "turn",
  n: "next-page",
  m: "previous-page",
  d: "next-doubt",
};

export function lettersOn() {
  return localStorage.getItem(OFF) !== "1";
}

/** @param {boolean} on */
export function setLetters(on) {
  if (on) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "1");
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["radio", "checkbox", "button"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/**
 * By the key's place: with Alt some keyboards give another letter.
 * @param {KeyboardEvent} event
 * @param {WeakSet<EventTarget>} touched fields somebody typed in
 */
export function isUndo(event, touched) {
  if (event.altKey) return event.code === "KeyU" && !event.ctrlKey && !event.metaKey;
  const control = (event.ctrlKey || event.metaKey) && !event.shiftKey;
  return control && event.key.toLowerCase() === "z" && !(event.target && touched.has(event.target));
}

/**
 * @param {Actions} actions
 */
export function listen(actions) {
  /** @type {WeakSet<EventTarget>} */
  const touched = new WeakSet();
  document.addEventListener("input", (event) => event.target && touched.add(event.target));
  document.addEventListener("keydown", (event) => {
    const open = document.querySelector("dialog[open]");
    if (open || event.defaultPrevented || event.isComposing) return;
    // A key held down must not confirm document after document that nobody looked at.
    if (event.key === "Enter" && event.repeat) return event.preventDefault();
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return run(event, actions.confirm);
    if (isUndo(event, touched)) return run(event, actions.undo);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && target.closest("form#fields") && !(target instanceof HTMLButtonElement))
      return run(event, actions.accept);
    if (event.key === "Escape" && isTyping(target)) return run(event, actions.leave);
    if (isTyping(target) || !lettersOn()) return;
    if (/^[1-9]$/.test(event.key) && actions[`choose-${event.key}`]) return run(event, actions[`choose-${event.key}`]);
    const name = LETTERS[/** @type {keyof typeof LETTERS} */ (event.key.toLowerCase())];
    if (name && actions[name]) run(event, actions[name]);
  });
}

/**
 * @param {Event} event
 * @param {() => void} action
 */
function run(event, action) {
  event.preventDefault();
  action();
}
