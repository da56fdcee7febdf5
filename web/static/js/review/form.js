/**
 * What the reviewer changed, as the server takes it; only values that differ from what was shown are sent.
 * @typedef {HTMLInputElement | HTMLTextAreaElement} Typed
 * @typedef {{ fields: Record<string, string>, people: Record<string, Record<string, unknown>>, despite_repeat: boolean }} Changes
 */

/**
 * @param {HTMLElement} root the document's article
 * @returns {Changes}
 */
export function changes(root) {
  /** @type {Changes} */
  const found = { fields: {}, people: {}, despite_repeat: false };
  for (const field of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-field]"))) {
    const input = /** @type {Typed} */ (field.querySelector(".input"));
    // A missing value that was passed with Enter is a decision too: "the paper does not say".
    const passed = field.classList.contains("is-passed") && input.value === "";
    if (input.value.trim() === input.dataset.original && !passed) continue;
    const [, ordinal, name] = /^people\.(\d+)\.(\w+)$/.exec(input.name) ?? [];
    if (name) (found.people[ordinal] ??= {})[name] = input.value.trim();
    else found.fields[input.name] = input.value.trim();
  }
  for (const person of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-person]")))
    addPerson(person, found);
  const despite = /** @type {HTMLInputElement | null} */ (root.querySelector('[name="despite_repeat"]'));
  found.despite_repeat = Boolean(despite?.checked);
  return found;
}

/**
 * @param {HTMLElement} person
 * @param {Changes} found
 */
function addPerson(person, found) {
  const at = person.dataset.person ?? "0";
  const chosen = /** @type {HTMLInputElement | null} */ (person.querySelector('input[type="radio"]:checked'));
  const linear = /** @type {HTMLInputElement | null} */ (person.querySelector('[name$=".linear"]'));
  const touched = person.hasAttribute("data-open-person") || (chosen && !chosen.defaultChecked);
  if (chosen && touched) {
    if (chosen.value === "-") (found.people[at] ??= {}).excluded = true;
    else (found.people[at] ??= {}).employee_nip = chosen.value;
  }
  if (linear && linear.checked !== linear.defaultChecked) (found.people[at] ??= {}).linear = linear.checked;
}

/**
 * @param {Changes} found
 * @returns {boolean}
 */
export function isEmpty(found) {
  return !Object.keys(found.fields).length && !Object.keys(found.people).length;
}

/**
 * Put a value into a field's input, as if typed.
 * @param {Typed} input
 * @param {string} text
 * @param {boolean} [add]
 */
export function fill(input, text, add = false) {
  input.value = add && input.value ? `${input.value} ${text}` : text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * Show the server's sentence at the field it is about; false when it names none.
 * @param {HTMLElement} root
 * @param {string | undefined} key
 * @param {string} message
 * @returns {boolean}
 */
export function showError(root, key, message) {
  const field = key ? root.querySelector(`[data-field="${CSS.escape(key)}"]`) : null;
  const place = /** @type {HTMLElement | null} */ (field?.querySelector("[data-error]") ?? null);
  const input = /** @type {Typed | null} */ (field?.querySelector(".input") ?? null);
  if (!place || !input) return false;
  place.textContent = message;
  place.hidden = false;
  input.setAttribute("aria-invalid", "true");
  input.focus();
  return true;
}

/**
 * @param {unknown} element
 * @returns {element is Typed}
 */
export function isTyped(element) {
  if (element instanceof HTMLInputElement) return !["radio", "checkbox"].includes(element.type);
  return element instanceof HTMLTextAreaElement;
}

/**
 * Let text fields grow with their text where the browser cannot do it by itself.
 * @param {HTMLElement} root
 */
export function growTexts(root) {
  if (CSS.supports("field-sizing", "content")) return;
  for (const area of root.querySelectorAll("textarea")) {
    const grow = () => {
      area.style.height = "auto";
      area.style.height = `${area.scrollHeight + 2}px`;
    };
    area.addEventListener("input", grow);
    grow();
  }
}
