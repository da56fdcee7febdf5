/**
 * One file to the server by tus 1.0.0: announced, then sent in pieces; after a cut it goes on where it
 * stopped, because the server says how much arrived.
 */
import { Refusal, csrf, send } from "../http.js";
import { back, reach } from "../line.js";
import { say } from "../words.js";

const PIECE_BYTES = 8 * 1024 * 1024;
const TRIES = 6;
/** What carries no file is soon said again, and soon given up: a full disk is told at once. */
export const TRIES_OF_WORDS = 2;

/** @param {string} text */
function base64(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** @param {number} ms */
const pause = (ms) => new Promise((go) => setTimeout(go, ms));

/**
 * @param {string} url
 * @param {File} file
 * @param {number} batch
 * @returns {Promise<string>} where the upload lives
 */
async function announce(url, file, batch) {
  const name = file.webkitRelativePath || file.name;
  const answer = await send(url, {
    method: "POST",
    headers: {
      "Tus-Resumable": "1.0.0",
      "Upload-Length": String(file.size),
      "Upload-Metadata": `filename ${base64(name)},batch ${base64(String(batch))}`,
    },
  });
  return answer.headers.get("Location") ?? "";
}

/**
 * Send one piece; fetch cannot tell how far it is, so this is the one XMLHttpRequest.
 * @param {string} url
 * @param {Blob} piece
 * @param {number} offset
 * @param {(sent: number) => void} onProgress
 * @returns {Promise<{ offset: number, state: string, error: string }>}
 */
function patch(url, piece, offset, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PATCH", url);
    request.setRequestHeader("Tus-Resumable", "1.0.0");
    request.setRequestHeader("Upload-Offset", String(offset));
    request.setRequestHeader("Content-Type", "application/offset+octet-stream");
    request.setRequestHeader("X-CSRFToken", csrf());
    request.setRequestHeader("X-Requested-With", "fetch");
    request.upload.onprogress = (event) => onProgress(offset + event.loaded);
    request.onerror = () => reject(new Refusal("offline", say("offline"), 0));
    request.onload = () => {
      const header = (/** @type {string} */ name) => request.getResponseHeader(name) ?? "";
      if (request.status >= 400) return reject(trouble(request));
      resolve({ offset: Number(header("Upload-Offset")), state: header("Bukti-State"), error: header("Bukti-Error") });
    };
    request.send(piece);
  });
}

/** @param {XMLHttpRequest} request */
function trouble(request) {
  try {
    const body = JSON.parse(request.responseText);
    if (body.message) return new Refusal(body.code, body.message, request.status);
  } catch {
    // A proxy's page: the general sentence will do.
  }
  return new Refusal("server-trouble", say("server-trouble"), request.status);
}

/**
 * @param {string} url
 * @returns {Promise<number>}
 */
async function arrived(url) {
  const answer = await send(url, { method: "HEAD", headers: { "Tus-Resumable": "1.0.0" } });
  return Number(answer.headers.get("Upload-Offset"));
}

/**
 * Do a step, again after cuts. While the server cannot be reached at all it is waited for, however long; what
 * fails although it answers is tried a few times.
 * @template T
 * @param {() => Promise<T>} step
 * @param {(waiting: boolean) => void} onWait told as the waiting begins and ends
 * @param {number} most how often it is tried while the server answers
 * @returns {Promise<T>}
 */
export async function overCuts(step, onWait, most) {
  for (let tries = 0; ; ) {
    try {
      return await step();
    } catch (error) {
      if (isFinal(error)) throw error;
      if (!(await reach())) {
        onWait(true);
        await back();
        onWait(false);
        tries = 0;
      } else if (++tries >= most) throw error;
      else await pause(Math.min(1000 * 2 ** tries, 15_000));
    }
  }
}

/** @param {unknown} error */
function isFinal(error) {
  return error instanceof Refusal && error.status >= 400 && error.status < 500 && error.status !== 409;
}

/**
 * Send a file whole, going on after cuts.
 * @param {string} url
 * @param {File} file
 * @param {number} batch
 * @param {(sent: number) => void} onProgress bytes so far
 * @param {(waiting: boolean) => void} onWait as `overCuts`
 * @returns {Promise<{ state: string, error: string }>} what became of it
 */
export async function sendFile(url, file, batch, onProgress, onWait) {
  const place = await overCuts(() => announce(url, file, batch), onWait, TRIES_OF_WORDS);
  let offset = 0;
  let cut = false;
  const next = async () => {
    // Refused, the piece itself brings the reason: the answer to a HEAD has no body.
    if (cut) offset = await arrived(place).catch((error) => (isFinal(error) ? offset : Promise.reject(error)));
    cut = true;
    const done = await patch(place, file.slice(offset, offset + PIECE_BYTES), offset, onProgress);
    cut = false;
    offset = done.offset;
    return done;
  };
  for (;;) {
    const done = await overCuts(next, onWait, TRIES);
    if (offset >= file.size) return done;
  }
}
