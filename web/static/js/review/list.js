/** The queue's list: after the last document it says what became of it, and one key or click takes it back. */
import { Refusal, postJson } from "../http.js";
import { toast } from "../toast.js";
import { say } from "../words.js";
import { isUndo, lettersOn } from "./keys.js";
import { takeWord } from "./last.js";

const base = /** @type {HTMLElement} */ (document.getElementById("queue")).dataset.queue ?? "";
let done = takeWord();

async function undo() {
  if (!done) return;
  const { id } = done;
  done = null;
  try {
    await postJson(`${base}/${id}/urungkan`, {});
    location.href = `${base}/${id}${location.search}`;
  } catch (error) {
    toast(error instanceof Refusal ? error.message : say("server-trouble"), { bad: true });
  }
}

if (done) {
  toast(done.message, { label: say("undo"), action: () => void undo() });
  document.addEventListener("keydown", (event) => {
    const field = /** @type {HTMLElement} */ (event.target).matches("input, select, textarea");
    const letter = event.key.toLowerCase() === "u" && lettersOn() && !field;
    const plain = letter && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!plain && !isUndo(event, new WeakSet())) return;
    event.preventDefault();
    void undo();
  });
}
