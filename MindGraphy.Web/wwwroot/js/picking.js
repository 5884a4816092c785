// Which photos of an album are chosen, and what is done with them: one bar at the foot of the page, the same acts by keys, and the last act taken back.
import { format } from "./album.js";

const uuid = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, c => (c ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> c / 4).toString(16));

/** options: albumId, texts, sections, albums, may, all() and shown() -> items, whole(item) -> items, draw(), acted(ids that are gone), compare(items), open(index). */
export function picking(options) {
  const { albumId, texts, sections, albums, may } = options;
  const chosen = new Set(), make = (tag, className, more) => Object.assign(document.createElement(tag), { className, ...more });
  const bar = make("div", "lib-bar", { hidden: true }), note = make("div", "lib-note", { hidden: true });
  const count = make("strong", "mg-num"), said = make("span", "");
  let anchor = null, token = null, undo = null, timer = 0, held = -Infinity, waiting = 0, line = Promise.resolve(), trouble = "", album = null;

  const button = (text, act, key, more = "") => {
    const made = make("button", `mg-btn mg-btn-quiet ${more}`, { type: "button", textContent: text, onclick: act });
    if (key) { made.title = `${text} (${key})`; made.setAttribute("aria-keyshortcuts", key); }
    return made;
  };
  const select = (label, list, act) => {
    const made = make("select", "mg-input lib-select");
    made.setAttribute("aria-label", label);
    made.append(new Option(label, "", true, true), ...list.map(([value, text]) => new Option(text, value)));
    made.options[0].disabled = true;
    // An arrow on a closed list would choose at once: it opens it instead.
    made.onkeydown = event => { if (/^Arrow(Up|Down)$/.test(event.key)) { event.preventDefault(); made.showPicker?.(); } };
    made.onchange = () => { const value = made.value; made.selectedIndex = 0; act(value); };
    return made;
  };
  const side = button(texts.Compare, () => options.compare(items()), "C");
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", texts.Chosen);
  bar.append(count, select(texts.Section, [...sections, ["none", texts.Untag]], value => tag(value)));
  if (albums.length) bar.append(select(texts.Move, albums, move));
  bar.append(button(texts.Proof, proof), side, button(texts.Delete, () => remove(), "Delete", "lib-danger"), button(texts.Clear, () => { chosen.clear(); show(); }, "Escape"));
  note.setAttribute("role", "status");
  const back = button(texts.Undo, () => takeBack(), "Control+Z");
  note.append(said, back);
  if (may) document.body.append(bar, note);

  const items = () => options.all().filter(i => chosen.has(i.id));
  const ids = () => items().map(i => i.id);

  function show() {
    const n = chosen.size;
    bar.hidden = !n;
    document.body.classList.toggle("lib-open", n > 0);
    count.textContent = format(texts.Count, n.toLocaleString("en-US"));
    side.hidden = n < 2 || n > 4;
    options.draw();
  }

  const set = (item, on) => { for (const one of options.whole(item)) on ? chosen.add(one.id) : chosen.delete(one.id); };

  function toggle(item) {
    set(item, !chosen.has(item.id));
    anchor = item.id;
    show();
  }

  function range(to) {
    // Without what it began at, a range is the photo it ends at.
    const shown = options.shown(), begin = shown.findIndex(i => i.id === anchor), from = begin < 0 ? to : begin;
    for (let at = Math.min(from, to); at <= Math.max(from, to); at++) set(shown[at], true);
    show();
  }

  // One after the other, in the order of the keys: what is pressed while another act is on its way comes after it and is not forgotten.
  function inTurn(act) {
    if (!waiting++) trouble = "";
    bar.setAttribute("aria-busy", "true");
    return line = line.then(act).catch(error => { console.error(error); fail(texts.Trouble); }).finally(() => { if (!--waiting) bar.removeAttribute("aria-busy"); });
  }

  // What did not work stays said when the next act worked, and what could be taken back still can.
  const fail = text => { trouble = text; say(text, undo); };
  const tell = (text, act) => say(trouble ? `${trouble} ${text}` : text, act);

  function say(text, act) {
    clearTimeout(timer);
    undo = act ?? null;
    said.textContent = text;
    back.hidden = !act;
    // Beside a photo that is large, inside of it: what lies under a dialog can neither be read nor pressed.
    (document.querySelector("dialog.pb[open]") ?? document.body).append(note);
    note.hidden = false;
    timer = setTimeout(() => { note.hidden = true; undo = null; }, 20000);
  }

  async function send(what, body) {
    try {
      token ??= await (await fetch("/studio/api/antiforgery")).json();
      const answer = await fetch(`/studio/api/albums/${body.album ?? albumId}/photos/${what}`, {
        method: "POST", headers: { "Content-Type": "application/json", [token.header]: token.token }, body: JSON.stringify(body),
      });
      if (answer.ok) return await answer.json();
      token = answer.status === 400 ? null : token;
      fail((await answer.json().catch(() => ({}))).sentence || texts.Trouble);
    } catch {
      // Nothing was lost: what is chosen stays chosen.
      fail(texts.Offline);
    }
    return null;
  }

  async function act(what, body, text, reverse) {
    const mine = body.ids, done = await send(what, body);
    if (!done) return false;
    for (const id of mine) chosen.delete(id);
    show();
    // The same key once too often changed nothing: then the act before is still the one to take back.
    tell(format(text, done.count.toLocaleString("en-US")), done.count || !reverse ? reverse : undo);
    options.acted(body.album || what === "restore" ? [] : mine);
    return true;
  }

  function remove(mine = ids()) {
    if (mine.length) inTurn(() => act("delete", { ids: mine }, texts.Deleted, () => act("restore", { ids: mine }, texts.Restored)));
  }

  function move(to) {
    const mine = ids();
    inTurn(() => act("move", { ids: mine, to }, texts.Moved, () => act("move", { ids: mine, to: albumId, album: to }, texts.MovedBack)));
  }

  const tag = (section, of = items()) => inTurn(() => tagged(section, of.map(i => i.id)));

  async function tagged(section, mine) {
    // As they are when its turn comes: the tag before may have changed them.
    const wanted = new Set(mine), of = options.all().filter(i => wanted.has(i.id)), before = new Map();
    for (const item of of) {
      const key = item.section ?? "";
      before.get(key)?.push(item.id) ?? before.set(key, [item.id]);
    }
    const value = section === "none" ? "" : section;
    const done = await send("tag", { ids: mine, section: value });
    if (!done) return;
    // On the screen at once, on the photos that it shows now: the list may have come anew meanwhile. The choice stays, for the next tag or the next act.
    for (const item of options.all()) if (wanted.has(item.id)) item.section = value || null;
    show();
    tell(format(value ? texts.Tagged : texts.Untagging, done.count.toLocaleString("en-US"), sections.find(s => s[0] === value)?.[1] ?? ""), !done.count ? undo : async () => {
      for (const [key, list] of before) if (!await send("tag", { ids: list, section: key })) return false;
      for (const [key, list] of before) for (const item of options.all()) if (list.includes(item.id)) item.section = key || null;
      tell(texts.Undone);
      options.acted();
      return true;
    });
    options.acted();
  }

  function proof() {
    const mine = ids(), key = mine.join();
    inTurn(async () => {
      // Asked again for the same photos because the answer was lost, it is the same album.
      if (album?.key !== key) album = { key, id: uuid() };
      const done = await send("proof", { ids: mine, title: null, albumId: album.id });
      if (done) location.assign(`/studio/albums/${done.albumId}`);
    });
  }

  function takeBack() {
    if (!undo && !waiting) return;
    inTurn(async () => {
      const act = undo;
      if (!act) return;
      undo = null;
      note.hidden = true;
      // What could not be taken back can be tried again.
      if (await act() === false) say(trouble, act);
    });
  }

  /** A key on a photo, in the grid or large. True where it meant something here. */
  function key(event, item, large = false) {
    if (!may) return false;
    // By the key's place: in Hangul the same key writes another letter.
    const command = event.ctrlKey || event.metaKey, code = event.code;
    if (command && code === "KeyA") { for (const one of options.shown()) set(one, true); show(); return true; }
    if (command && code === "KeyZ") { takeBack(); return true; }
    if (command || event.altKey) return false;
    if (event.key === " " || code === "KeyX") { toggle(item); return true; }
    if (event.key === "Escape" && chosen.size && !large) { chosen.clear(); show(); return true; }
    if (event.key === "Delete" || event.key === "Backspace") {
      // Large, it is the photo that is seen, unless it is one of those that are chosen.
      remove(large && !chosen.has(item.id) || !chosen.size ? options.whole(item).map(i => i.id) : ids());
      return true;
    }
    if (code === "KeyC" && !large && chosen.size > 1 && chosen.size < 5) { options.compare(items()); return true; }
    if (/^[0-9]$/.test(event.key) && (event.key === "0" || sections[event.key - 1])) {
      tag(event.key === "0" ? "none" : sections[event.key - 1][0], chosen.has(item.id) ? items() : options.whole(item));
      return true;
    }
    return false;
  }

  const undoKey = event => {
    if ((event.ctrlKey || event.metaKey) && event.code === "KeyZ" && (undo || waiting) && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && !event.defaultPrevented) {
      event.preventDefault();
      takeBack();
    }
  };
  document.addEventListener("keydown", undoKey);

  return {
    has: id => chosen.has(id),
    toggle,
    /** Only this one, also where its burst is folded. */
    toggleOne(item) { chosen.has(item.id) ? chosen.delete(item.id) : chosen.add(item.id); show(); },
    key,
    click(event, index) {
      if (!may) return false;
      const item = options.shown()[index], node = event.target.closest(".pg-cell"), place = node.getBoundingClientRect();
      const corner = event.detail > 0 && event.clientX - place.left < 40 && event.clientY - place.top < 40;
      if (event.shiftKey && anchor) { range(index); return true; }
      // A key's click opens; with some chosen already a finger goes on choosing.
      if (corner || event.ctrlKey || event.metaKey || performance.now() - held < 700 || (chosen.size && event.detail > 0)) { if (performance.now() - held >= 700) toggle(item); return true; }
      return false;
    },
    moved(from, to, event) {
      if (!may || !event.shiftKey) { anchor = chosen.size ? anchor : null; return; }
      if (!options.shown().some(i => i.id === anchor)) anchor = options.shown()[from].id;
      range(to);
    },
    hold(index) { held = performance.now(); toggle(options.shown()[index]); },
    /** What is gone from the album is chosen no more. */
    keep() {
      const there = new Set(options.all().map(i => i.id));
      let fewer = false;
      for (const id of chosen) if (!there.has(id)) { chosen.delete(id); fewer = true; }
      if (fewer) show();
    },
    dispose() {
      clearTimeout(timer);
      document.removeEventListener("keydown", undoKey);
      document.body.classList.remove("lib-open");
      bar.remove();
      note.remove();
    },
  };
}
