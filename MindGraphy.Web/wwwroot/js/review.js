// The couple's page of finished photos. A word is kept on the phone until the server has said yes, one state a photo, the latest wins.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent), { words } = data;
  let cost = data.cost, asked = [], changed = null;
  const shots = [...document.querySelectorAll(".shot")], count = document.getElementById("count"), state = document.getElementById("state"), sheet = document.getElementById("sheet"), dock = document.querySelector(".dock");
  const format = (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[i]);
  let kept = {};
  try { kept = JSON.parse(localStorage.getItem(data.key)) ?? {}; } catch { /* A browser without storage: the page still works while it is open. */ }
  const keep = () => { try { Object.keys(kept).length ? localStorage.setItem(data.key, JSON.stringify(kept)) : localStorage.removeItem(data.key); } catch { /* As above. */ } };
  const headers = { "Content-Type": "application/json", RequestVerificationToken: data.token, "MG-Page": data.page };
  let sending = null, timer = 0, wait = 1000;

  // What was read of each photo goes with every word: nothing that the other one wrote is written over unread.
  const seen = new Map();

  const read = shot => ({ id: shot.dataset.id, w: +shot.dataset.w, n: shot.querySelector("textarea").value, x: shot.dataset.x === "" || shot.dataset.x == null ? null : +shot.dataset.x, y: shot.dataset.y === "" || shot.dataset.y == null ? null : +shot.dataset.y });

  function draw(shot) {
    const w = +shot.dataset.w, pin = shot.querySelector(".pin"), { x, y } = read(shot);
    shot.querySelectorAll("[data-a]").forEach(b => b.setAttribute("aria-pressed", String(+b.dataset.a === w)));
    shot.querySelector(".wish").hidden = w !== 2;
    shot.querySelector(".unpin").hidden = x == null;
    pin.replaceChildren();
    if (w === 2 && x != null) {
      const dot = document.createElementNS("http://www.w3.org/2000/svg", "ellipse"), box = shot.querySelector("img");
      dot.setAttribute("cx", x); dot.setAttribute("cy", y);
      dot.setAttribute("rx", 12000 / Math.max(1, box.clientWidth)); dot.setAttribute("ry", 12000 / Math.max(1, box.clientHeight));
      pin.append(dot);
    }
  }

  function total() {
    const of = n => shots.filter(s => +s.dataset.w === n).length;
    count.textContent = format(words["Review.Count"], of(1), of(2), shots.length);
    return { approved: of(1), changes: of(2), silent: of(0) };
  }

  // A change without words says nothing yet, and one with too many would lose some: it stays on the phone until it can be kept whole.
  const plain = text => text.trim().normalize();
  const open = s => s.w === 2 && (!s.n.trim() || plain(s.n).length > data.most);
  const ready = () => Object.values(kept).filter(s => !open(s) && shots.some(x => x.dataset.id === s.id));

  function measure(shot) {
    const area = shot.querySelector("textarea"), wrong = shot.querySelector(".error"), long = plain(area.value).length, over = long > data.most;
    wrong.hidden = !over;
    wrong.textContent = over ? format(words["Review.Long"], data.most.toLocaleString("en"), long.toLocaleString("en")) : "";
    area.setAttribute("aria-invalid", String(over));
    over ? area.setAttribute("aria-describedby", wrong.id) : area.removeAttribute("aria-describedby");
  }

  // The other one said something else of a photo meanwhile: it is shown, with what was written here before, so that no word is lost.
  function others(shot, now) {
    const mine = read(shot), text = mine.w === 2 ? plain(mine.n) : "", area = shot.querySelector("textarea");
    delete kept[now.id];
    keep();
    seen.set(now.id, now);
    if (mine.w === now.w && text === now.n && mine.x === now.x && mine.y === now.y) return false;
    shot.dataset.w = now.w; shot.dataset.x = now.x ?? ""; shot.dataset.y = now.y ?? "";
    area.value = now.n;
    measure(shot); draw(shot);
    if (mine.w === now.w && text === now.n) return false;
    let line = shot.querySelector(".other");
    if (!line) {
      line = document.createElement("p");
      line.className = "notice warn other";
      shot.querySelector(".says").before(line);
    }
    line.textContent = words["Review.Other"] + (text && text !== now.n ? " " + format(words["Review.Other.Mine"], text) : "");
    return true;
  }

  // The round was answered meanwhile, or another link was opened in this browser since: the page says which, and what was written stays on the phone.
  function over(said) {
    const left = Object.values(kept).filter(s => s.n.trim()).length, again = document.createElement("button");
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
    if (!batch.length) { state.textContent = Object.values(kept).some(s => open(s) && !s.n.trim()) ? words["Review.NoteFirst"] : Object.keys(kept).length ? "" : words["Review.Saved"]; return true; }
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
      overtaken = (await answer.json()).overtaken;
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
      seen.set(said.id, { w: said.w, n: said.n.trim() });
      if (same) delete kept[said.id];
      else if (kept[said.id]) Object.assign(kept[said.id], { sw: said.w, sn: said.n.trim() });
    }
    keep();
    const done = await send();
    if (met) { total(); state.textContent = words["Review.Other.Look"]; }
    return done && !met;
  }

  const flush = () => sending ??= send().finally(() => sending = null);

  function say(shot) {
    const said = read(shot);
    if (said.w !== 2) { said.n = ""; said.x = said.y = null; }
    const before = kept[said.id], was = seen.get(said.id);
    kept[said.id] = { ...said, sw: before ? before.sw : was.w, sn: before ? before.sn : was.n };
    shot.querySelector(".other")?.remove();
    keep(); measure(shot); draw(shot); total();
    clearTimeout(timer);
    timer = setTimeout(flush, 400);
  }

  for (const shot of shots) {
    const before = kept[shot.dataset.id], { id, w, n } = read(shot);
    seen.set(id, { w, n });
    if (before) {
      shot.dataset.w = before.w; shot.dataset.x = before.x ?? ""; shot.dataset.y = before.y ?? "";
      if (before.w === 2) shot.querySelector("textarea").value = before.n;
    }
    measure(shot); draw(shot);
    shot.addEventListener("click", e => {
      const button = e.target.closest("[data-a]"), image = e.target.closest(".frame");
      if (e.target.closest(".unpin")) {
        shot.dataset.x = shot.dataset.y = "";
        say(shot);
        shot.querySelector("textarea").focus();
      } else if (button) {
        shot.dataset.w = +shot.dataset.w === +button.dataset.a ? 0 : button.dataset.a;
        say(shot);
        if (+shot.dataset.w === 2) shot.querySelector("textarea").focus();
      } else if (image && +shot.dataset.w === 2) {
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
  total();
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
    const empty = shots.find(s => open(read(s)));
    if (empty) { state.textContent = read(empty).n.trim() ? "" : words["Review.NoteFirst"]; empty.querySelector("textarea").focus(); empty.querySelector(".wish").scrollIntoView({ block: "center" }); return; }
    ask("");
    sheet.showModal();
  };
  sheet.addEventListener("click", async e => {
    const what = e.target.dataset?.s;
    if (what === "stay") {
      sheet.close();
      // Where the other one's word is to be read.
      changed?.scrollIntoView({ block: "center" });
      changed = null;
    }
    if (what !== "go") return;
    e.target.disabled = true;
    while (sending) await sending;
    changed = null;
    const sent = await send();
    if (changed) {
      // What this phone had not sent yet met a word of the other one: it is read first.
      ask(words["Review.Other.Look"] + ".");
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
