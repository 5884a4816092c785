// Says what was tapped or written on this phone and came too late. It stays there: the page that takes it offers it again.
for (const p of document.querySelectorAll("[data-kept]")) {
  // A gallery that is open again sends what waits without a question: what is said to be asked about lies aside.
  if (p.dataset.aside != null) {
    try {
      const read = key => JSON.parse(localStorage.getItem(key)) ?? {}, waits = read(p.dataset.kept);
      if (Object.keys(waits).length) localStorage.setItem(p.dataset.kept + "-late", JSON.stringify({ ...read(p.dataset.kept + "-late"), ...waits }));
      localStorage.removeItem(p.dataset.kept);
    } catch { /* A browser that keeps nothing. */ }
  }
  const said = ["", "-late", "-mine"].map(of => p.dataset.kept + of).flatMap(key => {
    try { return Object.values(JSON.parse(localStorage.getItem(key)) ?? {}); } catch { return []; }
    // Where notes are kept, one without words says nothing.
  }).filter(s => p.dataset.notes == null || s.n?.trim());
  if (!said.length) continue;
  const list = document.createElement("ul");
  list.append(...said.filter(s => s.n).map(s => Object.assign(document.createElement("li"), { textContent: s.n })));
  p.textContent = p.textContent.replace("{0}", said.length);
  if (list.firstChild) p.after(list);
  if (p.dataset.drop) {
    const drop = Object.assign(document.createElement("button"), { type: "button", className: "btn quiet", textContent: p.dataset.drop });
    drop.onclick = () => { for (const key of [p.dataset.kept, p.dataset.kept + "-late"]) localStorage.removeItem(key); p.hidden = true; list.remove(); drop.remove(); };
    (list.firstChild ? list : p).after(drop);
  }
  p.hidden = false;
}
