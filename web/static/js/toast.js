import { say } from "./words.js";

const STAY_MS = 8000;

/**
 * Say something short at the foot of the page; it leaves by itself unless it is trouble, or somebody points at it.
 * @param {string} message
 * @param {{ bad?: boolean, label?: string, action?: () => void, stay_ms?: number }} [options]
 * @returns {void}
 */
export function toast(message, options = {}) {
  const place = document.getElementById("toasts");
  if (!place) return;
  const box = document.createElement("div");
  box.className = options.bad ? "toast is-bad" : "toast";
  const text = document.createElement("p");
  text.className = "grow";
  text.textContent = message;
  box.append(text);
  if (options.label && options.action) {
    const action = options.action;
    box.append(button(options.label, () => (box.remove(), action())));
  }
  if (options.bad) box.append(button(say("close"), () => box.remove()));
  else leave(box, options.stay_ms ?? STAY_MS);
  place.replaceChildren(box);
}

/**
 * Take the box away after a while that starts anew as long as the pointer or the focus is in it.
 * @param {HTMLElement} box
 * @param {number} stay_ms
 */
function leave(box, stay_ms) {
  const held = () => box.matches(":hover, :focus-within");
  const look = () => (held() ? setTimeout(look, stay_ms) : box.remove());
  setTimeout(look, stay_ms);
}

/**
 * @param {string} label
 * @param {() => void} action
 */
function button(label, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button small";
  made.textContent = label;
  made.addEventListener("click", action);
  return made;
}
