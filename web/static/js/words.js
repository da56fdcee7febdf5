/**
 * The few sentences scripts say, put into the page by the server in the user's language.
 * @type {Record<string, string>}
 */
const words = JSON.parse(document.body.dataset.words || "{}");

/**
 * Give a sentence, its {placeholders} filled.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function say(key, values = {}) {
  const sentence = words[key] ?? key;
  return sentence.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}
