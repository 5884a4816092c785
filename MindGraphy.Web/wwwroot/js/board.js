// The board's drag: one pointer, one ghost, one call to the server per drop. Columns say themselves where their cards may go (data-moves).
const HOLD = 250; // a finger has to rest this long (ms), so that a swipe still scrolls
const STEP = 6; // a mouse has to travel this far (px), so that a click stays a click
const EDGE = 48; // near the board's edge it scrolls along

const boards = new WeakMap();

export function attach(board, server) {
  detach(board);
  const gone = new AbortController();
  const on = (target, name, handler, options) => target.addEventListener(name, handler, { signal: gone.signal, ...options });
  boards.set(board, gone);
  let drag = null;
  let dropped = false;

  const column = (card) => card.closest("[data-stage]");
  const lawful = (card, target) => target && column(card).dataset.moves.split(" ").includes(target.dataset.stage);

  function lift() {
    const { card, x, y } = drag;
    const box = card.getBoundingClientRect();
    const ghost = card.cloneNode(true);
    ghost.removeAttribute("data-id");
    ghost.classList.add("mg-ghost");
    ghost.style.width = box.width + "px";
    document.body.append(ghost);
    Object.assign(drag, { ghost, dx: x - box.left, dy: y - box.top });
    card.classList.add("mg-lifted");
    board.classList.add("mg-dragging");
    for (const c of board.querySelectorAll("[data-stage]")) c.classList.toggle("mg-lawful", lawful(card, c));
    if (drag.touch) navigator.vibrate?.(10);
    follow();
    drag.frame = requestAnimationFrame(scroll);
  }

  function follow() {
    drag.ghost.style.transform = `translate(${drag.x - drag.dx}px, ${drag.y - drag.dy}px)`;
    const over = document.elementFromPoint(drag.x, drag.y)?.closest("[data-stage]");
    const target = board.contains(over) && lawful(drag.card, over) ? over : null;
    if (target !== drag.target) {
      drag.target?.classList.remove("mg-target");
      target?.classList.add("mg-target");
      drag.target = target;
    }
  }

  function scroll() {
    if (!drag?.ghost) return;
    const box = board.getBoundingClientRect();
    const right = Math.min(box.right, innerWidth);
    const speed = drag.x > right - EDGE ? 8 : drag.x < Math.max(box.left, 0) + EDGE ? -8 : 0;
    if (speed) {
      board.scrollLeft += speed;
      follow();
    }
    drag.frame = requestAnimationFrame(scroll);
  }

  function end() {
    if (!drag) return null;
    const ended = drag;
    drag = null;
    clearTimeout(ended.timer);
    cancelAnimationFrame(ended.frame);
    ended.ghost?.remove();
    ended.card.classList.remove("mg-lifted");
    ended.target?.classList.remove("mg-target");
    board.classList.remove("mg-dragging");
    for (const c of board.querySelectorAll(".mg-lawful")) c.classList.remove("mg-lawful");
    return ended;
  }

  async function drop(card, stage, refocus) {
    const id = card.dataset.id;
    card.setAttribute("aria-busy", "true");
    try {
      await server.invokeMethodAsync("Drop", id, stage);
    } finally {
      card.removeAttribute("aria-busy");
    }
    if (refocus && !document.activeElement?.closest(".mud-dialog")) {
      // The answer may overtake the redraw it came with.
      requestAnimationFrame(() => board.querySelector(`[data-id="${CSS.escape(id)}"]`)?.focus());
    }
  }

  on(board, "pointerdown", (e) => {
    const card = e.target.closest("[data-id]");
    dropped = false;
    if (!card || e.button !== 0 || !e.isPrimary || drag) return;
    const touch = e.pointerType === "touch";
    drag = { card, touch, id: e.pointerId, x: e.clientX, y: e.clientY, fromX: e.clientX, fromY: e.clientY };
    if (touch) drag.timer = setTimeout(lift, HOLD);
  });
  on(window, "pointermove", (e) => {
    if (!drag || e.pointerId !== drag.id) return;
    Object.assign(drag, { x: e.clientX, y: e.clientY });
    const far = Math.hypot(e.clientX - drag.fromX, e.clientY - drag.fromY) > STEP;
    if (drag.ghost) follow();
    else if (drag.touch) far && end();
    else if (far) lift();
  });
  on(window, "pointerup", (e) => {
    if (!drag || e.pointerId !== drag.id) return;
    const ended = end();
    dropped = !!ended.ghost;
    if (ended.target) drop(ended.card, ended.target.dataset.stage, false);
  });
  on(window, "pointercancel", end);
  on(window, "blur", end);
  on(board, "touchmove", (e) => drag?.ghost && e.preventDefault(), { passive: false });
  on(board, "contextmenu", (e) => drag?.touch && e.preventDefault());
  on(board, "dragstart", (e) => e.preventDefault());
  on(board, "selectstart", (e) => drag && e.preventDefault());
  on(board, "click", (e) => {
    if (dropped) {
      e.preventDefault();
      e.stopPropagation();
      dropped = false;
    }
  }, { capture: true });

  on(document, "keydown", (e) => e.key === "Escape" && drag?.ghost && end());
  on(board, "keydown", (e) => {
    const card = e.target.closest("[data-id]");
    const way = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[e.key];
    if (!card || !way) return;
    e.preventDefault();
    const columns = [...board.querySelectorAll("[data-stage]")];
    const here = columns.indexOf(column(card));
    const level = e.key === "ArrowLeft" || e.key === "ArrowRight";
    const beyond = way > 0 ? columns.slice(here + 1) : columns.slice(0, here).reverse();
    if (e.altKey) {
      const target = level && beyond.find((c) => lawful(card, c));
      if (target) drop(card, target.dataset.stage, true);
      return;
    }
    const cards = (c) => [...c.querySelectorAll("[data-id]")];
    const next = level
      ? beyond.map((c) => cards(c)[Math.min(cards(columns[here]).indexOf(card), cards(c).length - 1)]).find(Boolean)
      : cards(columns[here])[cards(columns[here]).indexOf(card) + way];
    next?.focus();
  });

  // Whoever scrolls to the end of a column gets its next cards without asking.
  const ends = new IntersectionObserver((seen) => {
    for (const end of seen) if (end.isIntersecting && scrolled) end.target.querySelector("button:not([disabled])")?.click();
  }, { rootMargin: "0px 0px 400px 0px" });
  let scrolled = false;
  const watch = () => {
    ends.disconnect();
    for (const end of board.querySelectorAll("[data-more]")) ends.observe(end);
  };
  on(window, "scroll", () => {
    if (!scrolled) watch();
    scrolled = true;
  }, { capture: true, passive: true });
  const grown = new MutationObserver(() => scrolled && watch());
  grown.observe(board, { childList: true, subtree: true });
  gone.signal.addEventListener("abort", () => (ends.disconnect(), grown.disconnect()));
  board.dataset.ready = "";
}

export function detach(board) {
  boards.get(board)?.abort();
  boards.delete(board);
}
