/**
 * The reviewer's keys. Letters work outside text fields only, and can be switched off in the help
 * (WCAG 2.1.4); Enter, Escape and Ctrl+Enter work everywhere.
 */
const OFF = "bukti.letters-off";

/** @typedef {Record<string, () => void>} Actions */

const LETTERS = {
  s: "confirm",
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
 * @param {Actions} actions
 */
export function listen(actions) {
  document.addEventListener("keydown", (event) => {
    const open = document.querySelector("dialog[open]");
    if (open || event.defaultPrevented || event.isComposing) return;
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return run(event, actions.confirm);
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
