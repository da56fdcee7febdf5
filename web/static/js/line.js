/**
 * Whether the server can be reached. The browser knows only of its own plug and is wrong both ways: a Bukti on
 * the same machine needs no network, and a dead router looks like one. So what counts is whether it answers.
 */
const EACH_MS = 3000;
const ALIVE = new URL("../../sehat", import.meta.url);

let down = false;
let timer = 0;

export const isDown = () => down;

async function answers() {
  try {
    await fetch(ALIVE, { cache: "no-store", credentials: "omit" });
    return true;
  } catch {
    return false;
  }
}

/**
 * Ask the server whether it is there, and go on asking until it is; `bukti:line` on the document tells each change.
 * @returns {Promise<boolean>}
 */
export async function reach() {
  clearTimeout(timer);
  const there = await answers();
  clearTimeout(timer);
  if (!there) timer = window.setTimeout(reach, EACH_MS);
  if (there === down) {
    down = !there;
    document.dispatchEvent(new CustomEvent("bukti:line", { detail: { down } }));
  }
  return there;
}

/**
 * Wait until the server answers again.
 * @returns {Promise<void>}
 */
export function back() {
  if (!down) return Promise.resolve();
  return new Promise((go) => document.addEventListener("bukti:line", () => go(back()), { once: true }));
}

addEventListener("online", reach);
addEventListener("offline", reach);
