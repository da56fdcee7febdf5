/**
 * Parts that move by themselves: asked for again while the ledger says something is under way. Only what
 * changed is replaced, so focus and scroll stay where they are.
 */
import { Refusal, getHtml } from "./http.js";
import { isDown } from "./line.js";
import { toast } from "./toast.js";
import { say } from "./words.js";

const QUICK_MS = 1500;
const SLOW_MS = 15_000;

const place = /** @type {HTMLElement | null} */ (document.getElementById("live"));

/**
 * Bring the element with the same key up to date; give whether all keys were found in the same order.
 * @param {Element} old
 * @param {Element} fresh
 */
function patch(old, fresh) {
  const keys = (/** @type {Element} */ root) =>
    [...root.querySelectorAll("[data-key]")].map((one) => one.getAttribute("data-key"));
  if (keys(old).join() !== keys(fresh).join()) return false;
  for (const one of fresh.querySelectorAll("[data-key]")) {
    const key = CSS.escape(one.getAttribute("data-key") ?? "");
    const before = old.querySelector(`[data-key="${key}"]`);
    if (before && before.outerHTML !== one.outerHTML && !before.contains(document.activeElement))
      before.replaceWith(one.cloneNode(true));
  }
  old.firstElementChild?.toggleAttribute("data-moving", Boolean(fresh.querySelector("[data-moving]")));
  return true;
}

async function refresh() {
  if (!place || document.hidden) return;
  const html = await getHtml(place.dataset.live ?? "", { unattended: true });
  const fresh = new DOMParser().parseFromString(html, "text/html").body;
  if (!patch(place, fresh)) place.replaceChildren(...fresh.children);
}

let timer = 0;
let asked = 0;

async function watch() {
  clearTimeout(timer);
  asked = Date.now();
  try {
    await refresh();
  } catch (error) {
    if (error instanceof Refusal && (error.status === 401 || error.code === "session-over")) {
      toast(say("session-over"), { bad: true, label: say("log-in"), action: () => location.reload() });
      return;
    }
    // Offline: the notice of the page says so, the next round tries again.
  }
  const moving = place?.querySelector("[data-moving]");
  clearTimeout(timer);
  timer = window.setTimeout(watch, moving ? QUICK_MS : SLOW_MS);
}

/** Something has just changed: look now, and no longer in the slow rhythm of a page at rest. */
function hurry() {
  if (place && Date.now() - asked > QUICK_MS) void watch();
}

if (place) timer = window.setTimeout(watch, QUICK_MS);
document.addEventListener("visibilitychange", () => void (place && watch()));
document.addEventListener("bukti:line", () => void (place && !isDown() && watch()));
document.addEventListener("bukti:arrived", hurry);
document.addEventListener("bukti:uploaded", () => void (place && watch()));
