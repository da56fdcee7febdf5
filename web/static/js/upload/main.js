/** The drop zone: files, folders and the phone's camera become one batch, three files at a time. */
import { Refusal, send } from "../http.js";
import { toast } from "../toast.js";
import { say } from "../words.js";
import { filesOf } from "./folders.js";
import { sendFile } from "./send.js";

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
/** @type {{ id: number, href: string } | null} */
let batch = null;
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
 */
function settle(job, state, word) {
  job.state = state;
  job.sent = job.file.size;
  job.bar.value = job.bar.max;
  job.word.textContent = word;
  job.word.className = `badge ${state === "done" ? "good" : "bad"}`;
}

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
  draw();
  try {
    batch ??= await openBatch();
  } catch (error) {
    for (const job of fresh) settle(job, "failed", say("failed"));
    draw();
    toast(error instanceof Refusal ? error.message : say("server-trouble"), { bad: true });
    return;
  }
  open.href = batch.href;
  open.hidden = false;
  while (running < AT_ONCE && jobs.some(isWaiting)) void work();
}

async function openBatch() {
  const body = new FormData();
  body.set("note", /** @type {HTMLInputElement} */ (document.getElementById("note")).value);
  const answer = await send(form.dataset.open ?? "", { method: "POST", body, headers: { Accept: "application/json" } });
  return /** @type {{ id: number, href: string }} */ (await answer.json());
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
  if (job.file.size > maxBytes) return settle(job, "bad", say("too-large"));
  job.word.textContent = say("sending");
  try {
    const done = await sendFile(form.dataset.uploads ?? "", job.file, batch?.id ?? 0, (sent) => {
      job.sent = sent;
      job.bar.value = sent;
      draw();
    });
    if (done.error) settle(job, "bad", say("refused"));
    else settle(job, "done", done.state === "LINKED" ? say("known") : say("arrived"));
    document.dispatchEvent(new CustomEvent("bukti:arrived"));
  } catch (error) {
    settle(job, "failed", say("failed"));
    job.row.title = error instanceof Refusal ? error.message : "";
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
      delete job.row.dataset.taken;
    }
  draw();
  void add([]).then(() => void work());
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
  if (running > 0) event.preventDefault();
});
