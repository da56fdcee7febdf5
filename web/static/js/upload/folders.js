/**
 * All files of a drop, folders opened to the bottom.
 * @param {DataTransfer} drop
 * @returns {Promise<File[]>}
 */
export async function filesOf(drop) {
  const entries = [...drop.items].map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry !== null);
  if (!entries.length) return [...drop.files];
  const lists = await Promise.all(entries.map((entry) => (entry ? open(entry) : [])));
  return lists.flat();
}

/**
 * @param {FileSystemEntry} entry
 * @returns {Promise<File[]>}
 */
async function open(entry) {
  if (entry.isFile) {
    const file = /** @type {FileSystemFileEntry} */ (entry);
    return [await new Promise((resolve, reject) => file.file(resolve, reject))];
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  /** @type {File[]} */
  const found = [];
  for (;;) {
    // A reader gives at most a hundred entries at a time.
    const entries = /** @type {FileSystemEntry[]} */ (
      await new Promise((resolve, reject) => reader.readEntries(resolve, reject))
    );
    if (!entries.length) return found;
    for (const one of entries) found.push(...(await open(one)));
  }
}
