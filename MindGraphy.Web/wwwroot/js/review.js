// The couple's page of finished photos. A word is kept on the phone until the server has said yes, one state a photo, the latest wins.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent), { words } = data;
  let cost = data.cost, asked = [], changed = null;
  const shots = [...document.querySelectorAll(".shot")], count = document.getElementById("count"), state = document.getElementById("state"), sheet = document.getElementById("sheet"), dock = document.querySelector(".dock");
  const format = (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[i]);
  const load = key => { try { return JSON.parse(localStorage.getItem(key)) ?? {}; } catch { return {}; /* A browser without storage: the page still works while it is open. */ } };
  const store = (key, said) => { try { Object.keys(said).length ? localStorage.setItem(key, JSON.stringify(said)) : localStorage.removeItem(key); } catch { /* As above. */ } };
  // What waits to be sent, and what met a word of the other one: that one waits until somebody says which of the two counts. A text is put into the one before it leaves the other.
  const kept = load(data.key), held = load(data.key + "-mine");
  const keep = () => store(data.key, kept), hold = () => store(data.key + "-mine", held);
  const headers = { "Content-Type": "application/json", RequestVerificationToken: data.token, "MG-Page": data.page };
  let sending = null, timer = 0, wait = 1000;

  // What was read of each photo goes with every word: nothing that the other one wrote is written over unread.
  const seen = new Map(), own = new Set();
  const place = of => of.x == null ? [] : [of.x, of.y];

  const read = shot => ({ id: shot.dataset.id, w: +shot.dataset.w, n: shot.querySelector("textarea").value, x: shot.dataset.x === "" || shot.dataset.x == null ? null : +shot.dataset.x, y: shot.dataset.y === "" || shot.dataset.y == null ? null : +shot.dataset.y });

  function draw(shot) {
    const { id, w, x, y } = read(shot), mine = held[id], other = mine && seen.get(id), box = shot.querySelector("img");
    shot.querySelectorAll("[data-a]").forEach(b => b.setAttribute("aria-pressed", String(+b.dataset.a === w)));
    shot.querySelector(".wish").hidden = w !== 2 && !mine;
    shot.querySelector(".unpin").hidden = x == null;
    // A mark that was taken away can be put back where it was, until there is another.
    if (x != null || w !== 2 && !mine) shot.querySelector(".undone")?.remove();
    const dot = (x, y, whose) => {
      const dot = document.createElementNS("http://www.w3.org/2000/svg", "ellipse");
      dot.setAttribute("cx", x); dot.setAttribute("cy", y); dot.setAttribute("class", whose);
      dot.setAttribute("rx", 12000 / Math.max(1, box.clientWidth)); dot.setAttribute("ry", 12000 / Math.max(1, box.clientHeight));
      return dot;
    };
    shot.querySelector(".pin").replaceChildren(...[
      other && other.w === 2 && other.x != null && dot(other.x, other.y, "theirs"),
      (w === 2 || mine) && x != null && dot(x, y, "mine"),
    ].filter(Boolean));
  }

  function total() {
    const of = n => shots.filter(s => +s.dataset.w === n).length;
    count.textContent = format(words["Review.Count"], of(1), of(2), shots.length);
    return { approved: of(1), changes: of(2), silent: of(0) };
  }

  // A change without words says nothing yet, and one with too many would lose some: it stays on the phone until it can be kept whole.
  // The same cleaning as on the server: what was written here is not taken for somebody else's.
  const plain = text => text.replace(/(?![\n\t])[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]/gu, "").normalize().trim();
  const open = s => s.w === 2 && (!plain(s.n) || plain(s.n).length > data.most);
  const ready = () => Object.values(kept).filter(s => !open(s) && shots.some(x => x.dataset.id === s.id));

  function measure(shot) {
    const area = shot.querySelector("textarea"), wrong = shot.querySelector(".error"), long = plain(area.value).length, over = long > data.most;
    wrong.hidden = !over;
    wrong.textContent = over ? format(words["Review.Long"], data.most.toLocaleString("en"), long.toLocaleString("en")) : "";
    area.setAttribute("aria-invalid", String(over));
    over ? area.setAttribute("aria-describedby", wrong.id) : area.removeAttribute("aria-describedby");
  }

  // The other one said something else of a photo meanwhile: it is shown and counts. What was written here stays in its box, and in storage, and is sent once somebody says so.
  function others(shot, now) {
    const { id } = now, here = held[id] ? seen.get(id) : read(shot), text = here.w === 2 ? plain(here.n) : "";
    const words = here.w === now.w && text === now.n, same = words && (here.w !== 2 || here.x === now.x && here.y === now.y);
    if (!held[id] && own.has(id) && text && !words) {
      held[id] = { n: here.n, x: here.x, y: here.y };
      hold();
    }
    delete kept[id];
    keep();
    own.delete(id);
    seen.set(id, now);
    shot.dataset.w = now.w;
    if (!held[id] && !same) show(shot, now);
    measure(shot); draw(shot);
    if (same || words && here.x == null) return false;
    notice(shot);
    return true;
  }

  function show(shot, said) {
    shot.dataset.x = said.x ?? ""; shot.dataset.y = said.y ?? "";
    const area = shot.querySelector("textarea");
    // Nobody's cursor moves where the words are the same.
    if (plain(area.value) !== plain(said.n)) area.value = said.n;
  }

  function unpin(shot) {
    const { x, y } = shot.dataset, line = document.createElement("p"), back = document.createElement("button");
    shot.dataset.x = shot.dataset.y = "";
    say(shot);
    line.className = "undone help";
    back.type = "button"; back.className = "btn quiet"; back.textContent = words["Review.Undo"];
    back.onclick = () => {
      [shot.dataset.x, shot.dataset.y] = [x, y];
      say(shot);
      shot.querySelector(".unpin").focus();
    };
    line.id = "u" + shot.dataset.id; back.setAttribute("aria-describedby", line.id);
    line.append(words["Review.Unpinned"] + " ", back);
    shot.querySelector(".unpin").after(line);
    back.focus();
  }

  const theirs = (shot, now) => format(words["Review.Other.Said"], now.w === 2 ? now.n : shot.querySelector(`[data-a="${now.w}"]`)?.textContent ?? words["Review.Other.None"]);

  // What the other one says, to be read beside what was written here.
  function notice(shot) {
    const id = shot.dataset.id, now = seen.get(id), text = document.createElement("p");
    let line = shot.querySelector(".other");
    if (!line) {
      line = document.createElement("div");
      line.className = "notice warn other";
      shot.querySelector(".says").before(line);
    }
    text.textContent = held[id] ? theirs(shot, now) + "\n" + words["Review.Other.Mine"] : words["Review.Other"];
    line.replaceChildren(text);
    if (!held[id]) return;
    const choice = document.createElement("div");
    choice.className = "either";
    choice.append(...["Send", "Leave"].map(what => {
      const button = document.createElement("button");
      button.type = "button"; button.className = "btn"; button.dataset.o = what; button.textContent = words["Review.Other." + what];
      return button;
    }));
    line.append(choice);
  }

  // Leads to what the other one said, before anything is sent.
  function look() {
    const shot = changed ?? shots.find(s => held[s.dataset.id]);
    changed = null;
    if (!shot || dock.classList.contains("over")) return false;
    sheet.close();
    state.textContent = words["Review.Other.Look"];
    (shot.querySelector(".other") ?? shot).scrollIntoView({ block: "center" });
    return true;
  }

  // The round was answered meanwhile, or another link was opened in this browser since: the page says which, and what was written stays on the phone.
  function over(said) {
    const left = Object.values({ ...held, ...kept }).filter(s => s.n.trim()).length, again = document.createElement("button");
    again.type = "button"; again.className = "btn quiet"; again.textContent = words["Review.Reload"];
    again.onclick = () => location.reload();
    dock.classList.add("over");
    state.replaceChildren(said.text + (left && said.code !== "OtherLinkOpened" ? " " + format(words["Review.Late"], left) : "") + " ", again);
    sheet.close();
    return false;
  }

  async function send() {
    clearTimeout(timer);
    const batch = ready().slice(0, 100);
    if (!batch.length) { state.textContent = Object.values(kept).some(s => open(s) && !s.n.trim()) ? words["Review.NoteFirst"] : Object.keys(kept).length ? "" : words[Object.keys(held).length ? "Review.Other.Look" : "Review.Saved"]; return true; }
    state.textContent = words["Review.Saving"];
    let overtaken = [];
    try {
      const body = JSON.stringify({ says: batch });
      const answer = await fetch("/c/review/says", { method: "POST", headers, body, keepalive: body.length < 2e4 });
      if (!answer.ok) {
        if (answer.status === 409) return over(await answer.json());
        if (answer.status === 404) { location.reload(); return false; }
        throw new Error(answer.status);
      }
      overtaken = (await answer.json()).overtaken ?? [];
    } catch {
      state.textContent = words["Review.Waiting"];
      timer = setTimeout(flush, wait = Math.min(wait * 2, 30000));
      return false;
    }
    wait = 1000;
    dock.classList.remove("over");
    let met = false;
    for (const said of batch) {
      const now = overtaken.find(o => o.id === said.id), same = JSON.stringify(kept[said.id]) === JSON.stringify(said);
      if (now) {
        // What is still being written is asked about once it is sent.
        const shot = shots.find(s => s.dataset.id === said.id);
        if (same && others(shot, now)) [met, changed] = [true, changed ?? shot];
        continue;
      }
      seen.set(said.id, { w: said.w, n: said.n, x: said.x, y: said.y });
      if (same) delete kept[said.id];
      else if (kept[said.id]) Object.assign(kept[said.id], { sw: said.w, sn: said.n, sp: place(said) });
    }
    keep();
    const done = await send();
    if (met) total();
    if (met && done) state.textContent = words["Review.Other.Look"];
    return done && !met;
  }

  const flush = () => sending ??= send().finally(() => sending = null);

  // A button decides which of two words counts; what is only written on waits for it.
  function say(shot, decides) {
    const said = read(shot), { id } = said, mine = held[id];
    if (mine && !decides) {
      held[id] = { n: said.n, x: said.x, y: said.y };
      hold(); measure(shot); draw(shot);
      return;
    }
    if (said.w !== 2) { said.n = ""; said.x = said.y = null; }
    const before = kept[id], was = seen.get(id);
    kept[id] = { ...said, ...(before ? { sw: before.sw, sn: before.sn, sp: before.sp } : { sw: was.w, sn: was.n, sp: place(was) }) };
    own.add(id);
    keep();
    if (mine) {
      delete held[id];
      hold();
    }
    // Their words stay beside those that are written over them.
    if (mine && said.w === 2) shot.querySelector(".other p").textContent = theirs(shot, was);
    else if (decides) shot.querySelector(".other")?.remove();
    if (mine) shot.querySelector(".either")?.remove();
    measure(shot); draw(shot); total();
    clearTimeout(timer);
    timer = setTimeout(flush, 400);
  }

  for (const shot of shots) {
    const area = shot.querySelector("textarea"), now = { ...read(shot), n: area.defaultValue }, { id } = now, before = kept[id];
    seen.set(id, now);
    area.value = now.n;
    if (before || held[id] && (!plain(held[id].n) || now.w === 2 && plain(held[id].n) === now.n)) delete held[id];
    if (before) {
      own.add(id);
      shot.dataset.w = before.w;
      show(shot, before.w === 2 ? before : { ...before, n: now.n });
    } else if (held[id]) {
      show(shot, held[id]);
      notice(shot);
    }
    measure(shot); draw(shot);
    shot.addEventListener("click", e => {
      const button = e.target.closest("[data-a]"), image = e.target.closest(".frame"), what = e.target.dataset.o, mine = held[id];
      // Who answers here has read it.
      if ((button || what) && changed === shot) changed = null;
      if (what === "Leave") {
        delete held[id];
        hold();
        show(shot, seen.get(id));
        shot.querySelector(".other").remove();
        measure(shot); draw(shot);
        if (!Object.keys(held).length) state.textContent = "";
      } else if (e.target.closest(".unpin")) {
        unpin(shot);
      } else if (button || what) {
        const a = what ? 2 : +button.dataset.a;
        shot.dataset.w = !mine && +shot.dataset.w === a ? 0 : a;
        say(shot, true);
        if (+shot.dataset.w === 2) shot.querySelector("textarea").focus();
      } else if (image && (+shot.dataset.w === 2 || mine)) {
        const box = shot.querySelector("img").getBoundingClientRect(), at = v => Math.max(0, Math.min(1000, Math.round(v * 1000)));
        shot.dataset.x = at((e.clientX - box.left) / box.width);
        shot.dataset.y = at((e.clientY - box.top) / box.height);
        say(shot);
      }
    });
    shot.querySelector("textarea").addEventListener("input", () => say(shot));
    shot.querySelector("img").addEventListener("load", () => draw(shot));
  }
  const rest = () => Object.keys(kept).length && flush();
  addEventListener("online", rest);
  // Whoever taps and puts the phone away at once has said it, too.
  document.addEventListener("visibilitychange", rest);
  hold();
  total();
  if (Object.keys(held).length) state.textContent = words["Review.Other.Look"];
  rest();

  // What is asked for and what it costs go with the yes: the server says where either is another by now.
  function ask(before) {
    const { approved, changes, silent } = total();
    asked = shots.filter(s => +s.dataset.w === 2).map(s => s.dataset.id);
    sheet.querySelector("p").textContent = [
      before,
      changes ? format(words["Review.Confirm"], approved + silent, changes) : format(words["Review.Confirm.All"], approved + silent),
      silent && format(words["Review.Confirm.Silent"], silent),
      changes && cost.asks,
    ].filter(Boolean).join("\n");
  }

  function differs(now) {
    // A photo that was deleted for good meanwhile is not on the page of now, and its wish would be counted here for ever.
    if (!now.cost || shots.some(s => !now.said.some(said => said.id === s.dataset.id))) { location.reload(); return; }
    cost = now.cost;
    const line = document.getElementById("cost");
    line.textContent = cost.says;
    line.className = cost.extra ? "notice warn" : "help";
    const other = [];
    for (const said of now.said) {
      const i = shots.findIndex(s => s.dataset.id === said.id);
      if (i >= 0 && !kept[said.id] && others(shots[i], said)) other.push(i);
    }
    changed = other.length ? shots[other[0]] : null;
    ask([now.text, other.length && format(words["Review.Other.Changed"], other.map(i => i + 1).join(", "))].filter(Boolean).join("\n"));
  }

  document.getElementById("submit").onclick = () => {
    if (look()) return;
    const empty = shots.find(s => open(read(s)));
    if (empty) { state.textContent = read(empty).n.trim() ? "" : words["Review.NoteFirst"]; empty.querySelector("textarea").focus(); empty.querySelector(".wish").scrollIntoView({ block: "center" }); return; }
    ask("");
    sheet.showModal();
  };
  sheet.addEventListener("click", async e => {
    const what = e.target.dataset?.s;
    if (what === "stay") {
      sheet.close();
      look();
    }
    if (what !== "go") return;
    e.target.disabled = true;
    while (sending) await sending;
    const sent = !changed && await flush();
    // What met a word of the other one since the question was asked is read first.
    if (look()) {
      e.target.disabled = false;
      return;
    }
    if (sent) {
      try {
        const answer = await fetch("/c/review/submit", { method: "POST", headers, body: JSON.stringify({ changes: asked.length, photos: asked, extra: cost.extra, won: cost.won }) });
        if (answer.ok || answer.status === 404) { location.reload(); return; }
        if (answer.status === 409) {
          const said = await answer.json();
          said.code === "RevisionDiffers" ? differs(said) : over(said);
          e.target.disabled = false;
          return;
        }
      } catch { /* Said below. */ }
    }
    e.target.disabled = false;
    sheet.querySelector("p").textContent = words["Review.Failed"];
  });
})();
