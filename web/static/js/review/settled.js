/** Waiting until the machine has matched and judged a document anew. */
import { getJson } from "../http.js";

const EACH_MS = 250;
const LONGEST_MS = 20_000;

/**
 * Give whether the document came back in time.
 * @param {string} href the document's address
 * @returns {Promise<boolean>}
 */
export async function settled(href) {
  const until = Date.now() + LONGEST_MS;
  while (Date.now() < until) {
    const found = await getJson(`${href}/keadaan`);
    if (!found.moving) return true;
    await new Promise((resume) => setTimeout(resume, EACH_MS));
  }
  return false;
}
