/** What every page has: theme switch, menus that close, dialogs, offline notice, forms sent once. */
import { isDown, reach } from "./line.js";
import { toast } from "./toast.js";
import { say } from "./words.js";

const THEMES = ["auto", "light", "dark"];
const MEDIA = { auto: "screen and (prefers-color-scheme: dark)", light: "not all", dark: "screen" };

function theme() {
  const button = document.getElementById("theme");
  const sheet = /** @type {HTMLLinkElement | null} */ (document.getElementById("dark-sheet"));
  if (!button || !sheet) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const now = document.documentElement.dataset.theme ?? "auto";
    const next = /** @type {keyof typeof MEDIA} */ (THEMES[(THEMES.indexOf(now) + 1) % THEMES.length]);
    if (next === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    sheet.media = MEDIA[next];
    document.cookie = `tema=${next}; path=/; max-age=31536000; samesite=lax`;
    button.title = say(`theme-${next}`);
    button.setAttribute("aria-label", say(`theme-${next}`));
  });
}

function menus() {
  const all = () => /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("details.menu"));
  document.addEventListener("click", (event) => {
    for (const menu of all()) if (!menu.contains(/** @type {Node} */ (event.target))) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of all()) {
      if (!menu.open) continue;
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
}

function dialogs() {
  document.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const opener = /** @type {HTMLElement | null} */ (target.closest("[data-opens]"));
    if (opener) {
      const dialog = document.getElementById(opener.dataset.opens ?? "");
      if (dialog instanceof HTMLDialogElement) dialog.showModal();
    }
    if (target.closest("[data-closes]")) target.closest("dialog")?.close();
  });
}

function offline() {
  const place = document.getElementById("offline");
  if (!place) return;
  document.addEventListener("bukti:line", () => {
    place.hidden = !isDown();
    if (!isDown()) toast(say("online"));
  });
  if (!navigator.onLine) void reach();
}

/** A second click on a slow line must not send a form twice. */
function once() {
  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (form.dataset.sent && form.method !== "get") return event.preventDefault();
    if (event.defaultPrevented) return;
    if (form.method === "post" && (isDown() || !navigator.onLine)) {
      event.preventDefault();
      return void sendOrKeep(form, /** @type {SubmitEvent} */ (event).submitter);
    }
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 4000);
  });
  document.addEventListener("change", (event) => {
    const field = /** @type {HTMLElement} */ (event.target);
    if (field.hasAttribute("data-sends")) field.closest("form")?.requestSubmit();
  });
}

/**
 * Without a network the browser would put its own error page in the place of what was typed.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter
 */
async function sendOrKeep(form, submitter) {
  if (!(await reach())) return toast(say("offline-form"), { bad: true });
  const pressed = /** @type {HTMLButtonElement | null} */ (submitter);
  if (pressed?.name) form.append(hidden(pressed.name, pressed.value));
  form.dataset.sent = "1";
  form.submit();
}

/**
 * @param {string} name
 * @param {string} value
 */
function hidden(name, value) {
  return Object.assign(document.createElement("input"), { type: "hidden", name, value });
}

/** "All" boxes of lists, and the count they show. */
function picking() {
  document.addEventListener("change", (event) => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    const list = box.closest("[data-picks]");
    if (!list || box.type !== "checkbox") return;
    const each = /** @type {HTMLInputElement[]} */ ([...list.querySelectorAll("input[data-pick]")]);
    if (box.hasAttribute("data-pick-all")) for (const one of each) one.checked = box.checked;
    const count = each.filter((one) => one.checked).length;
    for (const place of list.querySelectorAll("[data-pick-count]")) place.textContent = String(count);
    for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (list.querySelectorAll("[data-pick-needs]")))
      button.disabled = count === 0;
  });
}

function prints() {
  for (const button of document.querySelectorAll("[data-prints]"))
    button.addEventListener("click", () => window.print());
}

theme();
menus();
dialogs();
offline();
once();
picking();
prints();
document.documentElement.classList.add("js");
