/**
 * The scan: fits, zooms, pans, turns, changes page, and goes to the box of the focused field.
 * A view is a scale and an offset in px of the viewport; the sheet is moved by one CSS transform.
 */
import { getJson } from "../http.js";

const MIN_SCALE = 0.05;
const MAX_SCALE = 6;

export class Stage {
  /** @param {HTMLElement} root the `.stage` section */
  constructor(root) {
    this.root = root;
    this.view = /** @type {HTMLElement} */ (root.querySelector(".stage-view"));
    this.sheets = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(".sheet")]);
    this.at = 0;
    this.scale = 1;
    this.x = 0;
    this.y = 0;
    this.turned = 0;
    /** @type {(text: string, add: boolean) => void} */
    this.onWord = () => {};
    // The picture may hold fewer pixels than the page it shows: boxes and scale speak of the page's.
    for (const sheet of this.sheets) {
      sheet.style.width = `${sheet.dataset.width}px`;
      sheet.style.height = `${sheet.dataset.height}px`;
    }
    this.#listen();
    this.fit();
  }

  get sheet() {
    return this.sheets[this.at];
  }

  get follows() {
    const box = /** @type {HTMLInputElement | null} */ (this.root.querySelector("[data-follow]"));
    return box ? box.checked : false;
  }

  /** @returns {{ width: number, height: number }} the page in px */
  get size() {
    return { width: Number(this.sheet?.dataset.width ?? 1), height: Number(this.sheet?.dataset.height ?? 1) };
  }

  #draw() {
    if (!this.sheet) return;
    const { width, height } = this.size;
    const [cx, cy] = [width / 2, height / 2];
    this.sheet.style.transform =
      `translate(${this.x}px, ${this.y}px) scale(${this.scale}) ` +
      `translate(${cx}px, ${cy}px) rotate(${this.turned}deg) translate(${-cx}px, ${-cy}px)`;
  }

  /** Show the whole page. */
  fit() {
    if (!this.sheet) return;
    const { width, height } = this.size;
    const turned = this.turned % 180 !== 0;
    const [w, h] = turned ? [height, width] : [width, height];
    const { clientWidth, clientHeight } = this.view;
    this.scale = Math.min((clientWidth - 32) / w, (clientHeight - 32) / h);
    this.x = (clientWidth - width * this.scale) / 2;
    this.y = (clientHeight - height * this.scale) / 2;
    this.#draw();
  }

  /**
   * Change the scale around a point of the viewport.
   * @param {number} factor
   * @param {number} [px]
   * @param {number} [py]
   */
  zoom(factor, px = this.view.clientWidth / 2, py = this.view.clientHeight / 2) {
    const next = Math.min(MAX_SCALE, Math.max(MIN_SCALE, this.scale * factor));
    const by = next / this.scale;
    this.x = px - (px - this.x) * by;
    this.y = py - (py - this.y) * by;
    this.scale = next;
    this.#draw();
  }

  /**
   * @param {number} dx
   * @param {number} dy
   */
  pan(dx, dy) {
    this.x += dx;
    this.y += dy;
    this.#draw();
  }

  /** Turn back and show the whole page, as boxes are drawn on it. */
  upright() {
    this.turned = 0;
    this.fit();
  }

  turn() {
    this.turned = (this.turned + 90) % 360;
    this.fit();
  }

  /** @param {number} number the page's number in its file */
  show(number) {
    const at = this.sheets.findIndex((sheet) => Number(sheet.dataset.page) === number);
    if (at >= 0) this.#go(at);
  }

  /** @param {number} step */
  step(step) {
    this.#go(Math.min(this.sheets.length - 1, Math.max(0, this.at + step)));
  }

  /** @param {number} at */
  #go(at) {
    if (at === this.at || !this.sheets[at]) return;
    this.sheet.hidden = true;
    this.at = at;
    this.sheet.hidden = false;
    const now = this.root.querySelector("[data-page-now]");
    if (now) now.textContent = String(at + 1);
    this.fit();
  }

  /**
   * Highlight a field's box and, when following, bring it close: as wide as reads well, never past 2.2 px a px.
   * @param {string | undefined} key
   * @param {string | undefined} box four fractions
   * @param {string | undefined} page
   */
  focus(key, box, page) {
    for (const mark of this.root.querySelectorAll(".is-now")) mark.classList.remove("is-now");
    if (!key || !box) return;
    if (page) this.show(Number(page));
    this.root.querySelector(`[data-mark="${CSS.escape(key)}"]`)?.classList.add("is-now");
    if (!this.follows) return;
    const [left, top, right, bottom] = box.split(" ").map(Number);
    const { width, height } = this.size;
    const { clientWidth, clientHeight } = this.view;
    const wanted = Math.min(
      (clientWidth * 0.8) / Math.max((right - left) * width, 1),
      (clientHeight * 0.3) / Math.max((bottom - top) * height, 1),
    );
    const whole = Math.min((clientWidth - 32) / width, (clientHeight - 32) / height);
    this.turned = 0;
    this.scale = Math.max(whole, Math.min(wanted, whole * 2.6, 2.2));
    this.x = clientWidth / 2 - ((left + right) / 2) * width * this.scale;
    this.y = clientHeight * 0.42 - ((top + bottom) / 2) * height * this.scale;
    this.#keepIn();
    this.#draw();
  }

  /** Keep no more empty ground on one side than is needed. */
  #keepIn() {
    const { width, height } = this.size;
    const { clientWidth, clientHeight } = this.view;
    const [w, h] = [width * this.scale, height * this.scale];
    if (w > clientWidth) this.x = Math.min(16, Math.max(clientWidth - w - 16, this.x));
    else this.x = (clientWidth - w) / 2;
    if (h > clientHeight) this.y = Math.min(16, Math.max(clientHeight - h - 16, this.y));
    else this.y = (clientHeight - h) / 2;
  }

  /** Load the words of the page in view once, as boxes that fill the focused field when clicked. */
  async words() {
    const sheet = this.sheet;
    const layer = sheet?.querySelector(".words");
    if (!sheet || !layer || sheet.dataset.loaded) return;
    sheet.dataset.loaded = "1";
    const found = await getJson(sheet.dataset.words ?? "").catch((error) => {
      delete sheet.dataset.loaded;
      throw error;
    });
    const words = /** @type {{ text: string, box: number[] }[]} */ (found.words ?? found);
    for (const word of words) {
      const [left, top, right, bottom] = word.box;
      const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      rect.setAttribute("x", String(left));
      rect.setAttribute("y", String(top));
      rect.setAttribute("width", String(right - left));
      rect.setAttribute("height", String(bottom - top));
      rect.dataset.word = word.text;
      layer.append(rect);
    }
  }

  #listen() {
    const { view } = this;
    /** @type {{ x: number, y: number, moved: boolean } | null} */
    let drag = null;
    view.addEventListener("pointerdown", (event) => {
      drag = { x: event.clientX, y: event.clientY, moved: false };
    });
    view.addEventListener("pointermove", (event) => {
      if (!drag) {
        this.words().catch(() => {});
        return;
      }
      const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
      if (!drag.moved && Math.hypot(dx, dy) < 4) return;
      if (!drag.moved) view.setPointerCapture(event.pointerId);
      drag = { x: event.clientX, y: event.clientY, moved: true };
      view.classList.add("is-dragging");
      this.pan(dx, dy);
    });
    const drop = () => {
      drag = null;
      view.classList.remove("is-dragging");
    };
    view.addEventListener("pointerup", (event) => {
      if (drag && !drag.moved) void this.#pick(event);
      drop();
    });
    view.addEventListener("pointercancel", drop);
    // A click on the scan must not take the focus out of the field being filled.
    view.addEventListener("mousedown", (event) => event.preventDefault());
    view.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        const box = view.getBoundingClientRect();
        view.classList.add("is-zooming");
        this.zoom(Math.exp(-event.deltaY / 400), event.clientX - box.left, event.clientY - box.top);
        requestAnimationFrame(() => view.classList.remove("is-zooming"));
      },
      { passive: false },
    );
    view.addEventListener("keydown", (event) => this.#key(event));
    this.root.addEventListener("click", (event) => {
      const tool = /** @type {HTMLElement} */ (event.target).closest("[data-view]");
      if (tool instanceof HTMLElement) this.act(tool.dataset.view ?? "");
    });
    let seen = `${view.clientWidth} ${view.clientHeight}`;
    new ResizeObserver(() => {
      // The first report comes unasked and must not undo the zoom to the first doubtful field.
      const size = `${view.clientWidth} ${view.clientHeight}`;
      if (size !== seen) this.fit();
      seen = size;
    }).observe(view);
  }

  /**
   * Hand over the word that was clicked; a finger comes without having moved over the page, so before its words.
   * @param {PointerEvent} event
   */
  async #pick(event) {
    await this.words().catch(() => {});
    const hit = document.elementFromPoint(event.clientX, event.clientY);
    if (hit instanceof SVGElement && hit.dataset.word) this.onWord(hit.dataset.word, event.shiftKey || event.ctrlKey);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const moves = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
    const move = moves[/** @type {keyof typeof moves} */ (event.key)];
    if (!move) return;
    event.preventDefault();
    this.pan(move[0], move[1]);
  }

  /** @param {string} what a tool's name */
  act(what) {
    if (what === "in") this.zoom(1.3);
    else if (what === "out") this.zoom(1 / 1.3);
    else if (what === "fit") this.fit();
    else if (what === "turn") this.turn();
    else if (what === "next") this.step(1);
    else if (what === "previous") this.step(-1);
  }
}
