/**
 * Going from document to document without reloading: the next one is fetched, and its image decoded,
 * while the reviewer still looks at this one.
 */
import { getHtml, getJson } from "../http.js";

const FRESH_MS = 60_000;

/** @typedef {{ id: number, html: string, at: number }} Ready */

export class Queue {
  /** @param {HTMLElement} place the `#review` element */
  constructor(place) {
    this.place = place;
    /** @type {Ready | null} */
    this.ahead = null;
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
    this.ahead = null;
    const next = await this.nextId(id);
    if (next === null) return;
    const html = await getHtml(this.#partial(next));
    this.ahead = { id: next, html, at: Date.now() };
    for (const image of this.#parse(html).querySelectorAll(".sheet:not([hidden]) img"))
      new Image().src = /** @type {HTMLImageElement} */ (image).src;
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
    const ready = this.ahead;
    const fresh = ready && ready.id === id && Date.now() - ready.at < FRESH_MS;
    const html = fresh ? ready.html : await getHtml(this.#partial(id));
    this.place.replaceChildren(...this.#parse(html).children);
    if (push) history.pushState({ id }, "", this.href(id));
  }

  /** @param {number} id */
  #partial(id) {
    const href = this.href(id);
    return `${href}${href.includes("?") ? "&" : "?"}sebagian=1`;
  }

  /** @param {string} html */
  #parse(html) {
    return new DOMParser().parseFromString(html, "text/html").body;
  }
}
