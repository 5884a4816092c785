// The guests' page: a picture in large, by tap, swipe and keys, and the next pictures as one scrolls. Without it a picture opens as itself.
(() => {
  "use strict";
  const wall = document.getElementById("wall"), box = document.getElementById("box"), img = box.querySelector("img"), said = box.querySelector(".at"), save = box.querySelector(".save");
  const tiles = () => [...wall.querySelectorAll("a")], more = () => document.getElementById("more");
  let at = 0, from = null, asking = null;

  // Pages that follow are read in place; what is on them looks like what is here.
  const next = () => asking ??= (async () => {
    const link = more();
    if (!link) return false;
    try {
      const answer = await fetch(link.href);
      if (!answer.ok) { location.reload(); return false; }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html"), list = page.getElementById("wall");
      if (!list) { location.reload(); return false; }
      wall.append(...list.children);
      const then = page.getElementById("more");
      if (then) link.href = then.getAttribute("href"); else link.parentElement.remove();
      return true;
    } catch { return false; } finally { asking = null; }
  })();

  async function show(to) {
    let all = tiles();
    if (to >= all.length && await next()) all = tiles();
    if (to < 0 || to >= all.length) return;
    at = to;
    const tile = all[at];
    said.textContent = String(at + 1);
    img.src = tile.href;
    img.alt = tile.firstElementChild.alt;
    if (save) save.href = tile.dataset.save;
    box.querySelector(".prev").disabled = at === 0;
    box.querySelector(".fwd").disabled = at === all.length - 1 && !more();
    if (all[at + 1]) new Image().src = all[at + 1].href;
    if (!box.open) { box.showModal(); history.pushState({ box: 1 }, ""); }
    if (at > all.length - 4) next();
  }
  const shut = () => { if (box.open) { box.close(); tiles()[at]?.focus(); } };
  const leave = () => { if (history.state?.box) history.back(); else shut(); };

  wall.addEventListener("click", e => {
    const tile = e.target.closest("a");
    if (!tile || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    show(tiles().indexOf(tile));
  });
  img.addEventListener("error", () => { said.textContent = box.dataset.gone; });
  box.addEventListener("click", e => {
    if (e.target.closest(".prev")) show(at - 1);
    else if (e.target.closest(".fwd")) show(at + 1);
    else if (e.target === box || e.target.closest(".x")) leave();
  });
  box.addEventListener("cancel", e => { e.preventDefault(); leave(); });
  box.addEventListener("keydown", e => {
    if (e.key === "ArrowLeft") show(at - 1);
    else if (e.key === "ArrowRight" || e.key === " " && e.target === box) show(at + 1);
    else return;
    e.preventDefault();
  });
  box.addEventListener("pointerdown", e => { from = e.isPrimary ? [e.clientX, e.clientY] : null; });
  box.addEventListener("pointerup", e => {
    if (!from) return;
    const [x, y] = [e.clientX - from[0], e.clientY - from[1]];
    from = null;
    if (Math.abs(x) > 48 && Math.abs(x) > 2 * Math.abs(y)) show(at + (x < 0 ? 1 : -1));
    else if (y > 96 && y > 2 * Math.abs(x)) leave();
  });
  addEventListener("popstate", shut);
  if (!save) for (const what of ["contextmenu", "dragstart"]) addEventListener(what, e => { if (e.target.closest("#wall, #box")) e.preventDefault(); });
  more()?.addEventListener("click", e => { e.preventDefault(); next(); });
  if (more()) new IntersectionObserver(seen => { if (seen.some(s => s.isIntersecting)) next(); }, { rootMargin: "800px" }).observe(more());
})();
