// The couple puts its picks in order: drag on a desk, buttons and arrow keys everywhere. A move is kept on the phone until the server has said yes;
// it names the neighbour, so that moves of both people fit together.
(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent), { words } = data, list = document.getElementById("order"), state = document.getElementById("state");
  const rows = () => [...list.children], row = id => list.querySelector(`[data-id="${id}"]`);
  let kept = [], sending = null, wait = 1000, timer = 0;
  try { kept = JSON.parse(localStorage.getItem(data.key)) ?? []; } catch { /* Without storage it works as long as the page is open. */ }
  const keep = () => { try { kept.length ? localStorage.setItem(data.key, JSON.stringify(kept)) : localStorage.removeItem(data.key); } catch { /* As above. */ } };

  function number() {
    const all = rows();
    all.forEach((li, i) => {
      li.querySelector("[data-m=to]").textContent = i + 1;
      for (const [m, word] of [["grip", "Order.Grip"], ["to", "Order.To"], ["up", "Order.Up"], ["down", "Order.Down"]]) li.querySelector(`[data-m=${m}]`).setAttribute("aria-label", words[word].replace("{0}", i + 1));
      li.querySelector("[data-m=up]").disabled = i === 0;
      li.querySelector("[data-m=down]").disabled = i === all.length - 1;
    });
  }
  const place = (id, before) => { const li = row(id), next = before && row(before); if (li && (next || !before)) list.insertBefore(li, next ?? null); };

  async function send() {
    clearTimeout(timer);
    do {
      const batch = kept.slice(0, 200);
      try {
        const answer = await fetch("/c/proof/order", { method: "POST", headers: { "Content-Type": "application/json", RequestVerificationToken: data.token, "MG-Page": data.page }, body: JSON.stringify({ moved: batch }), keepalive: batch.length > 0 });
        if (answer.status === 409) { over(await answer.json()); return; }
        if (answer.status === 403 || answer.status === 404) { location.reload(); return; }
        if (!answer.ok) throw new Error(answer.status);
        kept = kept.slice(batch.length);
        keep();
        wait = 1000;
        if (batch.length) state.textContent = words["State.Saved"];
        const { order } = await answer.json();
        if (!kept.length && !held) {
          // Somebody picked or took back meanwhile: the page is read anew.
          if (order.length !== rows().length || order.some(id => !row(id))) { location.reload(); return; }
          const focus = document.activeElement;
          order.forEach((id, i) => { if (rows()[i].dataset.id !== id) list.insertBefore(row(id), rows()[i]); });
          number();
          focus?.focus?.();
        }
      } catch {
        state.textContent = words["State.Waiting"];
        timer = setTimeout(flush, wait = Math.min(wait * 2, 30000));
        return;
      }
    } while (kept.length);
  }
  // Submitted meanwhile, or another link was opened in this browser since: the page says which. The moves stay, and are made when it is open again.
  function over(said) {
    const again = document.createElement("button");
    again.type = "button"; again.className = "btn quiet"; again.textContent = words.Reload;
    again.onclick = () => location.reload();
    state.closest(".dock").classList.add("over");
    state.replaceChildren(said.text + (kept.length && said.code !== "OtherLinkOpened" ? " " + words["Late.Moves"].replace("{0}", kept.length) : "") + " ", again);
  }
  const flush = () => sending ??= send().finally(() => { sending = null; });

  function move(li, before) {
    if (before === li || li.nextElementSibling === before) return;
    list.insertBefore(li, before);
    kept.push({ id: li.dataset.id, before: before?.dataset.id ?? null });
    keep(); number();
    state.textContent = words["Order.At"].replace("{0}", rows().indexOf(li) + 1);
    clearTimeout(timer);
    timer = setTimeout(flush, 250);
  }
  const step = (li, by) => {
    if (by < 0 && li.previousElementSibling) move(li, by === -Infinity ? list.firstElementChild : li.previousElementSibling);
    if (by > 0 && li.nextElementSibling) move(li, by === Infinity ? null : li.nextElementSibling.nextElementSibling);
  };
  list.addEventListener("click", e => {
    const button = e.target.closest("[data-m]"), by = { up: -1, down: 1 }[button?.dataset.m];
    if (button?.dataset.m === "to") far(button.closest("li"));
    if (!by) return;
    const li = button.closest("li");
    step(li, by);
    (button.disabled ? li.querySelector(".grip") : button).focus();
    li.scrollIntoView({ block: "nearest" });
  });
  list.addEventListener("keydown", e => {
    const by = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1, Home: -Infinity, End: Infinity }[e.key], grip = e.target.closest(".grip");
    if (!by || !grip) return;
    e.preventDefault();
    step(grip.closest("li"), by);
    grip.focus();
    grip.closest("li").scrollIntoView({ block: "nearest" });
  });

  // Far at once, with one thumb: to a number, or to either end.
  const sheet = document.getElementById("to"), field = document.getElementById("to-n"), wrong = document.getElementById("to-e");
  let asked = null;
  function far(li) {
    asked = li;
    field.value = "";
    sheet.querySelector("label").textContent = words["Order.To.Number"].replace("{0}", rows().length);
    refuse(false);
    sheet.showModal();
  }
  function refuse(is) {
    wrong.hidden = !is;
    wrong.textContent = is ? words["Order.To.Wrong"].replace("{0}", rows().length) : "";
    field.setAttribute("aria-invalid", is);
    if (is) field.focus();
  }
  function put(to) {
    sheet.close();
    // Taken back meanwhile: the page is another one by now.
    if (!asked.isConnected) return;
    move(asked, rows().filter(li => li !== asked)[to - 1] ?? null);
    asked.scrollIntoView({ block: "center" });
    asked.querySelector("[data-m=to]").focus({ preventScroll: true });
  }
  sheet.addEventListener("submit", e => {
    e.preventDefault();
    const to = field.value.trim();
    /^[0-9]+$/.test(to) && +to >= 1 && +to <= rows().length ? put(+to) : refuse(true);
  });
  sheet.addEventListener("click", e => {
    const to = e.target.dataset.t;
    if (to === "first") put(1);
    else if (to === "last") put(rows().length);
    else if (to === "close" || e.target === sheet) sheet.close();
  });

  // Dragging with a mouse or a pen; a finger scrolls, and has the buttons.
  let held = null;
  list.addEventListener("pointerdown", e => {
    const grip = e.target.closest(".grip");
    if (!grip || e.pointerType === "touch" || e.button !== 0) return;
    held = grip.closest("li");
    held.setPointerCapture(e.pointerId);
    held.classList.add("held");
  });
  list.addEventListener("pointermove", e => {
    if (!held) return;
    const over = document.elementsFromPoint(e.clientX, e.clientY).find(x => x.parentElement === list && x !== held);
    list.querySelectorAll(".over").forEach(x => x.classList.remove("over", "after"));
    if (over) { const box = over.getBoundingClientRect(); over.classList.add("over"); over.classList.toggle("after", e.clientY > box.top + box.height / 2); }
    if (e.clientY < 80) scrollBy(0, -12); else if (e.clientY > innerHeight - 80) scrollBy(0, 12);
  });
  const drop = () => {
    const li = held, over = list.querySelector(".over");
    held = null;
    li?.classList.remove("held");
    if (li && over) move(li, over.classList.contains("after") ? over.nextElementSibling === li ? li : over.nextElementSibling : over);
    over?.classList.remove("over", "after");
  };
  list.addEventListener("pointerup", drop);
  list.addEventListener("pointercancel", () => { list.querySelector(".over")?.classList.remove("over", "after"); drop(); });

  for (const { id, before } of kept) place(id, before);
  number();
  addEventListener("online", flush);
  document.addEventListener("visibilitychange", flush);
  // What the gallery sent on the way here may have come in after this page was made.
  setTimeout(flush, 600);
})();
