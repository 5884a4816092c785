// The couple's page of finished photos. A word is kept on the phone until the server has said yes, one state a photo, the latest wins.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent), { words } = data;
  let cost = data.cost, asked = [];
  const shots = [...document.querySelectorAll(".shot")], count = document.getElementById("count"), state = document.getElementById("state"), sheet = document.getElementById("sheet");
  const format = (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[i]);
  let kept = {};
  try { kept = JSON.parse(localStorage.getItem(data.key)) ?? {}; } catch { /* A browser without storage: the page still works while it is open. */ }
  const keep = () => { try { Object.keys(kept).length ? localStorage.setItem(data.key, JSON.stringify(kept)) : localStorage.removeItem(data.key); } catch { /* As above. */ } };
  const headers = { "Content-Type": "application/json", RequestVerificationToken: data.token, "MG-Page": data.page };
  let sending = null, timer = 0, wait = 1000;

  const read = shot => ({ id: shot.dataset.id, w: +shot.dataset.w, n: shot.querySelector("textarea").value, x: shot.dataset.x === "" || shot.dataset.x == null ? null : +shot.dataset.x, y: shot.dataset.y === "" || shot.dataset.y == null ? null : +shot.dataset.y });

  function draw(shot) {
    const w = +shot.dataset.w, pin = shot.querySelector(".pin"), { x, y } = read(shot);
    shot.querySelectorAll("[data-a]").forEach(b => b.setAttribute("aria-pressed", String(+b.dataset.a === w)));
    shot.querySelector(".wish").hidden = w !== 2;
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

  // A change without words says nothing yet: it stays on the phone until something is written.
  const ready = () => Object.values(kept).filter(s => (s.w !== 2 || s.n.trim()) && shots.some(x => x.dataset.id === s.id));

  // The round was answered meanwhile, or another link was opened in this browser since: the page says which, and what was written stays on the phone.
  function over(said) {
    const left = Object.values(kept).filter(s => s.n.trim()).length, again = document.createElement("button");
    again.type = "button"; again.className = "btn quiet"; again.textContent = words["Review.Reload"];
    again.onclick = () => location.reload();
    state.replaceChildren(said.text + (left && said.code !== "OtherLinkOpened" ? " " + format(words["Review.Late"], left) : "") + " ", again);
    sheet.close();
    return false;
  }

  async function send() {
    clearTimeout(timer);
    const batch = ready().slice(0, 100);
    if (!batch.length) { state.textContent = Object.keys(kept).length ? words["Review.NoteFirst"] : words["Review.Saved"]; return true; }
    state.textContent = words["Review.Saving"];
    try {
      const answer = await fetch("/c/review/says", { method: "POST", headers, body: JSON.stringify({ says: batch }) });
      if (!answer.ok) {
        if (answer.status === 409) return over(await answer.json());
        if (answer.status === 404) { location.reload(); return false; }
        throw new Error(answer.status);
      }
    } catch {
      state.textContent = words["Review.Waiting"];
      timer = setTimeout(flush, wait = Math.min(wait * 2, 30000));
      return false;
    }
    wait = 1000;
    for (const said of batch) if (JSON.stringify(kept[said.id]) === JSON.stringify(said)) delete kept[said.id];
    keep();
    return send();
  }

  const flush = () => sending ??= send().finally(() => sending = null);

  function say(shot) {
    const said = read(shot);
    if (said.w !== 2) { said.n = ""; said.x = said.y = null; }
    kept[said.id] = said;
    keep(); draw(shot); total();
    clearTimeout(timer);
    timer = setTimeout(flush, 400);
  }

  for (const shot of shots) {
    const before = kept[shot.dataset.id];
    if (before) {
      shot.dataset.w = before.w; shot.dataset.x = before.x ?? ""; shot.dataset.y = before.y ?? "";
      if (before.w === 2) shot.querySelector("textarea").value = before.n;
    }
    draw(shot);
    shot.addEventListener("click", e => {
      const button = e.target.closest("[data-a]"), image = e.target.closest(".frame");
      if (button) {
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
  addEventListener("online", flush);
  total();
  if (Object.keys(kept).length) flush();

  // What is asked for and what it costs go with the yes: the server says where either is another by now.
  function ask(before) {
    const { approved, changes, silent } = total();
    asked = shots.filter(s => +s.dataset.w === 2).map(s => s.dataset.id);
    sheet.querySelector("p").textContent = before + format(words["Review.Confirm"], approved + silent, changes, silent) + (changes ? " " + cost.asks : "");
  }

  function differs(now) {
    // A photo that was deleted for good meanwhile is not on the page of now, and its wish would be counted here for ever.
    if (!now.cost || shots.some(s => !now.said.some(said => said.id === s.dataset.id))) { location.reload(); return; }
    cost = now.cost;
    const line = document.getElementById("cost");
    line.textContent = cost.says;
    line.className = cost.extra ? "notice warn" : "help";
    for (const said of now.said) {
      const shot = shots.find(s => s.dataset.id === said.id);
      if (!shot || kept[said.id]) continue;
      shot.dataset.w = said.w; shot.dataset.x = said.x ?? ""; shot.dataset.y = said.y ?? "";
      shot.querySelector("textarea").value = said.n;
      draw(shot);
    }
    ask(now.text + " ");
  }

  document.getElementById("submit").onclick = () => {
    const empty = shots.find(s => +s.dataset.w === 2 && !s.querySelector("textarea").value.trim());
    if (empty) { state.textContent = words["Review.NoteFirst"]; empty.scrollIntoView({ block: "center" }); empty.querySelector("textarea").focus(); return; }
    ask("");
    sheet.showModal();
  };
  sheet.addEventListener("click", async e => {
    const what = e.target.dataset?.s;
    if (what === "stay") sheet.close();
    if (what !== "go") return;
    e.target.disabled = true;
    while (sending) await sending;
    if (await send()) {
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
