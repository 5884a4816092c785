// Folders that somebody chose for an album, remembered beyond the page where the browser can (File System Access): going on after a reload takes one
// click and the browser's question, instead of finding the folder again. Only names and permissions are kept, in this browser, never a byte.
const TABLE = "folders", MOST = 8;

const request = act => new Promise((ok, no) => { act.onsuccess = () => ok(act.result); act.onerror = () => no(act.error); });

async function table(mode) {
  const open = indexedDB.open("mindgraphy-upload", 1);
  open.onupgradeneeded = () => open.result.createObjectStore(TABLE);
  return (await request(open)).transaction(TABLE, mode).objectStore(TABLE);
}

export function folders(albumId) {
  const canKeep = "showDirectoryPicker" in window && isSecureContext;
  const read = async () => {
    try {
      return canKeep ? (await request((await table("readonly")).get(albumId))) ?? [] : [];
    } catch {
      return [];
    }
  };
  return {
    canKeep,
    async keep(chosen) {
      const before = await read();
      const known = await Promise.all(chosen.map(async c => (await Promise.all(before.map(b => b.isSameEntry(c)))).some(Boolean)));
      const all = [...before, ...chosen.filter((_, i) => !known[i])].slice(-MOST);
      try { await request((await table("readwrite")).put(all, albumId)); } catch { /* A private window keeps nothing: then the folder is chosen again. */ }
    },
    async names() { return (await read()).map(f => f.name); },
    /** Those that may be read again, after asking; none where somebody said no. */
    async open() {
      const open = [];
      for (const folder of await read()) if (await folder.requestPermission({ mode: "read" }) === "granted") open.push(folder);
      return open;
    },
    async forget() { try { await request((await table("readwrite")).delete(albumId)); } catch { /* Nothing was kept. */ } },
  };
}
