// The couple's page of an album's spreads. What is typed stays on the phone until the server has said yes; a note is a state under an id of its own.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent), { words, open } = data;
  const spreads = [...document.querySelectorAll(".spread")], state = document.getElementById("state"), dock = document.querySelector(".dock"), count = document.getElementById("count");
  const format = (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[i]);
  const headers = { "Content-Type": "application/json", RequestVerificationToken: data.token, "MG-Page": data.page };
  const make = (tag, className, text) => Object.assign(document.createElement(tag), { className: className ?? "", textContent: text ?? "" });
  const uuid = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, c => (c ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> c / 4).toString(16));
  const notes = data.notes ?? [];
  let drafts = {};
  // Only what has words, and other ones or another place than what is saved, is anything to keep.
  // What was taken away stays in its place until the page is left, to be put back; it counts no more.
  const there = () => notes.filter(n => !n.gone);
  const differs = d => { const text = (d.n ?? "").trim(), known = there().find(n => n.id === d.id); return text && (!known || known.n !== text || (known.x ?? null) !== (d.x ?? null) || (known.y ?? null) !== (d.y ?? null)); };
  const written = () => Object.fromEntries(Object.entries(drafts).filter(([, d]) => differs(d)));
  if (open) try { drafts = JSON.parse(localStorage.getItem(data.key)) ?? {}; } catch { /* A browser without storage: the page still works while it is open. */ }
  drafts = written();
  // Staff counted a page that the PDF turned out not to have: what was begun of it stands with the last one, in sight.
  for (const d of Object.values(drafts)) if (!spreads.some(s => s.dataset.id === d.spread)) Object.assign(d, { spread: spreads.at(-1)?.dataset.id, x: null, y: null });
  const keep = () => { const left = written(); try { Object.keys(left).length ? localStorage.setItem(data.key, JSON.stringify(left)) : localStorage.removeItem(data.key); } catch { /* As above. */ } };
  const say = text => { if (state) state.textContent = text; };
  if (open) document.body.classList.add("open");

  async function post(url, body) {
    const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
    const said = await answer.json().catch(() => ({}));
    return { ...said, status: answer.status, ok: answer.ok };
  }

  function total() {
    const { length } = there();
    if (count) count.textContent = length ? format(words.Notes, length) : words.NoNotes;
  }

  function draw(spread) {
    const id = spread.dataset.id, list = spread.querySelector(".notes"), frame = spread.querySelector(".frame");
    frame?.querySelectorAll(".pin").forEach(p => p.remove());
    list.replaceChildren();
    const mine = [...notes.filter(n => n.spread === id), ...Object.values(drafts).filter(d => d.spread === id && !notes.some(n => n.id === d.id))];
    let number = 0;
    mine.forEach(note => {
      const row = make("li", "note"), box = make("div");
      row.dataset.note = note.id;
      list.append(row);
      if (note.gone && !drafts[note.id]) { removed(spread, row, note); return; }
      number++;
      if (frame && note.x != null) {
        const pin = make("span", "pin", number);
        pin.style.left = note.x / 10 + "%";
        pin.style.top = note.y / 10 + "%";
        frame.append(pin);
      }
      row.append(make("b", "num", number), box);
      drafts[note.id] ? edit(spread, box, drafts[note.id]) : show(spread, box, note);
    });
    total();
  }

  const row = (spread, note) => spread.querySelector(`[data-note="${note.id}"]`);

  // Where a note was: its words, its place and its number come back by the one button.
  function removed(spread, line, note) {
    const back = make("button", "btn quiet", words.Undo);
    back.type = "button";
    back.onclick = async () => {
      back.disabled = true; say(words.Saving);
      // Until it is stored it is kept as anything that is written here.
      const draft = drafts[note.id] = { id: note.id, spread: note.spread, n: note.n, s: "", x: note.x, y: note.y };
      keep();
      try {
        const done = await store(draft);
        if (done.ok) {
          Object.assign(note, { gone: false, by: "" });
          delete drafts[note.id]; keep(); draw(spread); say(words.Saved);
          row(spread, note).querySelector("button").focus();
          return;
        }
        if (done.code === "AlbumNoteOvertaken") overtaken(spread, draft, done);
        else { draw(spread); over(done); }
      } catch { draw(spread); say(words.Waiting); }
    };
    line.classList.add("gone");
    const what = make("p", "help", words.Removed);
    what.id = "r" + note.id; back.setAttribute("aria-describedby", what.id);
    line.append(what, back);
  }

  const store = draft => post("/c/album/note", { round: data.round, id: draft.id, spread: draft.spread, n: draft.n, x: draft.x ?? null, y: draft.y ?? null, s: draft.s });

  // The other one wrote something else into it meanwhile: that is what is stored, and what was written here stands beside it.
  function overtaken(spread, draft, done) {
    const known = notes.find(n => n.id === draft.id), now = { id: draft.id, spread: draft.spread, by: "", ...done.now, gone: false, was: null };
    known ? Object.assign(known, now) : notes.push(now);
    Object.assign(draft, { s: now.n, o: done.text });
    keep(); draw(spread); say(words.Unsaved);
    row(spread, draft).querySelector("textarea").focus();
  }

  function show(spread, box, note) {
    if (note.was != null) box.append(make("p", "notice warn", words.RemoveOvertaken), make("p", "text", `${words.Removing} ${note.was}`));
    box.append(make("p", "text", (note.was != null ? words.Overtaken + " " : "") + note.n));
    if (note.by) box.append(make("p", "by", note.by));
    if (note.answer) box.append(make("p", "notice", note.answer + (note.reason ? " " + note.reason : "")));
    if (!open) return;
    const acts = make("div", "acts"), change = make("button", "btn", words.Edit), remove = make("button", "btn quiet", words.Remove);
    change.type = remove.type = "button";
    change.onclick = () => { drafts[note.id] = { ...note, s: note.n }; keep(); draw(spread); row(spread, note).querySelector("textarea").focus(); };
    remove.onclick = async () => {
      remove.disabled = true;
      try {
        // What was read of it goes along: words that the other one wrote since are read before they are taken away.
        const done = await post("/c/album/note", { round: data.round, id: note.id, spread: note.spread, s: note.n });
        if (done.ok) {
          Object.assign(note, { gone: true, was: null });
          draw(spread); say(words.Saved);
          row(spread, note).querySelector("button").focus();
          return;
        }
        if (done.code === "AlbumNoteOvertaken") {
          Object.assign(note, { by: "", ...done.now, was: note.n });
          draw(spread); say("");
          row(spread, note).querySelector("button").focus();
          return;
        }
        over(done);
      } catch { say(words.Failed); }
      remove.disabled = false;
    };
    acts.append(change, remove);
    box.append(acts);
  }

  // The round was answered or replaced meanwhile: the page says how it stands. What was typed stays on the phone.
  function over(done) {
    if (done.code === "OtherLinkOpened") {
      const again = make("button", "btn quiet", words.Reload);
      again.type = "button";
      again.onclick = () => location.reload();
      dock.classList.add("over");
      say(done.text + " ");
      state?.append(again);
    } else if (done.status === 409 || done.status === 404) location.reload();
    else say(done.text || words.Failed);
  }

  function edit(spread, box, draft) {
    const field = make("div", "field"), area = make("textarea"), label = make("label", "", words.Note), wrong = make("p", "error"), acts = make("div", "acts");
    const save = make("button", "btn main", words.Save), cancel = make("button", "btn quiet", words.Cancel);
    area.id = "t" + draft.id; label.htmlFor = area.id; area.placeholder = words.NoteHint; area.value = draft.n ?? "";
    wrong.id = "e" + draft.id; wrong.setAttribute("role", "alert");
    save.type = cancel.type = "button";
    // What the other one wrote meanwhile stands beside what was written here: saved once more, this counts.
    if (draft.o) field.append(make("p", "notice warn", draft.o), make("p", "text", `${words.Overtaken} ${draft.s}`));
    area.oninput = () => { draft.n = area.value; keep(); say(words.Unsaved); };
    cancel.onclick = () => { delete drafts[draft.id]; keep(); draw(spread); say(""); };
    save.onclick = async () => {
      save.disabled = true; say(words.Saving);
      try {
        draft.n = area.value;
        const done = await store(draft);
        if (done.ok) {
          dock.classList.remove("over");
          const known = notes.find(n => n.id === draft.id), kept = { id: draft.id, spread: draft.spread, n: area.value.trim(), x: draft.x, y: draft.y, by: "", gone: false, was: null };
          known ? Object.assign(known, kept) : notes.push(kept);
          delete drafts[draft.id]; keep(); draw(spread); say(words.Saved);
          return;
        }
        if (done.code === "AlbumNoteOvertaken") { overtaken(spread, draft, done); return; }
        if (done.status === 400) {
          wrong.textContent = done.text; area.setAttribute("aria-invalid", "true"); area.setAttribute("aria-describedby", wrong.id); area.focus(); say("");
        } else over(done);
      } catch { say(words.Waiting); }
      save.disabled = false;
    };
    acts.append(save, cancel);
    field.append(label, area, wrong, acts);
    box.append(field);
  }

  function begin(spread, x, y) {
    const draft = { id: uuid(), spread: spread.dataset.id, n: "", s: "", x, y };
    drafts[draft.id] = draft;
    keep(); draw(spread);
    const area = row(spread, draft).querySelector("textarea");
    area.focus(); area.scrollIntoView({ block: "center" });
  }

  for (const spread of spreads) {
    draw(spread);
    if (!open) continue;
    spread.querySelector(".add").onclick = () => begin(spread, null, null);
    spread.querySelector(".frame")?.addEventListener("click", e => {
      const box = spread.querySelector("img").getBoundingClientRect(), at = v => Math.max(0, Math.min(1000, Math.round(v * 1000)));
      const x = at((e.clientX - box.left) / box.width), y = at((e.clientY - box.top) / box.height);
      // While a note of this spread is being written a tap moves its pin.
      const writing = Object.values(drafts).find(d => d.spread === spread.dataset.id);
      if (writing) { Object.assign(writing, { x, y }); keep(); draw(spread); row(spread, writing).querySelector("textarea").focus(); } else begin(spread, x, y);
    });
  }
  total();
  if (!open) return;

  const sheet = document.getElementById("sheet"), go = sheet.querySelector("[data-s=go]");
  let approve = false;
  function askFirst(yes) {
    const left = Object.values(written())[0];
    if (left) {
      const area = document.getElementById("t" + left.id);
      say(words.Unsaved); area?.scrollIntoView({ block: "center" }); area?.focus();
      return;
    }
    approve = yes;
    sheet.querySelector("h2").textContent = yes ? words.Approve : words.Ask;
    sheet.querySelector("p").textContent = yes ? words.ApproveText + (data.extra ? "\n" + data.extra : "") : format(words.AskText, there().length);
    go.textContent = yes ? words.ApproveGo : words.AskGo;
    sheet.showModal();
  }
  document.getElementById("ask").onclick = () => askFirst(false);
  document.getElementById("approve").onclick = () => askFirst(true);
  sheet.addEventListener("click", async e => {
    const what = e.target.dataset?.s;
    if (what === "stay") sheet.close();
    if (what !== "go") return;
    go.disabled = true;
    try {
      const done = await post("/c/album/answer", { round: data.round, approve });
      if (done.ok) { location.assign("/c/album"); return; }
      if (done.code === "OtherLinkOpened") { sheet.close(); over(done); }
      else sheet.querySelector("p").textContent = done.text || words.Failed;
    } catch { sheet.querySelector("p").textContent = words.Failed; }
    go.disabled = false;
  });
})();
