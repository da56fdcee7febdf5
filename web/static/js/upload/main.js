/** The drop zone: files, folders and the phone's camera become one batch, three files at a time. */
import { Refusal, send } from "../http.js";
import { toast } from "../toast.js";
import { say } from "../words.js";
import { filesOf } from "./folders.js";
import { TRIES_OF_WORDS, overCuts, sendFile } from "./send.js";

const AT_ONCE = 3;

const form = /** @type {HTMLFormElement} */ (document.getElementById("upload"));
const list = /** @type {HTMLUListElement} */ (document.getElementById("sending-list"));
const panel = /** @type {HTMLElement} */ (document.getElementById("sending"));
const bar = /** @type {HTMLProgressElement} */ (document.getElementById("sending-bar"));
const count = /** @type {HTMLElement} */ (document.getElementById("sending-count"));
const open = /** @type {HTMLAnchorElement} */ (document.getElementById("sending-open"));
const again = /** @type {HTMLButtonElement} */ (document.getElementById("sending-again"));
const maxBytes = Number(form.dataset.max);

/** @typedef {{ file: File, row: HTMLLIElement, bar: HTMLProgressElement, word: HTMLElement, sent: number, state: "wait" | "done" | "bad" | "failed" }} Job */

/** @type {Job[]} */
let jobs = [];
/** @typedef {{ id: number, href: string }} Batch */

/** @type {Batch | null} */
let batch = null;
/** @type {Promise<Batch> | null} two drops in a row wait for the same batch */
let opening = null;
let running = 0;

/** @param {File} file */
function addRow(file) {
  const row = document.createElement("li");
  const name = document.createElement("span");
  name.className = "name";
  name.textContent = file.webkitRelativePath || file.name;
  name.title = name.textContent;
  const progress = document.createElement("progress");
  progress.max = Math.max(1, file.size);
  progress.value = 0;
  progress.setAttribute("aria-label", name.textContent);
  const word = document.createElement("span");
  word.className = "badge";
  word.textContent = say("waiting");
  row.append(name, progress, word);
  list.append(row);
  return /** @type {Job} */ ({ file, row, bar: progress, word, sent: 0, state: "wait" });
}

/**
 * @param {Job} job
 * @param {Job["state"]} state
 * @param {string} word
 * @param {string} [why]
 */
function settle(job, state, word, why = "") {
  job.state = state;
  job.sent = job.file.size;
  job.bar.value = job.bar.max;
  job.word.textContent = word;
  job.word.className = `badge ${state === "done" ? "good" : "bad"}`;
  tell(job, why);
}

/**
 * Say below a file's name why it is where it is.
 * @param {Job} job
 * @param {string} why
 */
function tell(job, why) {
  const place = job.row.querySelector(".why") ?? document.createElement("p");
  place.className = "why tiny";
  place.textContent = why;
  if (why) job.row.append(place);
  else place.remove();
}

/** @param {Job} job */
const waiter = (job) => (/** @type {boolean} */ waiting) => {
  job.word.textContent = say(waiting ? "no-line" : "sending");
  job.word.className = waiting ? "badge doubt" : "badge";
};

function draw() {
  const total = jobs.reduce((sum, job) => sum + job.file.size, 0);
  bar.max = Math.max(1, total);
  bar.value = jobs.reduce((sum, job) => sum + Math.min(job.sent, job.file.size), 0);
  const done = jobs.filter((job) => job.state !== "wait").length;
  count.textContent = say("sent-count", { done, total: jobs.length });
  const over = done === jobs.length;
  again.hidden = !over || !jobs.some((job) => job.state === "failed");
  bar.classList.toggle("done", over);
}

/** @param {File[]} files */
async function add(files) {
  const usable = files.filter((file) => file.size >= 0 && !file.name.startsWith("."));
  if (!usable.length) return;
  panel.hidden = false;
  const fresh = usable.map(addRow);
  jobs = [...jobs, ...fresh];
  panel.scrollIntoView({ block: "nearest" });
  await start();
}

/** Send what waits, opening the batch first where there is none. */
async function start() {
  draw();
  const fresh = jobs.filter(isWaiting);
  const waiting = (/** @type {boolean} */ now) => jobs.filter(isWaiting).forEach((job) => waiter(job)(now));
  try {
    batch ??= await (opening ??= overCuts(openBatch, waiting, TRIES_OF_WORDS));
  } catch (error) {
    const why = error instanceof Refusal ? error.message : say("server-trouble");
    for (const job of fresh.filter(isWaiting)) settle(job, "failed", say("failed"), why);
    draw();
    toast(why, { bad: true });
    return;
  } finally {
    opening = null;
  }
  open.href = batch.href;
  open.hidden = false;
  while (running < AT_ONCE && jobs.some(isWaiting)) void work();
}

async function openBatch() {
  const body = new FormData();
  body.set("note", /** @type {HTMLInputElement} */ (document.getElementById("note")).value);
  const answer = await send(form.dataset.open ?? "", { method: "POST", body, headers: { Accept: "application/json" } });
  return /** @type {Batch} */ (await answer.json());
}

/** @param {Job} job */
const isWaiting = (job) => job.state === "wait" && !job.row.dataset.taken;

async function work() {
  running += 1;
  for (let job = jobs.find(isWaiting); job; job = jobs.find(isWaiting)) {
    job.row.dataset.taken = "1";
    await one(job);
    draw();
  }
  running -= 1;
  if (running === 0) finish();
}

/** @param {Job} job */
async function one(job) {
  if (job.file.size > maxBytes) return settle(job, "bad", say("too-large"), say("too-large-why"));
  job.word.textContent = say("sending");
  try {
    const onProgress = (/** @type {number} */ sent) => {
      job.sent = sent;
      job.bar.value = sent;
      draw();
    };
    const done = await sendFile(form.dataset.uploads ?? "", job.file, batch?.id ?? 0, onProgress, waiter(job));
    if (done.error) settle(job, "bad", say("refused"), say("refused-why"));
    else settle(job, "done", done.state === "LINKED" ? say("known") : say("arrived"));
    document.dispatchEvent(new CustomEvent("bukti:arrived"));
  } catch (error) {
    settle(job, "failed", say("failed"), error instanceof Refusal ? error.message : say("server-trouble"));
  }
}

function finish() {
  document.dispatchEvent(new CustomEvent("bukti:uploaded"));
  const bad = jobs.filter((job) => job.state !== "done").length;
  toast(bad ? say("upload-some", { bad }) : say("upload-done", { count: jobs.length }), {
    bad: bad > 0,
    label: say("open-batch"),
    action: () => batch && (location.href = batch.href),
  });
}

again.addEventListener("click", () => {
  for (const job of jobs)
    if (job.state === "failed") {
      job.state = "wait";
      job.sent = 0;
      job.word.textContent = say("waiting");
      job.word.className = "badge";
      tell(job, "");
      delete job.row.dataset.taken;
    }
  void start();
});

for (const id of ["files", "folder", "camera"]) {
  const input = /** @type {HTMLInputElement} */ (document.getElementById(id));
  input.addEventListener("change", () => {
    void add([...(input.files ?? [])]);
    input.value = "";
  });
}

form.addEventListener("submit", (event) => event.preventDefault());
for (const type of ["dragenter", "dragover"])
  document.addEventListener(type, (event) => {
    event.preventDefault();
    form.classList.add("is-over");
  });
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) form.classList.remove("is-over");
});
document.addEventListener("drop", (event) => {
  event.preventDefault();
  form.classList.remove("is-over");
  if (event.dataTransfer) void filesOf(event.dataTransfer).then(add);
});
document.addEventListener("paste", (event) => {
  const files = [...(event.clipboardData?.files ?? [])];
  if (files.length) void add(files);
});
addEventListener("beforeunload", (event) => {
  if (jobs.some((job) => job.state === "wait")) event.preventDefault();
});
