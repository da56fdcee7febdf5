/**
 * Going from document to document without reloading: the next one is fetched and made, and its scan decoded,
 * while the reviewer still looks at this one; shown, it is put in place and asks the server for nothing more.
 */
import { getHtml, getJson } from "../http.js";

const FRESH_MS = 60_000;

/** @typedef {{ id: number, nodes: Element[], at: number }} Ready */

export class Queue {
  /** @param {HTMLElement} place the `#review` element */
  constructor(place) {
    this.place = place;
    /** @type {Ready | null} */
    this.ahead = null;
    /** The latest call of preload: an earlier one that is answered later must not overwrite what this one found. */
    this.asked = 0;
  }

  get filters() {
    return this.place.dataset.filters ?? "";
  }

  /** @param {number} id */
  href(id) {
    const base = (this.place.dataset.queue ?? "").split("?")[0];
    return `${base}/${id}${this.filters ? `?${this.filters}` : ""}`;
  }

  /**
   * Fetch the document after `id` ahead of time.
   * @param {number} id
   */
  async preload(id) {
    const mine = ++this.asked;
    this.ahead = null;
    const next = await this.nextId(id);
    if (next === null || mine !== this.asked) return;
    const nodes = this.#make(await getHtml(this.#partial(next)));
    if (mine !== this.asked) return;
    this.ahead = { id: next, nodes, at: Date.now() };
    for (const node of nodes)
      for (const image of /** @type {NodeListOf<HTMLImageElement>} */ (node.querySelectorAll(".sheet:not([hidden]) img")))
        image.decode().catch(() => {});
  }

  /** @returns {number | null} the document that can be shown without asking the server */
  get readyId() {
    const ready = this.ahead;
    return ready && Date.now() - ready.at < FRESH_MS ? ready.id : null;
  }

  /**
   * @param {number} id
   * @returns {Promise<number | null>}
   */
  async nextId(id) {
    const found = await getJson(`${this.place.dataset.nextHref}?sesudah=${id}&${this.filters}`);
    return found.id ?? null;
  }

  /**
   * Put a document on the screen.
   * @param {number} id
   * @param {{ push?: boolean }} [options]
   */
  async show(id, { push = true } = {}) {
    const nodes = this.readyId === id && this.ahead ? this.ahead.nodes : this.#make(await getHtml(this.#partial(id)));
    // Once on the screen it is used: shown again, it is fetched again. What is still being fetched was asked
    // for from another document.
    this.ahead = null;
    this.asked += 1;
    this.place.replaceChildren(...nodes);
    if (push) history.pushState({ id }, "", this.href(id));
  }

  /** @param {number} id */
  #partial(id) {
    const href = this.href(id);
    return `${href}${href.includes("?") ? "&" : "?"}sebagian=1`;
  }

  /**
   * Make the elements in this document, so that their pictures load before they are shown.
   * @param {string} html
   */
  #make(html) {
    const parsed = new DOMParser().parseFromString(html, "text/html").body;
    return [...parsed.children].map((element) => document.importNode(element, true));
  }
}
