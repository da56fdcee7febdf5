/** The review screen: ties the scan, the fields, the keys and the queue together. */
import { Refusal, postJson } from "../http.js";
import { back, isDown, reach } from "../line.js";
import { toast } from "../toast.js";
import { say } from "../words.js";
import { changes, fill, growTexts, isEmpty, isTyped, showError } from "./form.js";
import { lettersOn, listen, setLetters } from "./keys.js";
import { leaveWord } from "./last.js";
import { drawBox } from "./marking.js";
import { NEW, personSearch } from "./people.js";
import { Queue } from "./queue.js";
import { settled } from "./settled.js";
import { Stage } from "./stage.js";
import { Stops } from "./stops.js";

const place = /** @type {HTMLElement} */ (document.getElementById("review"));
const told = /** @type {HTMLElement} */ (document.getElementById("told"));
const returnDialog = /** @type {HTMLDialogElement} */ (document.getElementById("return-dialog"));
const helpDialog = /** @type {HTMLDialogElement} */ (document.getElementById("help-dialog"));
const queue = new Queue(place);

/** @type {HTMLElement} */
let article;
/** @type {Stage} */
let stage;
/** @type {Stops} */
let stops;
/** @type {import("./form.js").Typed | null} */
let lastInput = null;
/** @type {number | null} */
let lastDone = null;
let busy = false;

const id = () => Number(article.dataset.document);
const isOpen = () => article.dataset.state === "AWAITING_REVIEW";

/**
 * Take up the document that now stands on the page.
 * @param {{ held?: boolean }} [options] `held`: the server took the hold as it named this document
 */
function begin({ held = false } = {}) {
  article = /** @type {HTMLElement} */ (place.querySelector("article.review"));
  stage = new Stage(/** @type {HTMLElement} */ (article.querySelector(".stage")));
  stops = new Stops(article);
  lastInput = null;
  growTexts(article);
  stage.onWord = (text, add) => {
    if (!isOpen()) return;
    if (lastInput) fill(lastInput, text, add);
    else toast(say("word-nowhere"));
  };
  document.title = `${article.dataset.title} · Bukti`;
  stops.next();
  performance.mark("bukti-shown");
  if (article.hasAttribute("data-moving")) void waitFor(id());
  const mine = id();
  // First the eye: what the next step needs is asked for once this document is painted.
  afterPaint(() => {
    if (mine !== id()) return;
    if (isOpen() && !held) void hold();
    queue.preload(mine).catch(() => {});
  });
}

/** @param {() => void} work */
function afterPaint(work) {
  // A page in the background paints nothing and must go on all the same.
  if (document.hidden) return void setTimeout(work);
  requestAnimationFrame(() => setTimeout(work));
}

/** Hold the document so that nobody else confirms it meanwhile. */
async function hold() {
  const mine = id();
  try {
    await postJson(`${article.dataset.href}/pegang`, {});
  } catch (error) {
    if (mine === id()) complain(error);
  }
}

/** @param {unknown} error */
function complain(error) {
  const refusal = error instanceof Refusal ? error : new Refusal("unknown", say("server-trouble"), 0);
  if (refusal.status !== 401) return toast(refusal.message, { bad: true });
  // In a tab of its own: what was typed here stays.
  const action = () => void window.open("/masuk", "_blank", "noopener");
  toast(say("session-kept"), { bad: true, label: say("log-in"), action });
}

/**
 * Send a decision and go on to the next document.
 * @param {string} verb last part of the address
 * @param {Record<string, unknown>} body
 * @param {string} done sentence key
 * @param {{ trusting?: boolean }} [options] `trusting`: nothing typed could be lost, so the next document is
 *   shown while the server still answers; should it refuse, this one comes back with the reason
 */
async function decide(verb, body, done, { trusting = false } = {}) {
  if (busy || !isOpen()) return;
  busy = true;
  const mine = id();
  const ahead = trusting && !isDown() ? queue.readyId : null;
  const before = keep();
  performance.mark("bukti-decide");
  try {
    const sent = postJson(`${article.dataset.href}/${verb}`, {
      version: Number(article.dataset.version),
      next: queue.ahead?.id ?? null,
      filters: queue.filters,
      ...body,
    });
    sent.catch(() => {});
    if (ahead !== null) await goTo(ahead, { held: true });
    if (ahead !== null) performance.measure("bukti-next", "bukti-decide");
    const answer = await sent;
    lastDone = mine;
    const message = say(done, { id: mine });
    if (answer.next === null) leaveWord(mine, message);
    if (ahead === null || answer.next !== ahead) await arrive(answer.next, message);
    if (answer.next === null) return;
    if (ahead === null) performance.measure("bukti-next", "bukti-decide");
    told.textContent = message;
    toast(message, { label: say("undo"), action: () => undo() });
  } catch (error) {
    // As it is now; without a network, as it was.
    if (ahead !== null) await goTo(mine).catch(before);
    const field = error instanceof Refusal ? fieldOf(error) : undefined;
    if (!(error instanceof Refusal && showError(article, field, error.message))) complain(error);
  } finally {
    busy = false;
  }
}

/**
 * Remember the document on the screen.
 * @returns {() => void} puts it back as it stood, with all that was typed
 */
function keep() {
  const was = { nodes: [...place.children], article, stage, stops, lastInput };
  return () => {
    place.replaceChildren(...was.nodes);
    ({ article, stage, stops, lastInput } = was);
    history.replaceState({ id: id() }, "", queue.href(id()));
    document.title = `${article.dataset.title} · Bukti`;
    stops.next();
  };
}

/** @param {Refusal} refusal */
function fieldOf(refusal) {
  return refusal.field || undefined;
}

/**
 * @param {number | null} next
 * @param {{ held?: boolean }} [options] as `begin`
 */
async function goTo(next, options) {
  if (next === null) {
    location.href = place.dataset.queue ?? "/";
    return;
  }
  await queue.show(next);
  begin(options);
}

/**
 * Go on after a decision that is recorded already; a network gone meanwhile is waited for, nothing is decided twice.
 * @param {number | null} next
 * @param {string} message what was recorded
 */
async function arrive(next, message) {
  try {
    await goTo(next, { held: true });
  } catch (error) {
    if (!(error instanceof Refusal && error.code === "offline") || (await reach())) throw error;
    toast(`${message} ${say("shown-later")}`, { stay_ms: 60_000 });
    await back();
    await goTo(next, { held: true });
  }
}

function confirm() {
  if (!isOpen()) return skip();
  const left = stops.left;
  if (left.length) {
    told.textContent = say("doubts-left", { count: left.length });
    return stops.next();
  }
  const found = changes(article);
  const empty = isEmpty(found);
  decide("sahkan", { ...found, empty }, "confirmed", { trusting: empty });
}

/** Enter: accept what the focus stands on and go to the next doubtful place. */
function accept() {
  const stop = stops.of(document.activeElement);
  if (stop && !stops.pass(stop)) {
    const message = say(stop.dataset.stop === "repeat" ? "repeat-first" : "choose-first");
    told.textContent = message;
    toast(message);
    return;
  }
  stops.next(stop ?? /** @type {HTMLElement | null} */ (document.activeElement));
}

async function skip() {
  try {
    await postJson(`${article.dataset.href}/lepas`, {});
    await goTo(queue.ahead ? queue.ahead.id : await queue.nextId(id()));
  } catch (error) {
    complain(error);
  }
}

/** @param {number | null} [which] */
async function undo(which = lastDone) {
  if (which === null) return toast(say("nothing-to-undo"));
  try {
    await postJson(`${queue.href(which).split("?")[0]}/urungkan`, {});
    lastDone = null;
    await goTo(which);
    toast(say("undone", { id: which }));
  } catch (error) {
    complain(error);
  }
}

/** @param {string} reason */
const setAside = (reason) => {
  returnDialog.close();
  decide("sisihkan", { reason_code: reason }, "set-aside");
};

function returnNow() {
  const code = /** @type {HTMLInputElement | null} */ (returnDialog.querySelector("input:checked"))?.value;
  const text = /** @type {HTMLTextAreaElement} */ (returnDialog.querySelector("textarea"));
  returnDialog.close();
  const mine = id();
  // Refused, or without a network, what was typed stays in the dialog.
  decide("kembalikan", { reason_code: code, reason_text: text.value }, "returned").then(() => {
    if (lastDone === mine) text.value = "";
  });
}

async function takeOver() {
  try {
    await postJson(`${article.dataset.href}/pegang`, { take_over: true });
    await queue.show(id(), { push: false });
    begin();
  } catch (error) {
    complain(error);
  }
}

/** @param {number} number */
function choose(number) {
  const stop = stops.of(document.activeElement) ?? stops.left.find((s) => s.dataset.stop === "person");
  const radios = stop?.querySelectorAll('input[type="radio"]') ?? [];
  const radio = /** @type {HTMLInputElement | undefined} */ (radios[number - 1]);
  if (!radio) return;
  radio.checked = true;
  radio.focus();
  radio.dispatchEvent(new Event("change", { bubbles: true }));
}

/**
 * Show the document again once the machine is done with it.
 * @param {number} mine
 */
async function waitFor(mine) {
  try {
    if (!(await settled(article.dataset.href ?? ""))) return toast(say("still-moving"), { bad: true });
    if (mine !== id()) return;
    await queue.show(mine, { push: false });
    begin();
  } catch (error) {
    complain(error);
  }
}

/**
 * Put an employee on the document whom the machine missed; what was typed so far is kept with it.
 * @param {string} nip
 * @param {boolean} mark whether the reviewer will point at the place
 */
async function addPerson(nip, mark) {
  if (busy || !isOpen()) return;
  busy = true;
  const mine = id();
  try {
    const where = mark ? await drawBox(stage) : null;
    const { fields, people } = changes(article);
    const body = { version: Number(article.dataset.version), employee_nip: nip, place: where, fields, people };
    await postJson(`${article.dataset.href}/orang`, body);
    lastDone = mine;
    await queue.show(mine, { push: false });
    begin();
    told.textContent = say("added");
    toast(say("added"), { label: say("undo"), action: () => undo() });
  } catch (error) {
    const field = error instanceof Refusal ? fieldOf(error) : undefined;
    if (!(error instanceof Refusal && showError(article, field, error.message))) complain(error);
  } finally {
    busy = false;
  }
}

const openSearch = personSearch((at, nip, label, mark) => {
  if (at === NEW) return void addPerson(nip, mark);
  const list = article.querySelector(`[data-person="${at}"] .candidates`);
  if (!list) return;
  const made = /** @type {HTMLElement} */ (label.cloneNode(true));
  const radio = /** @type {HTMLInputElement} */ (made.querySelector("input"));
  radio.name = `people.${at}.employee`;
  radio.value = nip;
  radio.defaultChecked = false;
  list.querySelector("legend")?.after(made);
  radio.checked = true;
  radio.focus();
});

/** @type {Record<string, (button: HTMLElement) => void>} */
const buttons = {
  confirm,
  skip,
  return: () => isOpen() && returnDialog.showModal(),
  "return-now": returnNow,
  help: () => helpDialog.showModal(),
  "undo-this": () => undo(id()),
  "add-person": () => isOpen() && !article.hasAttribute("data-locked") && openSearch(NEW, ""),
  "take-over": takeOver,
  "set-aside": (button) => setAside(button.dataset.reason ?? ""),
  "find-person": (button) => {
    const at = button.dataset.at ?? "0";
    const name = /** @type {HTMLInputElement | null} */ (article.querySelector(`[name="people.${at}.name"]`));
    openSearch(at, name?.value ?? "");
  },
};

document.addEventListener("click", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const button = /** @type {HTMLElement | null} */ (target.closest("[data-do]"));
  if (button) buttons[button.dataset.do ?? ""]?.(button);
  const other = /** @type {HTMLElement | null} */ (target.closest("[data-fill]"));
  const input = other?.closest("[data-field]")?.querySelector(".input");
  if (other && isTyped(input)) {
    fill(input, other.dataset.fill ?? "");
    input.focus();
  }
});

place.addEventListener("focusin", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const field = /** @type {HTMLElement | null} */ (target.closest("[data-field]"));
  const person = target.closest("[data-person]")?.querySelector('[data-field$=".name"][data-box]');
  const shown = field ?? /** @type {HTMLElement | null} */ (person ?? null);
  if (field && isTyped(target)) lastInput = target;
  if (shown) stage.focus(shown.dataset.field, shown.dataset.box, shown.dataset.page);
});

place.addEventListener("input", (event) => {
  const field = /** @type {HTMLElement} */ (event.target).closest("[data-field]");
  const place_ = /** @type {HTMLElement | null} */ (field?.querySelector("[data-error]") ?? null);
  if (place_) place_.hidden = true;
  field?.querySelector(".input")?.removeAttribute("aria-invalid");
});

addEventListener("popstate", async (event) => {
  const back = Number(event.state?.id ?? location.pathname.split("/").pop());
  if (!back) return;
  try {
    await queue.show(back, { push: false });
    begin();
  } catch (error) {
    complain(error);
  }
});

document.addEventListener("bukti:line", () => {
  if (isDown() || busy) return;
  if (isOpen() && !article.hasAttribute("data-locked")) void hold();
  queue.preload(id()).catch(() => {});
});

const letters = /** @type {HTMLInputElement} */ (document.getElementById("letters"));
letters.checked = lettersOn();
letters.addEventListener("change", () => setLetters(letters.checked));

/** @type {Record<string, () => void>} */
const actions = {
  accept,
  confirm,
  skip: () => void skip(),
  undo: () => void undo(isOpen() ? lastDone : id()),
  return: () => buttons.return(article),
  "add-person": () => buttons["add-person"](article),
  help: () => helpDialog.showModal(),
  compare: () => /** @type {HTMLDialogElement | null} */ (document.getElementById("compare"))?.showModal(),
  fit: () => stage.fit(),
  "zoom-in": () => stage.act("in"),
  "zoom-out": () => stage.act("out"),
  turn: () => stage.turn(),
  "next-page": () => stage.step(1),
  "previous-page": () => stage.step(-1),
  "next-doubt": () => stops.next(/** @type {HTMLElement | null} */ (document.activeElement)),
  leave: () => /** @type {HTMLElement | null} */ (article.querySelector("[data-main]"))?.focus(),
};
for (let number = 1; number <= 9; number += 1) actions[`choose-${number}`] = () => choose(number);
listen(actions);

returnDialog.addEventListener("keydown", (event) => {
  if (event.target instanceof HTMLTextAreaElement) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) returnNow();
    return;
  }
  const radios = /** @type {NodeListOf<HTMLInputElement>} */ (returnDialog.querySelectorAll('input[type="radio"]'));
  if (/^[1-9]$/.test(event.key)) {
    const radio = radios[Number(event.key) - 1];
    if (radio) (radio.checked = true), radio.focus();
  }
  if (event.key === "Enter" && event.target instanceof HTMLInputElement) {
    event.preventDefault();
    returnNow();
  }
});

begin();
