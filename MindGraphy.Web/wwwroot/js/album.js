// An album's page: its photos as a grid that follows the server, and one of them large with what its file tells.
import { photoGrid, paintHash } from "./photogrid.js";

const format = (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[i]);
const address = (item, size) => item.ready ? `/studio/photos/${item.id}/${item.sha}-${size}.jpg` : null;

/** options: albumId, texts. Returns { changed, dispose }: call changed() when the album is different from what is shown. */
export function mount(root, options) {
  const { albumId, texts } = options;
  let loading = false, again = false, gone = false, timer = 0;
  const box = lightbox(texts, index => grid.focus(index));
  const grid = photoGrid(root, {
    cell: 210, columns: 2,
    url: item => address(item, 480),
    label: (item, index, count) => format(texts.Photo, index + 1, count, item.name) + (item.ready ? "" : `, ${item.unreadable ?? texts.NotReady}`),
    open: index => box.open(grid.items, index),
    mark(node, item) {
      node.classList.toggle("pg-broken", !!item.unreadable);
      node.dataset.note = item.unreadable ?? "";
    },
  });
  root.setAttribute("aria-label", texts.Label);

  async function load() {
    if (loading) { again = true; return; }
    loading = true;
    const began = performance.now(), photos = [];
    try {
      for (let next = null, first = true; first || next; first = false) {
        const place = next ? `?key=${encodeURIComponent(next.sortKey)}&id=${next.id}` : "";
        const answer = await fetch(`/studio/api/albums/${albumId}/photos${place}`);
        if (!answer.ok) throw new Error(answer.statusText);
        const page = await answer.json();
        photos.push(...page.photos);
        next = page.next;
        // The first stretch is on the screen while the others come; later a whole album replaces a whole album.
        if (gone) return;
        if (photos.length > grid.items.length && next) grid.set([...photos]);
      }
      grid.set(photos);
      box.update(photos);
      root.removeAttribute("aria-busy");
    } catch {
      if (!gone) timer = setTimeout(load, 3000);
    }
    loading = false;
    // A large album asks less often: at most a tenth of the time goes into following it.
    if (again && !gone) { again = false; timer = setTimeout(load, Math.max(1000, (performance.now() - began) * 10)); }
  }

  load();
  return {
    changed: load,
    dispose() { gone = true; clearTimeout(timer); grid.dispose(); box.dispose(); },
  };
}

/** One photo large: arrows, Escape, a panel of facts. left(index) is told where it was closed. */
function lightbox(texts, left) {
  const $ = (tag, className, attributes) => {
    const element = Object.assign(document.createElement(tag), { className });
    for (const [name, value] of Object.entries(attributes ?? {})) element.setAttribute(name, value);
    return element;
  };
  const icon = path => `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;
  const button = (className, label, path, act) => {
    const element = $("button", `pb-btn ${className}`, { type: "button", "aria-label": label, title: label });
    element.innerHTML = icon(path);
    element.onclick = act;
    return element;
  };
  const dialog = $("dialog", "pb"), stage = $("div", "pb-stage"), blur = $("canvas", "pb-blur"), image = $("img", "pb-image", { alt: "" });
  const title = $("p", "pb-title", { "aria-live": "polite" }), facts = $("dl", "pb-facts"), panel = $("aside", "pb-panel");
  const info = button("pb-info", texts.Facts, "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M12 11.5v4.5M12 8v.01", () => toggle());
  let items = [], at = 0, known = new Map();

  panel.append(facts);
  stage.append(blur, image, title,
    button("pb-close", texts.Close, "m6 6 12 12M18 6 6 18", () => dialog.close()), info,
    button("pb-prev", texts.Previous, "M14.5 5.5 8 12l6.5 6.5", () => go(-1)), button("pb-next", texts.Next, "M9.5 5.5 16 12l-6.5 6.5", () => go(1)));
  dialog.append(stage, panel);
  document.body.append(dialog);
  info.setAttribute("aria-pressed", "false");

  function toggle() {
    const open = dialog.classList.toggle("pb-open");
    info.setAttribute("aria-pressed", open);
    if (open) tell();
  }

  function go(step) {
    if (items[at + step]) { at += step; show(); }
  }

  function show() {
    const item = items[at], large = address(item, 2048);
    title.textContent = `${item.name} · ${at + 1} / ${items.length}${item.ready ? "" : ` · ${item.unreadable ?? texts.NotReady}`}`;
    paintHash(blur, item.hash);
    // The blur has the photo's own shape, so that nothing jumps when it arrives.
    stage.style.setProperty("--w", item.w ?? 3);
    stage.style.setProperty("--h", item.h ?? 2);
    image.style.visibility = "hidden";
    image.onload = () => { image.style.visibility = ""; };
    image.hidden = !large;
    if (large) image.src = large; else image.removeAttribute("src");
    dialog.querySelector(".pb-prev").disabled = at === 0;
    dialog.querySelector(".pb-next").disabled = at === items.length - 1;
    for (const beside of [at + 1, at - 1]) if (items[beside]?.ready) new Image().src = address(items[beside], 2048);
    if (dialog.classList.contains("pb-open")) tell();
  }

  async function tell() {
    const { id } = items[at];
    if (!known.has(id)) {
      const answer = await fetch(`/studio/api/photos/${id}`);
      if (!answer.ok) return;
      known.set(id, (await answer.json()).facts);
    }
    if (items[at].id !== id) return;
    facts.replaceChildren(...known.get(id).flatMap(([label, value]) => [
      Object.assign($("dt", ""), { textContent: label }), Object.assign($("dd", ""), { textContent: value }),
    ]));
  }

  dialog.addEventListener("keydown", event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) { event.preventDefault(); go(step); } else if (event.key === "i") toggle();
  });
  dialog.addEventListener("close", () => left(at));
  stage.addEventListener("click", event => { if (event.target === stage) dialog.close(); });
  let touched = 0;
  stage.addEventListener("pointerdown", event => { touched = event.clientX; });
  stage.addEventListener("pointerup", event => { const way = event.clientX - touched; if (Math.abs(way) > 60) go(way < 0 ? 1 : -1); });

  return {
    open(list, index) { items = list; at = index; show(); dialog.showModal(); },
    // The order changes while photos get ready: the one that is looked at stays.
    update(list) {
      const id = items[at]?.id, next = list.findIndex(i => i.id === id);
      if (!dialog.open || next < 0) return;
      const became = list[next].ready && !items[at].ready;
      items = list;
      at = next;
      if (became) { known.delete(id); show(); }
    },
    dispose() { dialog.remove(); },
  };
}
