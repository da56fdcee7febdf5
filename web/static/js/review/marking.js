/** Pointing at something on the scan: one box, drawn with mouse, pen or finger. */
import { toast } from "../toast.js";
import { say } from "../words.js";

/** @typedef {{ page: number, box: [number, number, number, number] }} Place */

// A smaller box, in fractions of the page, is a click and no drag.
const LEAST = 0.004;
const WAIT_MS = 120_000;

/** @param {number} value */
const share = (value) => Math.min(1, Math.max(0, Math.round(value * 10_000) / 10_000));

/**
 * Let the reviewer draw a box on the page in view; null when they skip it (Esc, Enter or the button).
 * @param {import("./stage.js").Stage} stage
 * @returns {Promise<Place | null>}
 */
export function drawBox(stage) {
  if (!stage.sheet) return Promise.resolve(null);
  stage.upright();
  const { root } = stage;
  const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  rect.dataset.mark = "drawn";
  rect.classList.add("is-now");
  /** @type {{ x: number, y: number, sheet: HTMLElement } | null} */
  let from = null;
  /** @type {Place["box"] | null} */
  let box = null;

  /** @param {PointerEvent} event @param {HTMLElement} sheet */
  const at = (event, sheet) => {
    const { left, top, width, height } = sheet.getBoundingClientRect();
    return { x: share((event.clientX - left) / width), y: share((event.clientY - top) / height) };
  };
  /** @param {PointerEvent} event */
  const stretch = (event) => {
    if (!from) return;
    const to = at(event, from.sheet);
    box = [Math.min(from.x, to.x), Math.min(from.y, to.y), Math.max(from.x, to.x), Math.max(from.y, to.y)];
    for (const [name, value] of Object.entries({ x: box[0], y: box[1], width: box[2] - box[0], height: box[3] - box[1] }))
      rect.setAttribute(name, String(value));
  };

  return new Promise((resolve) => {
    const listening = new AbortController();
    const options = { capture: true, signal: listening.signal };
    /** @param {Place | null} found */
    const end = (found) => {
      listening.abort();
      rect.remove();
      root.classList.remove("is-marking");
      document.querySelector("#toasts .toast")?.remove();
      resolve(found);
    };
    root.classList.add("is-marking");
    toast(say("mark-hint"), { label: say("mark-skip"), action: () => end(null), stay_ms: WAIT_MS });
    // Before the scan's own listeners, which would pan it.
    root.addEventListener(
      "pointerdown",
      (event) => {
        if (!(/** @type {HTMLElement} */ (event.target).closest(".stage-view"))) return;
        event.stopPropagation();
        event.preventDefault();
        from = { ...at(event, stage.sheet), sheet: stage.sheet };
        stage.sheet.querySelector(".marks")?.append(rect);
        stretch(event);
      },
      options,
    );
    addEventListener("pointermove", (event) => (event.stopPropagation(), stretch(event)), options);
    addEventListener(
      "pointerup",
      () => {
        const page = Number(from?.sheet.dataset.page);
        from = null;
        if (box && box[2] - box[0] > LEAST && box[3] - box[1] > LEAST) end({ page, box });
      },
      options,
    );
    addEventListener(
      "keydown",
      (event) => {
        if (event.key !== "Escape" && event.key !== "Enter") return;
        if (event.target instanceof HTMLButtonElement && event.key === "Enter") return;
        event.preventDefault();
        event.stopPropagation();
        end(null);
      },
      options,
    );
  });
}
