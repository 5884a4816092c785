// The couple chooses what guests see. A tap is kept on the phone until the server has said yes; the latest of a picture wins.
(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent), { words } = data;
  const choices = document.getElementById("choices"), count = document.getElementById("count"), state = document.getElementById("state"), copy = document.getElementById("copy"), link = document.getElementById("link");
  let kept = {}, sending = null, wait = 1000, timer = 0;
  try { kept = JSON.parse(localStorage.getItem(data.key)) ?? {}; } catch { /* Without storage it works as long as the page is open. */ }
  const keep = () => { try { Object.keys(kept).length ? localStorage.setItem(data.key, JSON.stringify(kept)) : localStorage.removeItem(data.key); } catch { /* As above. */ } };

  async function send() {
    clearTimeout(timer);
    while (Object.keys(kept).length) {
      const batch = Object.entries(kept).slice(0, 200);
      try {
        const answer = await fetch(data.url, { method: "POST", headers: { "Content-Type": "application/json", RequestVerificationToken: data.token }, body: JSON.stringify({ says: batch.map(([id, show]) => ({ id, show })) }), keepalive: true });
        // Closed meanwhile, or a picture that is gone: the page says how it stands, and what was tapped stays on the phone until somebody is told.
        if ([400, 403, 404, 409].includes(answer.status)) { over((await answer.json().catch(() => ({}))).text ?? ""); return; }
        if (!answer.ok) throw new Error(answer.status);
        for (const [id, show] of batch) if (kept[id] === show) delete kept[id];
        keep();
        const { shown } = await answer.json();
        count.textContent = words["Gallery.Count"].replace("{0}", shown).replace("{1}", data.total);
        wait = 1000;
      } catch {
        state.textContent = words["Gallery.Waiting"];
        timer = setTimeout(flush, wait = Math.min(wait * 2, 30000));
        return;
      }
    }
    state.textContent = words["Gallery.Saved"];
  }
  function over(text) {
    const again = document.createElement("button");
    again.type = "button"; again.className = "btn quiet"; again.textContent = words["Gallery.Reload"];
    again.onclick = () => location.reload();
    state.replaceChildren(text + " " + words["Gallery.Late"].replace("{0}", Object.keys(kept).length) + " ", again);
  }
  const flush = () => sending ??= send().finally(() => { sending = null; });

  for (const button of choices.querySelectorAll("button")) if (button.dataset.id in kept) button.setAttribute("aria-pressed", String(kept[button.dataset.id]));
  choices.addEventListener("click", e => {
    const button = e.target.closest("button");
    if (!button) return;
    const show = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(show));
    kept[button.dataset.id] = show;
    keep();
    clearTimeout(timer);
    timer = setTimeout(flush, 200);
  });
  copy?.addEventListener("click", async () => {
    try { await navigator.clipboard.writeText(link.value); } catch { link.focus(); link.select(); document.execCommand("copy"); }
    copy.textContent = copy.dataset.done;
  });
  addEventListener("online", flush);
  if (Object.keys(kept).length) flush();
})();
