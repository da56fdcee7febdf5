/** A document to look at: fields lead to their place on the scan; `#course` in the address goes there at once. */
import { Stage } from "./stage.js";

const root = /** @type {HTMLElement} */ (document.querySelector("article.review"));
const stage = new Stage(/** @type {HTMLElement} */ (root.querySelector(".stage")));

/** @param {HTMLElement} field */
const show = (field) => stage.focus(field.dataset.field, field.dataset.box, field.dataset.page);

for (const field of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".look"))) {
  field.addEventListener("click", () => show(field));
  field.addEventListener("focus", () => show(field));
}

const wanted = location.hash.slice(1);
const first = wanted ? root.querySelector(`.look[data-field="${CSS.escape(wanted)}"]`) : null;
if (first instanceof HTMLElement) first.focus();
