/** Looking an employee up by name or NIP: when none of the candidates fits, or to add one the machine missed. */
import { Refusal, getHtml } from "../http.js";
import { isDown } from "../line.js";
import { say } from "../words.js";

const PAUSE_MS = 200;

/** Where the search puts a person who is not on the document yet. */
export const NEW = "new";

/**
 * @param {(at: string, nip: string, label: HTMLElement, mark: boolean) => void} onChosen
 * @returns {(at: string, name: string) => void} opens the search for a printed person, or for `NEW`
 */
export function personSearch(onChosen) {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("person-dialog"));
  const query = /** @type {HTMLInputElement} */ (document.getElementById("person-query"));
  const results = /** @type {HTMLElement} */ (document.getElementById("person-results"));
  const head = /** @type {HTMLElement} */ (document.getElementById("person-head"));
  const mark = /** @type {HTMLElement} */ (document.getElementById("person-mark"));
  const marks = /** @type {HTMLInputElement} */ (mark.querySelector("input"));
  let at = "0";
  let timer = 0;

  const look = async () => {
    const text = query.value.trim();
    if (text.length < 2) return results.replaceChildren();
    const url = new URL(query.dataset.searchHref ?? "", location.href);
    url.searchParams.set("q", text);
    url.searchParams.set("at", at);
    const html = await getHtml(url.toString());
    if (query.value.trim() === text) results.innerHTML = html;
  };
  const ask = () => look().catch((error) => tell(error));
  /** @param {unknown} error */
  const tell = (error) => {
    const place = document.createElement("p");
    place.className = "f-why";
    place.textContent = error instanceof Refusal ? error.message : say("server-trouble");
    results.replaceChildren(place);
  };
  document.addEventListener("bukti:line", () => void (dialog.open && !isDown() && ask()));
  query.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(ask, PAUSE_MS);
  });
  query.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "Enter") return;
    event.preventDefault();
    results.querySelector("input")?.focus();
  });
  const take = (/** @type {HTMLInputElement} */ radio) => {
    const label = /** @type {HTMLElement} */ (radio.closest("label"));
    dialog.close();
    onChosen(at, radio.value, label, at === NEW && marks.checked);
  };
  results.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      take(event.target);
    }
  });
  results.addEventListener("click", (event) => {
    // Arrow keys make clicks of their own (detail 0): only a real click takes the person.
    const label = /** @type {HTMLElement} */ (event.target).closest("label");
    const radio = label?.querySelector("input");
    if (radio && event.detail > 0) take(radio);
  });
  return (ordinal, name) => {
    at = ordinal;
    head.textContent = (at === NEW ? head.dataset.add : head.dataset.find) ?? "";
    mark.hidden = at !== NEW;
    query.value = name;
    results.replaceChildren();
    dialog.showModal();
    query.select();
    void ask();
  };
}
