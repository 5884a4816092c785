// The couple's gallery: a window of tiles over any number of photos, a lightbox, and an outbox of wishes that is emptied only by a 2xx.
(() => {
  "use strict";
  const $ = (s, e = document) => e.querySelector(s);
  const D = JSON.parse($("#data").textContent), W = D.words, grid = $("#grid"), box = $("#box"), strip = $(".strip"), sheet = $("#sheet"), note = $("#note"), side = $("#side"), cmp = $("#cmp");
  const say = (key, ...args) => W[key].replace(/\{(\d)\}/g, (_, i) => args[i]);
  const [ID, SHA, WIDTH, HEIGHT, HASH, MINE, OTHER, NOTE, PART, BURST, TOP, PIN, BACK] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
  const src = (p, size) => `${D.images}/${p[ID]}/${p[SHA]}-${size}.jpg`;
  const won = n => say("Money", n.toLocaleString("en"));
  const typed = p => drafts[p[ID]] ?? p[NOTE];
  const counts = p => p[MINE] === 2 || p[OTHER] === 2;
  let photos = D.photos, at = new Map(), filter = "", part = 0, view = null, agreed = false, count = D.count, limit = D.limit, total = D.total, loaded = false;

  // ---- what is wished but not yet said to be stored; kept where a reload, a dead battery or a dead server can't reach it
  const get = (k, or) => { try { return JSON.parse(localStorage.getItem(D.key + k)) || {}; } catch { return or; } };
  const set = (k, b) => { try { Object.keys(b).length ? localStorage.setItem(D.key + k, JSON.stringify(b)) : localStorage.removeItem(D.key + k); } catch { /* private mode: memory holds it */ } };
  let box_ = {}, drafts = get("-notes", {});
  const readBox = () => get("", box_);
  const writeBox = b => set("", box_ = b);
  let timer = 0, waitMs = 0, tick = 0, flight = null, stuck = false;
  const page = { "MG-Page": D.page };
  const post = (url, body, alive) => fetch(url, { method: "POST", headers: { "Content-Type": "application/json", RequestVerificationToken: D.token, ...page }, body, keepalive: alive && body.length < 6e4 });

  const later = ms => { clearTimeout(timer); timer = setTimeout(flush, ms); };
  const open_ = () => Object.keys(readBox()).length;
  const gone = sent => { const left = readBox(); for (const [id, w] of sent) if (left[id] && left[id].t === w.t) delete left[id]; writeBox(left); return left; };

  // Tells whether everything is stored. One at a time, except when the page is being left.
  function flush(leaving) {
    clearTimeout(timer);
    if (flight && leaving !== true) return flight;
    return flight = send().finally(() => { flight = null; state(); });
  }
  async function send() {
    let most = 100, lost = false;
    while (open_()) {
      const sent = [];
      let size = 0;
      for (const e of Object.entries(readBox()).sort((a, b) => a[1].t - b[1].t)) { size += 90 + (e[1].n || "").length * 3; if (sent.length && (size > 5e4 || sent.length >= most)) break; sent.push(e); }
      state();
      try {
        const r = await post("/c/proof/picks", JSON.stringify({ now: Date.now(), wishes: sent.map(([id, w]) => ({ id, ...w })) }), true);
        if (r.ok) {
          const a = await r.json(), left = gone(sent);
          limit = a.limit;
          for (const x of a.refused) refused(x, left, sent);
          if (!open_()) count = a.count;
          changed();
          m?.settle();
        } else if ([403, 404, 409].includes(r.status)) return await over(r);
        else if (r.status === 400) {
          // One that is never taken must neither hold up the others nor go unseen.
          if (sent.length > 1) most = 1;
          else { gone(sent); lost = true; }
        } else throw r.status;
        waitMs = 0;
      } catch {
        waitMs = Math.min(30000, (waitMs || 500) * 2);
        later(waitMs);
        return false;
      }
    }
    waitMs = 0;
    if (lost) location.reload();
    return !lost;
  }

  // Over, or another link was opened in this browser since. Nothing is thrown away: what came too late lies aside until the round is open again.
  async function over(r) {
    if (r.status === 409) return (await rest()).over(await r.json());
    location.reload();
    return false;
  }
  const aside = () => { set("-late", { ...get("-late", {}), ...readBox() }); writeBox({}); };

  function refused(x, left, sent) {
    const p = photos[at.get(x.id)];
    if (!p || left[x.id]) return;
    put(p, x.k, x.n);
    // What was written stays, though the pick does not.
    const note = sent.find(s => s[0] === x.id)[1].n;
    if (note && note !== x.n && /Limit|Section/.test(x.code)) wish(p, x.k || 1, note);
    if (x.code !== "PhotoNotInGallery") full(p, x.code !== "PickLimitReached" && x.text);
  }
  // No room for one more: calmly asked. Where not even the question can be had, it is kept as a candidate.
  const full = (p, why) => rest().then(m => m.full(p, why), () => wish(p, p[MINE] || 1));

  // An old outbox may come before the photos: its wishes are laid over them as they arrive.
  function put(p, kind, text, pin) {
    const before = counts(p);
    p[MINE] = kind;
    if (text != null) p[NOTE] = text;
    if (pin) p[PIN] = pin.x < 0 ? "" : pin.x + "," + pin.y;
    count += counts(p) - before;
  }

  function wish(p, kind, text, pin) {
    if (!D.open) return;
    const over = kind === 2 && !counts(p) && limit && count >= limit;
    if (over && !agreed) return full(p);
    const old = p[MINE], was = p[PIN];
    if (!kind) p[BACK] |= 1;
    put(p, kind, text, pin);
    const b = readBox(), had = b[p[ID]] || {};
    b[p[ID]] = { ...had, ...pin, k: kind, n: text ?? had.n ?? null, t: tick = Math.max(Date.now(), tick + 1, (had.t || 0) + 1), b: !!(over || kind === 2 && had.b) };
    writeBox(b);
    changed(p); later(150); setTimeout(state, 20);
    if (was && pin?.x < 0) { const [x, y] = was.split(","); undoable(say("Undo.Pin"), () => p[PIN] || wish(p, p[MINE], null, { x: +x, y: +y })); }
    if (old > kind && text == null && !pin) { undoable(say("Undo.Out"), () => wish(p, old)); m?.settle(p); }
  }

  // ---- saying how it stands
  function state() {
    const open = open_(), s = $("#state"), text = open ? say(stuck ? "State.Unsaved" : waitMs || !navigator.onLine ? "State.Waiting" : "State.Saving") : s.textContent ? say("State.Saved") : "";
    // Half a second of "saving" would only flicker.
    clearTimeout(state.t);
    state.t = setTimeout(() => { s.textContent = text; s.className = open && (stuck || waitMs) ? "wait" : ""; if (text && !open) state.t = setTimeout(() => { s.textContent = ""; }, 2500); }, open && !waitMs ? 500 : 0);
  }
  let undoTimer = 0;
  function undoable(text, act, stays) {
    const u = $("#undo");
    $("span", u).textContent = text;
    $("button", u).onclick = () => { u.hidden = true; act(); };
    u.hidden = false;
    clearTimeout(undoTimer);
    if (!stays) undoTimer = setTimeout(() => { u.hidden = true; }, 5000);
  }
  function ask(title, text, thumbs, buttons) {
    $("h2", sheet).textContent = title;
    $("p", sheet).textContent = text;
    $(".thumbs", sheet).replaceChildren(...thumbs);
    $(".actions", sheet).replaceChildren(...buttons.map(([label, act, main]) => {
      const b = document.createElement("button");
      b.className = main ? "btn main" : "btn quiet";
      b.textContent = label;
      b.onclick = () => act(b);
      return b;
    }));
    if (!sheet.open) sheet.showModal();
  }
  sheet.addEventListener("click", e => { if (e.target === sheet) sheet.close(); });

  // Of one photo: a tap draws its own tile only, and asks for no place, which would have the browser lay the page out twice.
  function changed(one) {
    $("#count").textContent = (limit ? `${count} / ${limit}` : count) + (limit && count > limit && D.extra ? " · +" + won((count - limit) * D.extra) : "");
    if (D.album) {
      const [pages, photos, price] = D.album, need = Math.ceil(count * 10 / photos) * 2, more = need > pages, a = $("#pages");
      a.textContent = say("Album.Pages", need, pages) + (more && price ? " · +" + won((need - pages) * price) : "");
      a.className = more ? "num over" : "num";
    }
    const s = $("#submit");
    if (s) s.hidden = count < 1;
    if (filter && !box.open) select();
    if (!one || filter) paint(true);
    else for (const e of pool.values()) if (e.p === one) mark(e, one);
    if (box.open) marks();
    if (side.open) rest().then(m => m.compare());
    m?.parts();
    cmp.hidden = !beside.size;
    cmp.textContent = say("Compare.Open", beside.size);
    cmp.disabled = beside.size < 2;
  }

  // ---- the window: as many tiles as fit and a few rows around them, whatever the album's size
  let cols = 3, cell = 120, gap = 2, pool = new Map(), focus = 0, queued = false, first = 0;
  const n = () => view ? view.length + (filter || part || loaded ? 0 : Math.max(0, total - photos.length)) : Math.max(loaded ? 0 : total, photos.length);
  const photo = i => photos[view ? view[i] : i];

  // Of a burst the best one stands for all, and whatever somebody said something of.
  const bursts = new Map(), unfolded = new Set();
  let folds = localStorage.getItem(D.key + "-fold") !== "0";
  const burst = p => p[BURST] && bursts.get(p[BURST]);
  const shows = p => { const b = burst(p); return !b || b.n < 2 || b.top === p || unfolded.has(p[BURST]) || p[MINE] || p[OTHER] || typed(p); };
  // As the studio's list has it: one picked it, the other keeps it as a candidate or took it back.
  const differ = p => p[MINE] === 2 ? p[OTHER] === 1 || !p[OTHER] && p[BACK] & 2 : p[OTHER] === 2 && (p[MINE] || p[BACK] & 1);
  const tests = {
    "2": counts, "1": p => p[MINE] === 1, note: p => typed(p) || p[PIN], mine: p => p[MINE] === 2, other: p => p[OTHER] === 2,
    both: p => p[MINE] === 2 && p[OTHER] === 2, one: p => (p[MINE] === 2) !== (p[OTHER] === 2) && !differ(p), differ,
  };
  function select() {
    const test = tests[filter], fold = folds && !filter && bursts.size;
    view = test || part || fold ? photos.flatMap((p, i) => (!test || test(p)) && (!part || p[PART] === part) && (!fold || shows(p)) ? [i] : []) : null;
    measure();
    const none = $("#none");
    none.hidden = n() > 0;
    none.textContent = say({ "": part ? "Empty.Filter" : "Empty.All", "1": "Empty.Candidates", "2": "Empty.Picked" }[filter] || "Empty.Filter");
  }
  // Nobody loses their place in the whole album by looking at a part of it.
  let home = null, ours = -1;
  const row = i => grid.offsetTop + Math.floor(i / cols) * (cell + gap), jump = y => { scrollTo(0, y); ours = scrollY; };
  function show(f, all, to) {
    home = to || (filter || part ? home : photo(first));
    filter = f; part = all ?? part;
    for (const b of document.querySelectorAll("[data-f]")) b.setAttribute("aria-pressed", b.dataset.f === f);
    for (const b of document.querySelectorAll("[data-p]")) b.setAttribute("aria-pressed", +b.dataset.p === part);
    drop(); select();
    const k = f || part || !home ? 0 : at.get(home[ID]), i = Math.max(0, view ? view.findIndex(x => x >= k) : k), top = grid.offsetTop - 48;
    shown = focus = i;
    if (i || scrollY > top) jump(i ? row(i) - (to ? innerHeight / 3 : 0) : top);
    paint(true);
    if (to) move(i, true);
    m?.left(f);
  }
  function measure() {
    const w = grid.clientWidth || innerWidth;
    cols = w < 720 ? 3 : Math.max(4, Math.round(w / 240));
    cell = (w - gap * (cols - 1)) / cols;
    grid.style.height = Math.max(0, Math.ceil(n() / cols) * (cell + gap) - gap) + "px";
  }
  // The second row: the parts of the day that there are, and folding where there is something to fold.
  const fold = $("#fold");
  function parts() {
    const there = [...new Set(photos.map(p => p[PART] || 0))].filter(Boolean).sort();
    for (const k of there) {
      if ($(`[data-p="${k}"]`)) continue;
      const b = document.createElement("button");
      b.type = "button"; b.dataset.p = k; b.textContent = D.sections[k - 1];
      b.setAttribute("aria-pressed", part === k);
      b.onclick = () => show(filter, part === k ? 0 : k);
      fold.before(b);
    }
    m?.parts();
    fold.hidden = ![...bursts.values()].some(b => b.n > 1);
    fold.setAttribute("aria-pressed", folds);
    fold.parentElement.hidden = fold.hidden && !there.length;
  }
  fold.onclick = () => {
    folds = !folds; unfolded.clear();
    try { localStorage.setItem(D.key + "-fold", +folds); } catch { /* only for now then */ }
    fold.setAttribute("aria-pressed", folds);
    show(filter);
  };
  function unfold(p) {
    const b = p && burst(p);
    if (!b || b.n < 2 || !folds || filter) return;
    unfolded.has(p[BURST]) ? unfolded.delete(p[BURST]) : unfolded.add(p[BURST]);
    drop(); select(); paint(true);
  }
  const drop = () => { for (const e of pool.values()) e.remove(); pool.clear(); bare.clear(); };

  function paint(marksToo) {
    const step = cell + gap, top = scrollY - grid.offsetTop, from = Math.max(0, Math.floor(top / step) - 2) * cols, to = Math.min(n(), (Math.ceil((top + innerHeight) / step) + 2) * cols);
    const free = [];
    for (const [i, e] of pool) if (i < from || i >= to) { pool.delete(i); free.push(e); }
    for (let i = from; i < to; i++) {
      let e = pool.get(i);
      const fresh = !e;
      if (fresh) {
        e = free.pop() || tile();
        pool.set(i, e);
        e.style.width = e.style.height = cell + "px";
        e.style.left = i % cols * step + "px"; e.style.top = Math.floor(i / cols) * step + "px";
        e.p = null; e.i = i;
        e.tabIndex = i === focus ? 0 : -1;
      }
      const p = photo(i);
      if (p && e.p !== p) {
        e.p = p;
        undress(e, p[HASH] ? tint(p) : "");
        bare.add(e);
        mark(e, p);
      } else if (!p && fresh) { bare.delete(e); undress(e, ""); e.className = "cell"; label(e, say("Photo", i + 1)); }
      else if (p && marksToo) mark(e, p);
    }
    for (const e of free) { bare.delete(e); e.remove(); }
    first = Math.max(0, Math.floor(top / step) * cols);
    dress();
  }
  // A tile has its photo's colour at once. Its blur, then its picture, come in the order of the tiles and within a few milliseconds
  // a frame, so that a slow phone keeps its frames; while the reader flies, no picture is asked for that has gone by when it comes.
  const bare = new Set();
  let flying = false, dressing = 0;
  function dress() {
    const until = performance.now() + 6;
    for (const e of bare) {
      if (performance.now() > until) break;
      const p = e.p, img = e.lastChild;
      if (p[HASH] && e.blurred !== p) blur(e, p);
      if (flying) continue;
      bare.delete(e);
      img.p = p;
      img.src = src(p, 480);
    }
    if (bare.size && !dressing && (!flying || [...bare].some(e => e.p[HASH] && e.blurred !== e.p))) dressing = requestAnimationFrame(() => { dressing = 0; dress(); });
  }
  // What the tile showed before is gone at once, and no longer asked for.
  const undress = (e, colour) => {
    e.lastChild.className = "";
    e.lastChild.removeAttribute("src");
    e.firstChild.hidden = true;
    e.blurred = null;
    e.style.backgroundColor = colour;
  };
  function tile() {
    const e = document.createElement("button"), img = document.createElement("img"), under = document.createElement("canvas");
    e.type = "button"; e.className = "cell";
    img.alt = ""; img.decoding = "async"; img.draggable = false;
    under.hidden = true;
    // Drawn over whole, the blur is only drawn for nothing, with each tap anew.
    img.onload = () => { if (img.p === e.p) { img.className = "on"; setTimeout(() => { under.hidden ||= img.className; }, 200); } };
    img.onerror = () => { if (img.p === e.p) e.p = null; img.removeAttribute("src"); };
    e.append(under, img);
    grid.append(e);
    return e;
  }
  const label = (e, text) => { if (e.said !== text) e.setAttribute("aria-label", e.said = text); };
  function mark(e, p) {
    const kind = p[MINE], other = p[OTHER] === 2;
    const looks = "cell" + (kind === 2 ? " two" : kind === 1 ? " one" : "") + (other ? " other" : "");
    // Written again is drawn again.
    if (e.className !== looks) e.className = looks;
    const said = [say("Photo", e.i + 1)];
    if (kind) said.push(say(kind === 2 ? "Photo.Picked" : "Photo.Candidate"));
    if (other && D.other) said.push(say("Photo.ByOther", D.other));
    const b = folds && !filter && burst(p), top = b && b.n > 1 && b.top === p;
    if (top && !e.more) e.insertBefore(e.more = document.createElement("i"), e.lastChild);
    if (e.more) e.more.hidden = !top;
    if (top) { e.more.dataset.n = unfolded.has(p[BURST]) ? "–" : "+" + (b.n - 1); said.push(unfolded.has(p[BURST]) ? say("Burst.Fold") : say("Burst", b.n - 1)); }
    label(e, said.join(", "));
  }
  const soon = () => { if (!queued) { queued = true; requestAnimationFrame(() => { queued = false; paint(); }); } };
  let place = 0, was = [scrollY, 0], landed = 0;
  addEventListener("scroll", e => {
    flying = Math.abs(scrollY - was[0]) > 3 * Math.max(8, e.timeStamp - was[1]) && e.timeStamp - was[1] < 500;
    was = [scrollY, e.timeStamp];
    clearTimeout(landed);
    if (flying) landed = setTimeout(() => { flying = false; paint(); }, 120);
    soon();
    clearTimeout(place);
    if (scrollY !== ours) place = setTimeout(() => { if (!filter && !part) try { localStorage.setItem(D.key + "-at", first); } catch { /* no place to remember */ } }, 300);
  }, { passive: true });
  addEventListener("resize", () => { const keep = first; drop(); measure(); if (scrollY > grid.offsetTop) jump(row(keep)); paint(); });

  grid.addEventListener("click", e => {
    const c = e.target.closest(".cell");
    if (!c || !c.p) return;
    const r = c.getBoundingClientRect();
    move(c.i, false);
    if (e.detail && c.more && !c.more.hidden && e.clientY < r.top + 44 && e.clientX > r.right - 52) return unfold(c.p);
    const low = D.open && e.detail && e.clientY > r.bottom - 48;
    if (low && e.clientX > r.right - 48) pick(c.p);
    else if (low && e.clientX < r.left + 44 && c.p[MINE] !== 2) heart(c.p);
    else open(c.i);
  });
  const pick = p => wish(p, p[MINE] === 2 ? 0 : 2);
  const heart = p => wish(p, p[MINE] === 1 ? 0 : 1);

  function move(i, scroll) {
    const old = pool.get(focus);
    if (old) old.tabIndex = -1;
    focus = Math.max(0, Math.min(n() - 1, i));
    if (scroll) {
      const y = row(focus);
      if (y < scrollY + 56) scrollTo(0, y - 56);
      else if (y + cell > scrollY + innerHeight - 88) scrollTo(0, y + cell - innerHeight + 88);
      paint();
    }
    const e = pool.get(focus);
    if (e) { e.tabIndex = 0; if (scroll) e.focus({ preventScroll: true }); }
  }
  // By their place: with a Korean input source the letters themselves are others.
  const letter = e => e.ctrlKey || e.metaKey || e.altKey ? "" : e.code, letters = { KeyC: p => heart(p), KeyE: p => unfold(p), KeyX: p => put_(p) };
  grid.addEventListener("keydown", e => {
    // Focus may have come another way than by our keys: a screen reader's, a voice's.
    focus = e.target.closest(".cell")?.i ?? focus;
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: cols, ArrowUp: -cols, PageDown: cols * 4, PageUp: -cols * 4, Home: -1e9, End: 1e9 }[e.key], p = photo(focus);
    if (by) move(focus + by, true);
    else if (e.key === " " && p) pick(p);
    else if (p && letters[letter(e)]) letters[letter(e)](p);
    else return;
    e.preventDefault();
  });
  grid.addEventListener("keyup", e => { if (e.key === " ") e.preventDefault(); });
  for (const b of document.querySelectorAll("[data-f]")) b.onclick = () => show(b.dataset.f);

  // ---- the lightbox: three pictures side by side, the outer two are the preloading
  let shown = 0;
  // Counter, undo and what is saved go along: nothing under an open dialog can be seen or touched.
  const dock = $(".dock"), hold = () => side.open ? side.append(dock) : box.open ? box.append(dock) : box.before(dock);
  const big = () => Math.max(innerWidth, innerHeight) * Math.min(devicePixelRatio, 2) > 1200 ? 2048 : 1024;
  function open(i) {
    if (!box.open) { box.showModal(); hold(); history.pushState({ box: 1 }, ""); }
    go(i);
  }
  function go(i) {
    shown = i;
    const imgs = strip.children;
    for (let k = 0; k < 3; k++) {
      const p = photo(i + k - 1), img = imgs[k];
      if (!p) { img.removeAttribute("src"); img.style.backgroundImage = ""; continue; }
      const url = src(p, big());
      img.onerror = () => { img.removeAttribute("src"); };
      if (img.getAttribute("src") !== url) { img.removeAttribute("src"); img.style.backgroundImage = `url(${src(p, 480)})`; img.src = url; }
    }
    strip.classList.remove("go");
    strip.style.transform = "";
    pinning = false;
    marks();
  }
  function marks() {
    const p = photo(shown);
    if (!p) return shut();
    strip.children[1].alt = say("Photo", shown + 1);
    $(".at", box).textContent = pinning ? say("Pin.Where") : `${shown + 1} / ${n()}` + (p[OTHER] === 2 && D.other ? " · " + say("Photo.ByOther", D.other) : "");
    spot(p);
    for (const [a, on, off, is] of [["compare", "Compare.Off", "Compare", beside.has(p)], ["pin", "Pin.Off", "Pin.Set", !!p[PIN] || pinning]]) {
      const b = $(`[data-a=${a}]`, box);
      if (b) { b.setAttribute("aria-pressed", is); b.setAttribute("aria-label", say(is ? on : off)); }
    }
    for (const [a, k, on, off] of [["heart", 1], ["tick", 2, "Unpick", "Pick"]]) {
      const b = $(`[data-a=${a}]`, box);
      b.setAttribute("aria-pressed", p[MINE] === k);
      if (on) b.setAttribute("aria-label", say(p[MINE] === k ? on : off));
    }
    if (D.save) $(".save", box).href = "/c/proof/save/" + p[ID];
    if (document.activeElement !== note || note.p !== p) { note.p = p; note.value = typed(p); warn(); }
  }
  // Where the picture really stands on the screen: it is fitted into the strip.
  let pinning = false;
  const pinMark = $(".mark", box);
  function frame(p) {
    const w = strip.clientWidth, h = strip.clientHeight, s = Math.min(w / p[WIDTH], h / p[HEIGHT]);
    return { x: (w - p[WIDTH] * s) / 2, y: (h - p[HEIGHT] * s) / 2, w: p[WIDTH] * s, h: p[HEIGHT] * s };
  }
  function spot(p) {
    pinMark.hidden = !p[PIN];
    if (!p[PIN]) return;
    const [x, y] = p[PIN].split(","), f = frame(p);
    pinMark.style.transform = `translate(${f.x + f.w * x / 1000}px,${f.y + f.h * y / 1000}px)`;
  }
  function pin(e) {
    const p = photo(shown), f = frame(p), r = strip.parentElement.getBoundingClientRect();
    const x = Math.round((e.clientX - r.left - f.x) / f.w * 1000), y = Math.round((e.clientY - r.top - f.y) / f.h * 1000);
    if (x < 0 || y < 0 || x > 1000 || y > 1000) return;
    pinning = false;
    wish(p, p[MINE] || 1, null, { x, y });
    note.focus();
  }

  // ---- two to four beside each other
  const beside = new Set();
  function put_(p) {
    if (!beside.delete(p)) {
      if (beside.size > 3) return ask(say("Compare.Full"), "", [], [[say("Compare.Open", 4), () => { sheet.close(); look(); }, true]]);
      beside.add(p);
    }
    changed();
  }
  const look = async () => { await rest(); if (!side.open) side.showModal(); hold(); changed(); };
  cmp.onclick = look;
  side.addEventListener("click", e => { if (e.target.matches(".x")) side.close(); });
  side.addEventListener("close", hold);

  function turn(by) {
    if (!photo(shown + by)) { strip.classList.add("go"); strip.style.transform = ""; return; }
    keepNote();
    strip.classList.add("go");
    strip.style.transform = `translateX(${-100 - by * 100}%)`;
    // The outer picture becomes the middle one: moved, not loaded again.
    setTimeout(() => { by > 0 ? strip.append(strip.firstChild) : strip.prepend(strip.lastChild); go(shown + by); }, matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 130);
  }
  function shut() { if (box.open) history.back(); }
  addEventListener("popstate", () => { if (box.open) { keepNote(); box.close(); } });
  if (!D.save) for (const e of ["contextmenu", "dragstart"]) addEventListener(e, x => x.target.tagName === "IMG" && x.preventDefault());
  box.addEventListener("cancel", e => { e.preventDefault(); shut(); });
  box.addEventListener("close", () => { hold(); if (filter) select(); move(Math.min(shown, n() - 1), true); paint(true); });
  box.addEventListener("click", e => {
    const a = e.target.dataset.a;
    if (a === "close") shut();
    else if (a === "prev") turn(-1);
    else if (a === "next") turn(1);
    else if (a === "heart") heart(photo(shown));
    else if (a === "tick") pick(photo(shown));
    else if (a === "compare") put_(photo(shown));
    else if (a === "pin") {
      const p = photo(shown);
      if (p[PIN]) wish(p, p[MINE], null, { x: -1, y: -1 });
      else { pinning = !pinning; marks(); }
    }
  });
  box.addEventListener("keydown", e => {
    if (e.target === note) { if (e.key === "Escape") { e.preventDefault(); note.blur(); } return; }
    if (e.key === "ArrowLeft") turn(-1);
    else if (e.key === "ArrowRight") turn(1);
    else if (e.key === " " && !e.target.closest("button")) { e.preventDefault(); pick(photo(shown)); }
    else if (letter(e) !== "KeyE" && letters[letter(e)]) letters[letter(e)](photo(shown));
  });
  function warn() {
    const long = $(".long", box), over = note.value.length > D.noteMost;
    long.hidden = !over;
    if (over) long.textContent = say("Note.Long", D.noteMost.toLocaleString("en"), note.value.length.toLocaleString("en"));
    return over;
  }
  // A note on an unmarked photo makes it a candidate: else nobody would ever read it. One that is too long stays on the phone until it is shorter.
  function keepNote() {
    const p = note.p, over = warn();
    if (!D.open || !p || note.value === typed(p)) return;
    delete drafts[p[ID]];
    if (over) drafts[p[ID]] = note.value;
    set("-notes", drafts);
    if (!over && note.value !== p[NOTE]) wish(p, p[MINE] || 1, note.value);
  }
  let typing = 0;
  note.addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(keepNote, 800); });
  note.addEventListener("blur", keepNote);

  let x0 = 0, y0 = 0, t0 = 0, drag = false;
  strip.addEventListener("pointerdown", e => { if (e.isPrimary && !(window.visualViewport && visualViewport.scale > 1.05)) { x0 = e.clientX; y0 = e.clientY; t0 = e.timeStamp; drag = true; strip.classList.remove("go"); } });
  strip.addEventListener("pointermove", e => {
    if (!drag || !e.isPrimary) return;
    const dx = e.clientX - x0;
    if (Math.abs(dx) > 8) { strip.setPointerCapture(e.pointerId); strip.style.transform = `translateX(calc(-100% + ${dx}px))`; }
  });
  const lift = e => {
    if (!drag || !e.isPrimary) return;
    drag = false;
    if (pinning && e.type === "pointerup" && Math.abs(e.clientX - x0) < 8 && Math.abs(e.clientY - y0) < 8) return pin(e);
    const dx = e.clientX - x0, dy = e.clientY - y0, fast = Math.abs(dx) / Math.max(1, e.timeStamp - t0) > .4;
    if (e.type === "pointerup" && (Math.abs(dx) > innerWidth / 4 || fast && Math.abs(dx) > 24)) turn(dx < 0 ? 1 : -1);
    else if (e.type === "pointerup" && dy > 90 && Math.abs(dx) < 60) shut();
    else { strip.classList.add("go"); strip.style.transform = ""; }
  };
  strip.addEventListener("pointerup", lift);
  strip.addEventListener("pointercancel", lift);

  // ---- what the first view does not need comes after it: submitting, comparing, what came too late
  let more = null, m = null;
  const rest = () => more ??= new Promise((onload, onerror) => document.head.append(Object.assign(document.createElement("script"), { src: grid.dataset.more, onload, onerror }))).then(() => m = mgMore({
    $, D, grid, say, won, counts, differ, src, ask, post, flush, over, aside, undoable, shut, get, set, wish, put_, pick, heart, show, open, sheet, side, beside, at, drafts, open_,
    get photos() { return photos; }, get view() { return view; }, get count() { return count; }, get limit() { return limit; },
    now(c, l) { count = c; limit = l; changed(); }, stick(is) { stuck = is; state(); }, agree() { agreed = true; },
  }), e => { more = null; throw e; });
  const submit = $("#submit");
  if (submit) submit.onclick = async () => {
    submit.disabled = true;
    try { await (await rest()).submit(); }
    catch { ask(say("Submit.Title", count), say("Submit.Failed"), [], [[say("Submit.Stay"), () => sheet.close(), true]]); }
    submit.disabled = false;
  };

  // ---- ThumbHash (the public format): 16 pixels across are enough, the browser smooths them
  const bytes = p => Uint8Array.from(atob(p[HASH]), c => c.charCodeAt(0));
  const rgb = (l, q1, q2) => { const b = l - 2 / 3 * q1, r = (3 * l - b + q2) / 2; return [r * 255, (r - q2) * 255, b * 255]; };
  const mean = h => { const a = h[0] | h[1] << 8 | h[2] << 16; return [(a & 63) / 63, (a >> 6 & 63) / 31.5 - 1, (a >> 12 & 63) / 31.5 - 1]; };
  const tint = p => `rgb(${rgb(...mean(bytes(p))).map(v => Math.max(0, Math.min(255, Math.round(v))))})`;
  // The same few waves for every photo.
  const waves = new Map();
  const wave = m => {
    let t = waves.get(m);
    if (!t) waves.set(m, t = Array.from({ length: 8 }, (_, k) => Float32Array.from({ length: m }, (_, v) => Math.cos(Math.PI / m * k * (v + .5)))));
    return t;
  };
  function blur(e, p) {
    const h = bytes(p), a = h[2] >> 2, b = h[3] | h[4] << 8;
    const land = b >> 15, lx = Math.max(3, land ? 7 : b & 7), ly = Math.max(3, land ? b & 7 : 7);
    let i = 0;
    const channel = (nx, ny, scale) => { const ac = []; for (let y = 0; y < ny; y++) for (let x = y ? 0 : 1; x * ny < nx * (ny - y); x++) ac.push(((h[5 + (i >> 1)] >> ((i++ & 1) << 2) & 15) / 7.5 - 1) * scale * 2); return ac; };
    const L = channel(lx, ly, (a & 31) / 31), P = channel(3, 3, (b >> 3 & 63) / 63 * 1.25), Q = channel(3, 3, (b >> 9 & 63) / 63 * 1.25), [l0, p0, q0] = mean(h);
    const w = land ? 16 : Math.max(4, Math.round(16 * lx / ly)), g = land ? Math.max(4, Math.round(16 * ly / lx)) : 16, X = wave(w), Y = wave(g);
    const canvas = e.firstChild, ctx = canvas.getContext("2d");
    canvas.width = w; canvas.height = g;
    const out = ctx.createImageData(w, g);
    const sum = (ac, nx, ny, v, x, y) => { let j = 0; for (let cy = 0; cy < ny; cy++) { const r = Y[cy][y]; for (let cx = cy ? 0 : 1; cx * ny < nx * (ny - cy); cx++) v += ac[j++] * X[cx][x] * r; } return v; };
    for (let y = 0, o = 0; y < g; y++) for (let x = 0; x < w; x++, o += 4) {
      out.data.set(rgb(sum(L, lx, ly, l0, x, y), sum(P, 3, 3, p0, x, y), sum(Q, 3, 3, q0, x, y)), o);
      out.data[o + 3] = 255;
    }
    ctx.putImageData(out, 0, 0);
    canvas.hidden = false;
    e.blurred = p;
  }

  // ---- begin with what came with the page, then read the rest line by line
  const pending = readBox();
  box_ = pending;
  if (!D.open && open_()) aside();
  grid.classList.toggle("open", D.open);
  const index = (p, i) => {
    at.set(p[ID], i);
    const w = D.open && pending[p[ID]], b = p[BURST] && (burst(p) || bursts.set(p[BURST], { n: 0, top: p }).get(p[BURST]));
    if (w) put(p, w.k, w.n, w.x == null ? null : w);
    if (b) { b.n++; if (p[TOP]) b.top = p; }
  };
  photos.forEach(index);
  parts();
  select(); paint();
  changed();
  const back = +localStorage.getItem(D.key + "-at") || 0;
  // Closing the lightbox goes back in the history: where the page stands then is ours to say.
  history.scrollRestoration = "manual";
  if (back >= cols) { jump(row(back)); paint(); }

  async function load() {
    if (photos.length < total || !total) {
      const r = await fetch("/c/proof/photos", D.page ? { headers: page } : {});
      if (r.status === 409) return over(r);
      if (!r.ok) throw r.status;
      const reader = r.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "", i = 0;
      for (;;) {
        const { value, done } = await reader.read();
        const lines = (rest + (value || "")).split("\n");
        rest = lines.pop();
        for (const line of lines) {
          const p = JSON.parse(line);
          if (!at.has(p[ID])) { const k = photos.push(p) - 1; index(p, k); }
          i++;
        }
        if (lines.length) { view ? select() : measure(); paint(); }
        if (done) break;
      }
    }
    loaded = true; total = photos.length;
    parts(); select(); changed();
    // The first write of all has the browser open its storage: better now than under the first tap.
    set("-0", { 0: 0 }); set("-0", {});
    grid.dataset.whole = total;
    // What can wait does: who taps now has the phone to themselves.
    const idle = async () => { await rest().catch(() => null); m?.parts(); if (D.open) { keep(); m?.offer(); } };
    window.requestIdleCallback ? requestIdleCallback(idle, { timeout: 3000 }) : setTimeout(idle);
  }
  const insist = ms => load().catch(() => setTimeout(() => insist(Math.min(30000, ms * 2)), ms));
  const keep = () => navigator.serviceWorker?.register("/c/proof/sw.js", { scope: "/c/proof" }).then(() => navigator.serviceWorker.ready).then(r => r.active.postMessage({
    keep: ["/c/proof", "/c/proof/photos", ...[...document.querySelectorAll("link[rel=stylesheet], script[src]")].map(e => e.href || e.src), ...photos.slice(0, 24).map(p => src(p, 480))],
  })).catch(() => { /* a browser that keeps nothing */ });
  // The pictures in sight go first: the rest of the list is long. Nobody waits for one that never comes.
  const latest = Date.now() + 1500;
  (function calm() { (bare.size || grid.querySelector("img[src]:not(.on)")) && Date.now() < latest && !scrollY ? setTimeout(calm, 50) : insist(1000); })();
  if (D.open) {
    flush();
    addEventListener("online", () => { waitMs = 0; flush(); if (box.open) go(shown); });
    addEventListener("offline", state);
    addEventListener("pagehide", () => { keepNote(); flush(true); });
    document.addEventListener("visibilitychange", () => { if (document.hidden) keepNote(); flush(document.hidden); });
  }
})();
