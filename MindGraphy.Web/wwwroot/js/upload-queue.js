// The queue behind the drop zone: parts of 8 MB, four at a time, each signed for by the studio's API and sent straight to the store.
// What is in flight lives here; what has arrived lives on the server, so a reload, a lost network or a restarted server only costs the parts
// that were on their way.
const LANES = 4, BATCH = 200, DAMAGES = 3;

const hex = bytes => Array.from(new Uint8Array(bytes), b => b.toString(16).padStart(2, "0")).join("");

class Api {
  #token;
  async call(method, path, body) {
    for (let again = true; ; again = false) {
      this.#token ??= await (await this.#send("GET", "antiforgery")).json();
      const answer = await this.#send(method, path, body ?? {}, { [this.#token.header]: this.#token.token });
      if (answer.ok) return answer.status === 204 ? null : answer.json();
      const refusal = await answer.json().catch(() => ({}));
      if (refusal.code === "Antiforgery" && again) this.#token = null;
      else throw Object.assign(new Error(refusal.sentence || answer.statusText), { status: answer.status, code: refusal.code });
    }
  }
  async #send(method, path, body, headers) {
    const answer = await fetch("/studio/api/" + path, {
      method, headers: { ...headers, "Content-Type": "application/json" }, body: method === "GET" ? undefined : JSON.stringify(body), redirect: "manual",
    });
    // A redirect is the sign-in page.
    if (answer.type === "opaqueredirect" || answer.status === 401) throw Object.assign(new Error(), { status: 401 });
    if (answer.status >= 500 || answer.status === 429) throw Object.assign(new Error(), { status: answer.status });
    return answer;
  }
}

/** options: albumId, endings, systemNames, texts. changed() is called whenever there may be something new to show. */
export function createQueue(options, changed) {
  const { texts, albumId } = options, api = new Api(), endings = new Set(options.endings), systemNames = new Set(options.systemNames.map(n => n.toLowerCase()));
  const byKey = new Map(), bySize = new Map(), byHash = new Map(), left = new Set(), toTell = [], waiting = [], inHand = new Set(), toAnnounce = [], wakers = new Set();
  let partSize = 0, lanes = 0, announcing = false, telling = null, gone = false;
  const queue = {
    items: [], skipped: [], flying: new Map(), files: 0, bytes: 0, done: 0, doneBytes: 0, there: 0, back: 0, reading: 0, bringing: 0, paused: false, trouble: null,
    add: addRead, addEntries, addFolders, addPicked, retry, leaveOut, sendTwins, bringBinned, leaveBinned, call: api.call.bind(api), wake: () => wakers.forEach(wake => wake()),
    busy: () => lanes > 0 || waiting.length > 0 || toAnnounce.length > 0 || queue.reading > 0 || queue.bringing > 0 || announcing || !!telling,
    pause(value) { queue.paused = value; run(); changed(); },
    end() { gone = true; queue.wake(); },
  };

  // ---- what comes in ----
  // What systems and file servers put beside photos, as the server's own listing leaves it out. A folder that somebody chose by its name is what they want.
  const isSystems = name => name.startsWith(".") || systemNames.has(name.toLowerCase());
  const isTheirs = path => path.split("/").slice(path.includes("/") ? 1 : 0).some(isSystems);

  const isPhoto = name => endings.has(name.slice(name.lastIndexOf(".")).toLowerCase());

  // What comes at once, from one card or folder. Cards of one make have the same paths on all of them: what tells one from another is the photos it has.
  // back: whether they are dropped to have them, so that what was deleted comes back; who only goes on leaves it deleted.
  const drop = back => ({ back, name: `${Date.now()} ${Math.random()}`, found: [], read: new Set(), unread: new Map(), untold: new Set(), same: new Set(), cards: new Set(), beside: null, mark: null, hands: 0 });

  function add(files, from, ended) {
    for (const { file, path } of files) {
      if (isTheirs(path)) continue;
      const key = `${path}\n${file.size}\n${file.lastModified}`, before = byKey.get(key), { back } = from;
      if (isPhoto(file.name)) from.beside ??= { name: file.name, relativePath: path, size: file.size, lastModified: file.lastModified };
      if (before) {
        before.from.forEach(one => one !== from && from.same.add(one));
        before.from.add(from);
        before.back ||= back;
        if (before.state === "failed") retry(before, file);
        else if (back && (before.state === "done" || before.state === "there")) {
          // It may have been deleted since.
          queue[before.state]--;
          queue.doneBytes -= file.size;
          retry(before, file);
        }
      } else if (!isPhoto(file.name)) {
        if (!left.has(path)) queue.skipped.push(path);
        left.add(path);
      } else {
        const item = { file, path, back, from: new Set([from]), state: "new", sent: 0, damages: 0 };
        byKey.set(key, item);
        bySize.get(file.size)?.push(item) ?? bySize.set(file.size, [item]);
        queue.items.push(item);
        toAnnounce.push(item);
        queue.files++;
        queue.bytes += file.size;
      }
    }
    if (from.beside || ended) settle(from);
    announce();
    changed();
  }

  // What can't be read or listed is a failure with its path like any other: the rest goes on, and it is tried again when somebody asks.
  function notRead(path, kind, from, again) {
    from.read.delete(path);
    const item = from.unread.get(path) ?? { path, kind, from: new Set([from]), sentence: kind === "folders" ? texts.FolderUnreadable : texts.Unreadable, sent: 0, again: () => reading(again, from) };
    item.state = "failed";
    if (!from.unread.has(path)) queue.items.push(item);
    from.unread.set(path, item);
    if (!item.told) from.untold.add(item);
  }

  // What was not read of this card before and is now is missing no more. Another card's photo at the same path says nothing of it.
  function settle(from) {
    from.mark ??= [...from.same].find(one => one.mark)?.mark ?? { beside: from.beside, name: from.name };
    for (const one of [from, ...from.same]) {
      for (const [path, item] of one.unread) {
        const still = one !== from && from.unread.has(path);
        if (!still && !from.read.has(path)) continue;
        one.unread.delete(path);
        one.untold.delete(item);
        queue.items.splice(queue.items.indexOf(item), 1);
        if (!still || one.mark !== from.mark) say({ path, kind: "read", mark: one.mark });
      }
      if (one !== from) for (const path of from.unread.keys()) one.read.delete(path);
    }
    for (const item of from.untold) say({ path: item.path, kind: item.kind, mark: from.mark, item });
    from.untold.clear();
  }

  // The last word about a path counts.
  function say(word) {
    const before = toTell.findIndex(t => t.path === word.path && t.mark === word.mark);
    if (before >= 0) toTell.splice(before, 1);
    toTell.push(word);
  }

  // Kept by the server, so that the album is complete for nobody while it is missing, whoever looks and after a reload too.
  function tell() {
    return telling ??= (async () => {
      while (toTell.length && !gone) {
        const { mark, cards } = toTell[0], other = toTell.findIndex(t => t.mark !== mark || t.cards !== cards);
        const some = toTell.splice(0, other < 0 ? BATCH : Math.min(other, BATCH)), of = kind => some.filter(t => t.kind === kind).map(t => t.path);
        try {
          await patiently(() => api.call("POST", `albums/${albumId}/unread`, { files: of("files"), folders: of("folders"), read: of("read"), ...mark, cards: cards && [...cards] }));
          for (const { item } of some) if (item) item.told = true;
        } catch { /* No right to, or no such album: announcing says it. */ }
      }
    })().finally(() => { telling = null; if (toTell.length && !gone) tell(); changed(); });
  }

  // Of the same card something was not read on an earlier visit: once all of it is looked through, it is told what was read of it now.
  function recognize(from) {
    if (!from.cards.size || from.hands || toAnnounce.some(i => i.from.has(from))) return;
    for (const path of from.read) say({ path, kind: "read", mark: from.mark, cards: from.cards });
    from.cards = new Set();
    tell();
  }

  async function reading(act, from) {
    queue.reading++;
    from.hands++;
    changed();
    await act(from);
    queue.reading--;
    from.hands--;
    add(from.found.splice(0), from, true);
    recognize(from);
    tell();
  }

  function addRead(files, back) {
    const from = drop(back);
    for (const { path } of files) from.read.add(path);
    add(files, from, true);
  }

  /** What the browser's own window for folders and files hands over. What it could not read it leaves out without a word: no folder counts as read. */
  function addPicked(files, back) { addRead(files.map(file => ({ file, path: file.webkitRelativePath || file.name })), back); }

  function came(from, file, path) {
    from.read.add(path);
    from.found.push({ file, path });
    if (from.found.length >= BATCH) add(from.found.splice(0), from);
  }

  async function walk(entry, found) {
    const path = entry.fullPath.replace(/^\//, "");
    if (entry.isFile) {
      if (isTheirs(path) || !isPhoto(entry.name)) return came(found, { name: entry.name }, path);
      try {
        came(found, await new Promise((ok, no) => entry.file(ok, no)), path);
      } catch {
        notRead(path, "files", found, from => walk(entry, from));
      }
    } else if (entry.isDirectory) {
      const reader = entry.createReader(), inside = [];
      try {
        for (let some; (some = await new Promise((ok, no) => reader.readEntries(ok, no))).length; ) inside.push(...some);
        found.read.add(path);
      } catch {
        notRead(path, "folders", found, found => walk(entry, found));
      }
      for (const inner of inside) if (!isSystems(inner.name)) await walk(inner, found);
    }
  }

  function addEntries(entries, back) { return reading(async found => { for (const entry of entries) await walk(entry, found); }, drop(back)); }

  /** Folders as the browser may keep them beyond this page: { name, values() }. */
  function addFolders(folders, back) { return reading(async found => { for (const folder of folders) await into(folder, folder.name, found); }, drop(back)); }

  async function into(folder, path, found) {
    const inside = [];
    try {
      for await (const entry of folder.values()) inside.push(entry);
      found.read.add(path);
    } catch {
      notRead(path, "folders", found, found => into(folder, path, found));
    }
    for (const entry of inside) {
      if (isSystems(entry.name)) continue;
      if (entry.kind === "directory") await into(entry, `${path}/${entry.name}`, found);
      else await one(entry, `${path}/${entry.name}`, found);
    }
  }

  async function one(entry, path, found) {
    if (!isPhoto(entry.name)) return came(found, { name: entry.name }, path);
    try {
      came(found, await entry.getFile(), path);
    } catch {
      notRead(path, "files", found, found => one(entry, path, found));
    }
  }

  // ---- the queue ----
  async function announce() {
    if (announcing) return;
    announcing = true;
    while (toAnnounce.length && !gone) {
      // First what is missing: what comes now may be the last that the album waits for.
      await tell();
      const { back } = toAnnounce[0], other = toAnnounce.findIndex(i => i.back !== back);
      const batch = toAnnounce.splice(0, other < 0 ? BATCH : Math.min(other, BATCH));
      try {
        const files = batch.map(i => ({ name: i.file.name, relativePath: i.path, size: i.file.size, lastModified: i.file.lastModified }));
        const answer = await patiently(() => api.call("POST", `albums/${albumId}/uploads`, { files, bringBack: !!back }));
        partSize = answer.partSize;
        answer.files.forEach((file, n) => take(batch[n], file));
        new Set(batch.flatMap(i => [...i.from])).forEach(recognize);
      } catch (error) {
        batch.forEach(item => fail(item, error.message, false));
      }
      run();
    }
    announcing = false;
    changed();
  }

  function take(item, answer) {
    if (answer.back) queue.back++;
    if (answer.card) item.from.forEach(one => one.cards.add(answer.card));
    if (answer.answer === "refused") {
      item.id = answer.id;
      return fail(item, answer.sentence, false);
    }
    if (answer.answer === "there" && answer.bin && item.back) return Object.assign(item, { id: answer.id, state: "binned", bin: answer.bin });
    if (answer.answer === "there") return isThere(item);
    const held = new Set(answer.held);
    // Of the same length as another: worth reading it before it is sent.
    const maybe = !held.size && !item.wanted && (answer.maybe || bySize.get(item.file.size).length > 1);
    Object.assign(item, { id: answer.id, state: "queued", left: [], open: 0, sent: 0, maybe });
    for (let part = 1; part <= answer.parts; part++) held.has(part) ? (item.sent += sizeOf(item, part)) : item.left.push(part);
    waiting.push(item);
  }

  const sizeOf = (item, part) => Math.min(partSize, item.file.size - (part - 1) * partSize);

  function run() {
    for (; lanes < LANES && (waiting.length || inHand.size) && !queue.paused && !gone; ) {
      lanes++;
      lane().finally(() => { lanes--; run(); changed(); });
    }
  }

  // A lane sends its own file to the end, part by part, so that a kill costs each file one part at most. Only when no file waits any more does it take parts
  // of one that another lane has in hand.
  async function lane() {
    let own = null;
    while (!queue.paused && !gone) {
      if (!inHand.has(own)) own = waiting.shift() ?? null;
      const item = own ?? inHand.values().next().value;
      if (!item) break;
      item.state = "active";
      if (item.maybe) {
        item.maybe = false;
        own = null;
        await compare(item);
        changed();
        continue;
      }
      const part = item.left.shift();
      item.left.length ? inHand.add(item) : inHand.delete(item);
      item.open++;
      try {
        if (part) await patiently(() => sendPart(item, part));
      } catch (error) {
        item.error ??= error;
      }
      if (--item.open === 0 && (item.error || !item.left.length)) {
        if (own === item) own = null;
        await finish(item);
      }
      changed();
    }
    // Paused in its middle: the first to go on with.
    if (own && inHand.delete(own)) waiting.unshift(own);
  }

  // ---- the same bytes once more ----
  async function compare(item) {
    try {
      const mine = await hashOf(item), first = bySize.get(item.file.size)[0];
      // The first of a length was sent without being read before, as long as it was the only one.
      if (first !== item && first.file && !first.hash) await hashOf(first).catch(() => {});
      const here = byHash.get(mine);
      const twin = !mine ? null
        : here && here !== item && here.state !== "failed" ? { name: here.path, album: null }
        : (await patiently(() => api.call("POST", `uploads/${item.id}/twin`, { sha256: mine }))).twin;
      if (twin) Object.assign(item, { state: "twin", twin });
      else ready(item);
    } catch {
      // Whatever is wrong with it, sending it says so in better words.
      ready(item);
    }
  }

  // One at a time in memory: it is the whole file.
  let hashing = Promise.resolve();
  function hashOf(item) {
    if (!crypto.subtle) return Promise.resolve(null);
    return item.hash ??= hashing = hashing.catch(() => {}).then(async () => {
      const hash = hex(await crypto.subtle.digest("SHA-256", await item.file.arrayBuffer()));
      if (!byHash.has(hash)) byHash.set(hash, item);
      return hash;
    });
  }

  function ready(item) {
    item.state = "queued";
    waiting.unshift(item);
  }

  /** Those that are there already under another name are not sent, and nobody waits for them. */
  function leaveOut() {
    for (const item of queue.items) if (item.state === "twin") {
      const { id } = item;
      isThere(item);
      patiently(() => api.call("DELETE", `uploads/${id}`)).catch(() => {}).then(changed);
    }
    changed();
  }

  // Deleted in another album, and dropped here to have it: nothing of another album changes before somebody says so.
  async function bringBinned() {
    const binned = queue.items.filter(i => i.state === "binned");
    // On its way: nobody leaves it there, or asks for it again, meanwhile.
    binned.forEach(item => item.state = "bringing");
    queue.bringing++;
    changed();
    for (const album of new Set(binned.map(i => i.bin.album))) {
      const items = binned.filter(i => i.bin.album === album);
      try {
        await patiently(() => api.call("POST", `albums/${album}/photos/restore`, { ids: items.map(i => i.id) }));
        queue.back += items.length;
        items.forEach(isThere);
      } catch (error) {
        items.forEach(item => fail(item, error.message, false));
      }
      changed();
    }
    queue.bringing--;
    changed();
  }

  function leaveBinned() {
    queue.items.filter(i => i.state === "binned").forEach(isThere);
    changed();
  }

  function isThere(item) {
    item.state = "there";
    queue.there++;
    queue.doneBytes += item.file.size;
    release(item);
  }

  function sendTwins() {
    for (const item of queue.items) if (item.state === "twin") {
      item.wanted = true;
      item.state = "queued";
      waiting.push(item);
    }
    run();
    changed();
  }

  async function sendPart(item, part) {
    if (item.error) return;
    const from = (part - 1) * partSize;
    let content;
    try {
      content = await item.file.slice(from, from + sizeOf(item, part)).arrayBuffer();
    } catch {
      throw Object.assign(new Error(texts.Unreadable), { code: "FileNotReadable" });
    }
    // Without a secure origin browsers do not hash; then lengths are compared and the whole is hashed on the server.
    const digest = crypto.subtle && await crypto.subtle.digest("SHA-256", content);
    const sha256 = digest && hex(digest);
    const { url } = await api.call("POST", `uploads/${item.id}/parts/${part}`, { sha256 });
    await put(url, content, sent => queue.flying.set(item.id + part, sent)).finally(() => queue.flying.delete(item.id + part));
    item.sent += content.byteLength;
  }

  const put = (url, content, progress) => new Promise((ok, no) => {
    const request = new XMLHttpRequest();
    request.open("PUT", url);
    request.timeout = 600000;
    request.upload.onprogress = event => { progress(event.loaded); changed(); };
    request.onload = () => request.status < 300 ? ok() : no(Object.assign(new Error(), { status: request.status === 403 ? 503 : request.status, put: true }));
    request.onerror = request.ontimeout = () => no(Object.assign(new Error(), { status: 0 }));
    request.send(content);
  });

  async function finish(item) {
    const error = item.error;
    item.error = null;
    remove(item);
    try {
      if (error && !error.put) throw error;
      await patiently(() => api.call("POST", `uploads/${item.id}/complete`));
      item.state = "done";
      queue.done++;
      queue.doneBytes += item.file.size;
      release(item);
    } catch (error) {
      // Parts are missing or came damaged: ask what is there and send the rest.
      const again = ["UploadIncomplete", "UploadDamaged", "UploadNotFound", "EditedElsewhere"].includes(error.code) && ++item.damages < DAMAGES;
      if (again) {
        Object.assign(item, { state: "new", sent: 0 });
        toAnnounce.push(item);
        announce();
      } else {
        fail(item, error.code === "UploadDamaged" ? texts.Damaged : error.message, true);
      }
    }
  }

  function remove(item) {
    inHand.delete(item);
    const at = waiting.indexOf(item);
    if (at >= 0) waiting.splice(at, 1);
  }

  function fail(item, sentence, began) {
    Object.assign(item, { state: "failed", sentence, sent: 0 });
    if (began && item.id) patiently(() => api.call("POST", `uploads/${item.id}/give-up`)).catch(() => changed());
  }

  function retry(item, file) {
    if (item.again) {
      item.state = "again";
      item.again();
      return;
    }
    Object.assign(item, { state: "new", damages: 0, error: null, file: file ?? item.file });
    toAnnounce.push(item);
    announce();
    changed();
  }

  // Thousands of finished files must not hold thousands of handles.
  function release(item) { item.file = null; }

  // Does it until it works; only an answer that will not change ends it.
  async function patiently(act) {
    for (let attempt = 0; ; attempt++) {
      try {
        const result = await act();
        if (attempt) { queue.trouble = null; queue.wake(); changed(); }
        return result;
      } catch (error) {
        // Others wrote at the same moment: that passes by itself.
        const status = error.code === "EditedElsewhere" && attempt < 8 ? 503 : error.code ? -1 : error instanceof TypeError ? 0 : error.status ?? -1;
        if (gone || !(status === 0 || status === 401 || status === 429 || status >= 500)) {
          queue.trouble = null;
          throw error;
        }
        if (!error.code) queue.trouble = status === 401 ? texts.SignedOut : status === 507 ? texts.Full : texts.Waiting;
        changed();
        const pause = Math.min(20000, 500 * 2 ** Math.min(attempt, 6)) * (.5 + Math.random());
        await new Promise(ok => {
          const wake = () => { wakers.delete(wake); clearTimeout(timer); ok(); }, timer = setTimeout(wake, pause);
          wakers.add(wake);
        });
      }
    }
  }

  return queue;
}
