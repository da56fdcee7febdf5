import { say } from "./words.js";

/**
 * Say something short at the foot of the page; it leaves by itself unless it is trouble.
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
  else setTimeout(() => box.remove(), options.stay_ms ?? 6000);
  place.replaceChildren(box);
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
