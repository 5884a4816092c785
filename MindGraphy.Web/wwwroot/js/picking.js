// Which photos of an album are chosen, and what is done with them: one bar at the foot of the page, the same acts by keys, and the last act taken back.
import { format } from "./album.js";

/** options: albumId, texts, sections, albums, may, all() and shown() -> items, whole(item) -> items, draw(), acted(ids that are gone), compare(items), open(index). */
export function picking(options) {
  const { albumId, texts, sections, albums, may } = options;
  const chosen = new Set(), make = (tag, className, more) => Object.assign(document.createElement(tag), { className, ...more });
  const bar = make("div", "lib-bar", { hidden: true }), note = make("div", "lib-note", { hidden: true });
  const count = make("strong", "mg-num"), said = make("span", "");
  let anchor = null, token = null, undo = null, timer = 0, held = -Infinity, busy = false;

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

  function tell(text, act) {
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
    if (busy) return null;
    busy = true;
    bar.setAttribute("aria-busy", "true");
    try {
      token ??= await (await fetch("/studio/api/antiforgery")).json();
      const answer = await fetch(`/studio/api/albums/${body.album ?? albumId}/photos/${what}`, {
        method: "POST", headers: { "Content-Type": "application/json", [token.header]: token.token }, body: JSON.stringify(body),
      });
      if (answer.ok) return await answer.json();
      token = answer.status === 400 ? null : token;
      tell((await answer.json().catch(() => ({}))).sentence || texts.Trouble);
    } catch {
      // Nothing was lost: what is chosen stays chosen.
      tell(texts.Offline);
    } finally {
      busy = false;
      bar.removeAttribute("aria-busy");
    }
    return null;
  }

  async function act(what, body, text, reverse) {
    const mine = body.ids, done = await send(what, body);
    if (!done) return;
    for (const id of mine) chosen.delete(id);
    show();
    tell(format(text, done.count.toLocaleString("en-US")), reverse);
    options.acted(body.album || what === "restore" ? [] : mine);
  }

  function remove(mine = ids()) {
    if (mine.length) return act("delete", { ids: mine }, texts.Deleted, () => act("restore", { ids: mine }, texts.Restored));
  }

  function move(to) {
    const mine = ids();
    return act("move", { ids: mine, to }, texts.Moved, () => act("move", { ids: mine, to: albumId, album: to }, texts.MovedBack));
  }

  async function tag(section, of = items()) {
    const before = new Map();
    for (const item of of) {
      const key = item.section ?? "";
      before.get(key)?.push(item.id) ?? before.set(key, [item.id]);
    }
    const value = section === "none" ? "" : section, mine = of.map(i => i.id);
    const done = await send("tag", { ids: mine, section: value });
    if (!done) return;
    // On the screen at once; the choice stays, for the next tag or the next act.
    for (const item of of) item.section = value || null;
    show();
    tell(format(value ? texts.Tagged : texts.Untagging, done.count.toLocaleString("en-US"), sections.find(s => s[0] === value)?.[1] ?? ""), async () => {
      for (const [key, list] of before) if (!await send("tag", { ids: list, section: key })) return;
      tell(texts.Undone);
      options.acted();
    });
    options.acted();
  }

  async function proof() {
    const done = await send("proof", { ids: ids(), title: null });
    if (done) location.assign(`/studio/albums/${done.albumId}`);
  }

  async function takeBack() {
    const act = undo;
    undo = null;
    note.hidden = true;
    await act?.();
  }

  /** A key on a photo, in the grid or large. True where it meant something here. */
  function key(event, item, large = false) {
    if (!may) return false;
    // By the key's place: in Hangul the same key writes another letter.
    const command = event.ctrlKey || event.metaKey, code = event.code;
    if (command && code === "KeyA") { for (const one of options.shown()) set(one, true); show(); return true; }
    if (command && code === "KeyZ") { if (undo) takeBack(); return true; }
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
    if ((event.ctrlKey || event.metaKey) && event.code === "KeyZ" && undo && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && !event.defaultPrevented) {
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
