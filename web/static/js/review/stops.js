import { isTyped } from "./form.js";

/**
 * The doubtful places of a document, in order: fields, person choices and reasons to tick off.
 * Enter passes one and goes to the next; when none is left the focus stands on "confirm".
 */
export class Stops {
  /** @param {HTMLElement} root the document's article */
  constructor(root) {
    this.root = root;
    this.all = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-stop]")]);
  }

  /** @returns {HTMLElement[]} stops nobody passed yet */
  get left() {
    return this.all.filter((stop) => !stop.classList.contains("is-passed"));
  }

  /**
   * The stop an element stands in.
   * @param {Element | null} element
   */
  of(element) {
    return /** @type {HTMLElement | null} */ (element?.closest("[data-stop]") ?? null);
  }

  /**
   * Accept what stands there; says no when nothing was chosen.
   * @param {HTMLElement} stop
   * @returns {boolean}
   */
  pass(stop) {
    // Who it is, and that a copy is none, is chosen on purpose: Enter alone passes neither.
    const chosen = stop.querySelector("input:checked");
    if ((stop.dataset.stop === "person" || stop.dataset.stop === "repeat") && !chosen) return this.#refuse(stop);
    const tick = /** @type {HTMLInputElement | null} */ (stop.querySelector('input[type="checkbox"]'));
    if (stop.dataset.stop === "reason" && tick) tick.checked = true;
    stop.classList.add("is-passed");
    return true;
  }

  /** @param {HTMLElement} stop */
  #refuse(stop) {
    stop.classList.remove("is-shaking");
    void stop.offsetWidth;
    stop.classList.add("is-shaking");
    return false;
  }

  /**
   * Stand on the first stop that is left, after `from` where there is one; on "confirm" when none is.
   * @param {HTMLElement | null} [from]
   */
  next(from = null) {
    const left = this.left;
    const after = from ? left.filter((stop) => follows(from, stop)) : left;
    const stop = after[0] ?? left[0];
    if (stop) this.enter(stop);
    else /** @type {HTMLElement | null} */ (this.root.querySelector("[data-main]"))?.focus();
  }

  /** @param {HTMLElement} stop */
  enter(stop) {
    const chosen = /** @type {HTMLElement | null} */ (stop.querySelector("input:checked"));
    const input = chosen ?? /** @type {HTMLElement | null} */ (stop.querySelector("input, textarea"));
    input?.focus();
    if (isTyped(input)) input.select();
    stop.scrollIntoView({ block: "center", behavior: "auto" });
  }
}

/**
 * @param {Node} from
 * @param {Node} other
 */
function follows(from, other) {
  return Boolean(from.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
}
