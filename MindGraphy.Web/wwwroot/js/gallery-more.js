// What the gallery's first view does not need, so that it stays light: submitting, comparing, swapping, the parts of the day, and what came too late.
window.mgMore = g => {
  "use strict";
  const { $, D, say, won, counts, src, ask, post, flush, wish, sheet, side, beside, at, grid } = g;
  const [ID, MINE, OTHER, PART, BACK, MOST] = [0, 5, 6, 8, 12, 17], stay = main => [say("Submit.Stay"), () => sheet.close(), main];

  // ---- too late, or for another page
  // Two flights may be told so at once: the second finds nothing waiting, and does not say less than the first did.
  let late = 0;
  function over(a) {
    const other = a.code === "OtherLinkOpened", waits = g.open_(), n = other ? waits : late += waits;
    if (!other && waits) g.aside();
    g.stick(other);
    ask(n ? say("Late", n) : say("State.Unsaved"), a.text + (!other && n ? "\n" + say("Late.Text") : ""), [], [[say("Reload"), () => location.reload(), true]]);
    return false;
  }
  // The round is open again: what was tapped after it had closed is offered, not sent by itself.
  function offer() {
    const all = Object.entries(g.get("-late", {}));
    if (!all.length) return;
    const done = () => { g.set("-late", {}); sheet.close(); };
    const take = () => {
      done();
      for (const [id, w] of all) {
        const p = g.photos[at.get(id)];
        if (p) wish(p, w.k === 2 && !counts(p) && g.limit && g.count >= g.limit ? 1 : w.k, w.n, w.x == null ? null : w);
      }
    };
    ask(say("Late", all.length), say("Late.Offer"), [], [[say("Late.Take"), take, true], [say("Late.Drop"), done]]);
  }

  // ---- no room for one more
  const rules = new Map(D.rules.map(([k, least, most]) => [k, { k, least, most }]));
  const picked = k => g.photos.filter(p => p[PART] === k && counts(p)).length;
  let want = null;
  function full(p, why) {
    const close = act => () => { sheet.close(); act(); };
    ask(why ? p[PART] ? say("Section.Full", D.sections[p[PART] - 1]) : "" : say("Limit.Title", g.limit), why || say("Limit.Text") + (D.extra ? "\n" + say("Limit.Price", won(D.extra)) : ""), [], [
      [say("Limit.Keep"), close(() => wish(p, 1)), true],
      ...!why && D.extra ? [[say("Limit.Buy", won(D.extra)), close(() => { g.agree(); wish(p, 2); })]] : [],
      [say("Limit.Swap"), close(() => swap(p, why && p[PART] || 0))],
    ]);
  }
  // What is wanted is a candidate at once, so that it is not lost whatever comes. With the first free place it is picked, and the reader is back at it.
  function swap(p, section) {
    wish(p, 1);
    g.shut();
    g.show("2", section, p);
    want = p;
    g.undoable(say("Swap.Wait"), () => { want = null; g.shut(); g.show("", 0, p); }, true);
  }
  function settle(out) {
    const p = want, rule = p && rules.get(p[PART]);
    if (!p || g.limit && g.count >= g.limit && !counts(p) || rule?.most && picked(rule.k) >= rule.most) return;
    want = null;
    if (p === out || p[MINE] !== 1) return;
    wish(p, 2);
    g.shut();
    g.show("", 0, p);
    g.undoable(say("Swap.Done"), () => { wish(p, 1); if (out) wish(out, 2); });
  }
  // Whoever goes elsewhere wants it no longer: it stays a candidate.
  function left(filter) {
    if (!want || filter === "2") return;
    want = null;
    $("#undo").hidden = true;
  }

  // ---- the parts of the day with how far each is, long before anybody submits
  const short = () => [...rules.values()].filter(r => picked(r.k) < r.least);
  let soon = 0;
  function parts() {
    if (!rules.size || !grid.dataset.whole) return;
    clearTimeout(soon);
    soon = setTimeout(() => {
      for (const { k, least, most } of rules.values()) {
        const b = $(`[data-p="${k}"]`), n = picked(k);
        if (!b) continue;
        b.textContent = D.sections[k - 1] + " " + say(most ? least ? "Part.Range" : "Part.Most" : "Part.Least", n, least || most, most);
        b.className = n < least ? "short" : most && n > most ? "over" : "met";
      }
    }, 20);
  }

  // ---- two to four beside each other
  function compare() {
    if (!beside.size) return side.close();
    const all = [...beside];
    side.firstChild.dataset.n = all.length;
    side.firstChild.replaceChildren(...all.map(p => {
      const f = document.createElement("figure"), i = document.createElement("img"), name = say("Photo", at.get(p[ID]) + 1);
      i.alt = name; i.src = src(p, 1024);
      const b = (a, label, is, act, off) => {
        const e = document.createElement("button");
        e.type = "button"; e.className = "i " + a; e.disabled = off && !D.open;
        e.setAttribute("aria-label", name + ", " + label); e.setAttribute("aria-pressed", is);
        e.onclick = act;
        return e;
      };
      const c = document.createElement("figcaption");
      c.append(b("cmpb", say("Compare.Off"), true, () => g.put_(p)), b("heart", say("Photo.Candidate"), p[MINE] === 1, () => g.heart(p), true), b("tick", say(p[MINE] === 2 ? "Unpick" : "Pick"), p[MINE] === 2, () => g.pick(p), true));
      f.append(i, c);
      return f;
    }));
  }

  // ---- submitting: what is asked is what the server has now, and what was read goes with the yes, so that nobody agrees to a sum that is not billed
  async function submit() {
    // A note that is too long to be kept would stay behind without anybody noticing.
    const long = g.photos.findIndex(p => p[ID] in g.drafts);
    if (long >= 0) { g.show("", 0); g.open(g.view ? g.view.indexOf(long) : long); return; }
    if (!(await flush())) {
      if (!sheet.open) ask(say("Submit.Title", g.count), say("Submit.Waiting"), [], [stay(true)]);
      return;
    }

    const stands = await post("/c/proof/order", JSON.stringify({ moved: [] }));
    if ([403, 404, 409].includes(stands.status)) return g.over(stands);
    if (!stands.ok) throw stands.status;
    // What the other one picked or took back since this page was made.
    const { order } = await stands.json(), now = new Set(order);
    for (const p of g.photos) {
      if (now.has(p[ID]) && p[MINE] !== 2) p[OTHER] = 2;
      else if (!now.has(p[ID]) && p[OTHER] === 2) { p[OTHER] = 0; p[BACK] |= 2; }
    }
    g.now(order.length, g.limit);
    asking();
  }
  function asking(first) {
    const { count, limit } = g, all = g.photos.filter(counts), most = all.length > MOST + 1 ? MOST : MOST + 1;
    const thumbs = all.slice(0, most).map(p => { const i = document.createElement("img"); i.alt = ""; i.src = src(p, 480); return i; });
    if (all.length > most) { const m = document.createElement("span"); m.textContent = say("More", all.length - most); thumbs.push(m); }
    const due = limit && D.extra ? Math.max(0, count - limit - D.priced) : 0, sum = due * (D.extra || 0);
    // What the server would refuse, and where two people may still want to talk, with the way there.
    const few = short(), differ = D.other ? g.photos.filter(g.differ).length : 0, go = (f, k) => () => { sheet.close(); g.show(f, k); };
    const text = [first, ...few.map(r => say("Submit.Short", D.sections[r.k - 1], r.least, picked(r.k))), differ && say("Submit.Differ", differ), say("Submit.Text"), limit && count < limit && say("Submit.Fewer", limit - count), due && say("Submit.Extra", due, won(sum)), D.priced && D.extra && say("Submit.Priced", D.priced, won(D.priced * D.extra))];
    ask(say("Submit.Title", count), text.filter(Boolean).join("\n"), thumbs, [
      ...few.slice(0, 2).map((r, i) => [say("Submit.ShortGo", D.sections[r.k - 1]), go("", r.k), !i]),
      [say("Submit.Confirm"), b => confirm(b, count, sum), !few.length],
      ...differ ? [[say("Submit.DifferGo"), go("differ", 0)]] : [],
      stay(),
    ]);
  }
  async function confirm(b, count, extra) {
    const p = $("p", sheet);
    b.setAttribute("aria-busy", "true"); b.disabled = true;
    try {
      if (!(await flush())) { if (b.isConnected) p.textContent = say("Submit.Waiting"); return; }
      // One key until an answer came: however often it is sent, it is one submission.
      const k = D.key + "-submit";
      let key = localStorage.getItem(k);
      if (!key) localStorage.setItem(k, key = Date.now().toString(36) + Math.random().toString(36).slice(2));
      const r = await post("/c/proof/submit", JSON.stringify({ key, count, extra }));
      if (r.ok) { localStorage.removeItem(k); location.href = "/c/proof/done"; return; }
      if (r.status === 404) { location.reload(); return; }
      if (r.status >= 500 || r.status === 429) { p.textContent = say("Submit.Failed"); return; }
      const a = await r.json();
      if (a.code === "PicksDiffer") {
        [D.extra, D.priced] = [a.each, a.priced];
        g.now(a.count, a.limit);
        asking(a.text);
      } else if (a.code === "ProofClosed" || a.code === "OtherLinkOpened") over(a);
      else p.textContent = a.text;
    } catch { p.textContent = say("Submit.Failed"); }
    finally { b.removeAttribute("aria-busy"); b.disabled = false; }
  }
  return { over, offer, compare, submit, full, settle, left, parts };
};
