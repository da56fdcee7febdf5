import { reach } from "./line.js";
import { say } from "./words.js";

/** The lightest page of ours that only people who are logged in are shown. */
const LIGHT_PAGE = new URL("../../sandi", import.meta.url);

/** A refusal by the server: its stable code, the sentence for the person, and the HTTP status. */
export class Refusal extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {number} status
   * @param {string} [field] the form field it is about
   */
  constructor(code, message, status, field = "") {
    super(message);
    this.code = code;
    this.status = status;
    this.field = field;
  }
}

/** @returns {string} */
export function csrf() {
  const meta = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="csrf-token"]'));
  return meta ? meta.content : "";
}

/**
 * Turn an answer that is not OK into a Refusal, with a sentence even when the body holds none.
 * @param {Response} answer
 * @returns {Promise<Refusal>}
 */
async function refusal(answer) {
  try {
    const body = await answer.json();
    const field = body.errors?.[0]?.pointer ?? "";
    if (body.message) return new Refusal(body.code ?? "unknown", body.message, answer.status, field);
  } catch {
    // Not JSON: a proxy's page, or a log-in page after the session ended.
  }
  const key = answer.status === 401 || answer.status === 403 ? "session-over" : "server-trouble";
  return new Refusal(key, say(key), answer.status);
}

/**
 * Take up the token of the session there is now: somebody logged in again in another tab, and what was typed
 * in this one shall not be lost for it.
 */
async function renew() {
  const answer = await fetch(LIGHT_PAGE, { credentials: "same-origin" });
  if (isLogin(answer)) throw new Refusal("session-over", say("session-over"), 401);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [fresh, mine] = [page, document].map((one) => one.querySelector('meta[name="csrf-token"]'));
  if (fresh && mine) mine.setAttribute("content", fresh.getAttribute("content") ?? "");
}

/** @param {Response} answer */
const isLogin = (answer) => answer.redirected && new URL(answer.url).pathname.startsWith("/masuk");

/**
 * Send a request and give the answer; throws a Refusal with a sentence to show.
 * @param {string} url
 * @param {RequestInit} [options]
 * @param {boolean} [again] whether the page's token was renewed for it already
 * @returns {Promise<Response>}
 */
export async function send(url, options = {}, again = false) {
  const headers = new Headers(options.headers);
  headers.set("X-CSRFToken", csrf());
  headers.set("X-Requested-With", "fetch");
  /** @type {Response} */
  let answer;
  try {
    answer = await fetch(url, { ...options, headers, credentials: "same-origin" });
  } catch {
    void reach();
    throw new Refusal("offline", say("offline"), 0);
  }
  if (!answer.ok) {
    const refused = await refusal(answer);
    if (refused.code !== "csrf-failed" || again) throw refused;
    await renew();
    return send(url, options, true);
  }
  if (isLogin(answer)) throw new Refusal("session-over", say("session-over"), 401);
  return answer;
}

/**
 * @param {string} url
 * @returns {Promise<any>}
 */
export async function getJson(url) {
  return (await send(url, { headers: { Accept: "application/json" } })).json();
}

/**
 * @param {string} url
 * @param {unknown} body
 * @returns {Promise<any>}
 */
export async function postJson(url, body) {
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  return (await send(url, { method: "POST", headers, body: JSON.stringify(body) })).json();
}

/**
 * @param {string} url
 * @param {{ unattended?: boolean }} [options] `unattended`: the page asks by itself, which must not keep
 *   the session of somebody who went away alive
 * @returns {Promise<string>}
 */
export async function getHtml(url, { unattended = false } = {}) {
  /** @type {Record<string, string>} */
  const headers = unattended ? { "X-Bukti-Unattended": "1" } : {};
  return (await send(url, { headers: { Accept: "text/html", ...headers } })).text();
}
