// One photo large, with a strip of its neighbours, one pixel as one, and what its file tells; or two to four side by side.
import { paintHash } from "./photogrid.js";
import { format, address } from "./album.js";

const Beside = 12, Shown = /\.(jpe?g|png|webp|avif)$/i;
const make = (tag, className, attributes) => {
  const element = Object.assign(document.createElement(tag), { className });
  for (const [name, value] of Object.entries(attributes ?? {})) element.setAttribute(name, value);
  return element;
};
const button = (className, label, path, act, key) => {
  const element = make("button", `pb-btn ${className}`, { type: "button", "aria-label": label, title: key ? `${label} (${key})` : label });
  element.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;
  element.onclick = act;
  return element;
};

/** Shows a picture at one pixel to one, moved by the pointer. moved(x, y) in shares of what does not fit; where(x, y) puts it there. */
function loupe(stage, image, texts, moved) {
  const small = make("p", "pb-small", { role: "status" });
  let item = null, at = [.5, .5], drag = null, url = null;
  stage.append(small);

  function place() {
    const room = [stage.clientWidth - image.clientWidth, stage.clientHeight - image.clientHeight];
    image.style.transform = `translate(${room[0] < 0 ? room[0] * at[0] : room[0] / 2}px, ${room[1] < 0 ? room[1] * at[1] : room[1] / 2}px)`;
  }

  async function on(next, x = .5, y = .5) {
    item = next;
    at = [x, y];
    stage.classList.add("pb-zoomed");
    const fit = () => image.decode().catch(() => {}).then(() => {
      if (item !== next) return;
      image.style.width = `${image.naturalWidth / devicePixelRatio}px`;
      place();
    });
    // A preview is shown at its own size, and it is said that it is one: drawn larger, it would look like a photo out of focus.
    const preview = text => fit().then(() => {
      if (item === next) small.textContent = format(text, `${image.naturalWidth.toLocaleString("en-US")} × ${image.naturalHeight.toLocaleString("en-US")}`);
    });
    if (!Shown.test(next.name)) return preview(texts.OnlyPreview);
    // What the screen has already at once, the camera's own file as soon as it is here.
    image.style.width = `${(next.w ?? 2048) / devicePixelRatio}px`;
    requestAnimationFrame(place);
    stage.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`/studio/photos/${next.id}/original`);
      if (item !== next) return;
      if (!answer.ok) throw new Error(answer.statusText);
      const bytes = await answer.arrayBuffer();
      if (item !== next) return;
      url = URL.createObjectURL(new Blob([bytes], { type: /png$/i.test(next.name) ? "image/png" : /webp$/i.test(next.name) ? "image/webp" : /avif$/i.test(next.name) ? "image/avif" : "image/jpeg" }));
      const before = image.src;
      image.src = url;
      await image.decode().catch(error => {
        if (item === next) image.src = before;
        throw error;
      });
      await fit();
    } catch {
      // Without a network, or where the name promised another type, the preview stays.
      if (item === next) await preview(texts.PreviewForNow);
    } finally {
      if (item === next) stage.removeAttribute("aria-busy");
    }
  }

  function off() {
    item = null;
    small.textContent = "";
    stage.classList.remove("pb-zoomed");
    stage.removeAttribute("aria-busy");
    image.style.width = image.style.transform = "";
    if (url) { URL.revokeObjectURL(url); url = null; }
  }

  stage.addEventListener("pointerdown", event => {
    if (!item || event.target.closest("button")) return;
    drag = [event.clientX, event.clientY, ...at, false];
    stage.setPointerCapture(event.pointerId);
  });
  stage.addEventListener("pointermove", event => {
    if (!drag) return;
    const over = [image.clientWidth - stage.clientWidth, image.clientHeight - stage.clientHeight];
    const [dx, dy] = [event.clientX - drag[0], event.clientY - drag[1]];
    drag[4] ||= Math.hypot(dx, dy) > 4;
    at = [over[0] > 0 ? Math.min(1, Math.max(0, drag[2] - dx / over[0])) : .5, over[1] > 0 ? Math.min(1, Math.max(0, drag[3] - dy / over[1])) : .5];
    place();
    moved?.(...at);
  });
  const end = () => { const was = drag; drag = null; return was?.[4]; };
  return { on, off, end, get active() { return !!item; }, where(x, y) { at = [x, y]; if (item) place(); } };
}

/** How bright the picture is, by colour: 256 columns of the small rendition. */
function histogram(canvas, item) {
  canvas.dataset.of = item.id;
  canvas.width = 256;
  canvas.height = 80;
  const image = new Image();
  image.onload = () => {
    if (canvas.dataset.of !== item.id) return;
    const small = document.createElement("canvas"), scale = Math.min(1, 240 / image.naturalWidth);
    small.width = Math.max(1, image.naturalWidth * scale);
    small.height = Math.max(1, image.naturalHeight * scale);
    const from = small.getContext("2d", { willReadFrequently: true });
    from.drawImage(image, 0, 0, small.width, small.height);
    const data = from.getImageData(0, 0, small.width, small.height).data, bins = [0, 1, 2].map(() => new Uint32Array(256));
    for (let i = 0; i < data.length; i += 4) for (let c = 0; c < 3; c++) bins[c][data[i + c]]++;
    const most = Math.max(...bins.map(b => Math.max(...b.subarray(1, 255)))) || 1, to = canvas.getContext("2d");
    to.clearRect(0, 0, 256, 80);
    to.globalCompositeOperation = "screen";
    ["#d05a4e", "#4fa36c", "#4c7fc4"].forEach((colour, c) => {
      to.fillStyle = colour;
      for (let x = 0; x < 256; x++) { const h = Math.min(80, bins[c][x] / most * 80); to.fillRect(x, 80 - h, 1, h); }
    });
    to.globalCompositeOperation = "source-over";
  };
  image.src = address(item, 480);
}

/** options: texts, left(index) told where it was closed, act(event, item) -> true where a key did something, picked(item). */
export function lightbox({ texts, may, left, act, picked }) {
  const dialog = make("dialog", "pb"), main = make("div", "pb-main"), stage = make("div", "pb-stage"), blur = make("canvas", "pb-blur"), image = make("img", "pb-image", { alt: "" });
  const title = make("p", "pb-title", { "aria-live": "polite" }), facts = make("dl", "pb-facts"), panel = make("aside", "pb-panel");
  const strip = make("div", "pb-strip", { role: "group", "aria-label": texts.Strip }), light = make("canvas", "pb-light", { role: "img", "aria-label": texts.Histogram });
  const save = make("a", "mg-btn pb-save", { download: "" });
  const info = button("pb-info", texts.Facts, "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M12 11.5v4.5M12 8v.01", () => toggle(), "I");
  const zoom = button("pb-zoom", texts.Zoom, "M11 5a6 6 0 1 0 0 12 6 6 0 0 0 0-12M15.5 15.5 20 20M11 8.5v5M8.5 11h5", () => magnify(), "Z");
  const pick = button("pb-pick", texts.Pick, "m5 12.5 4.5 4.5L19 7.5", () => { act(new KeyboardEvent("keydown", { key: "x", code: "KeyX" }), items[at]); refresh(); }, "X");
  let items = [], at = 0, known = new Map();

  save.textContent = texts.Save;
  panel.append(light, facts, save);
  stage.append(blur, image, title,
    button("pb-close", texts.Close, "m6 6 12 12M18 6 6 18", () => dialog.close()), info, zoom, pick,
    button("pb-prev", texts.Previous, "M14.5 5.5 8 12l6.5 6.5", () => go(-1)), button("pb-next", texts.Next, "M9.5 5.5 16 12l-6.5 6.5", () => go(1)));
  pick.hidden = !may;
  main.append(stage, strip);
  dialog.append(main, panel);
  document.body.append(dialog);
  info.setAttribute("aria-pressed", "false");
  const glass = loupe(stage, image, texts);

  function toggle() {
    const open = dialog.classList.toggle("pb-open");
    info.setAttribute("aria-pressed", open);
    if (open) tell();
  }

  function magnify(x, y) {
    if (glass.active) { glass.off(); show(); } else if (items[at].ready) { glass.on(items[at], x, y); zoom.setAttribute("aria-pressed", "true"); }
  }

  function go(step) {
    if (!items[at + step]) return;
    glass.off();
    at += step;
    show();
  }

  function refresh() {
    if (!dialog.open || !items[at]) return;
    pick.setAttribute("aria-pressed", picked(items[at]));
    for (const node of strip.children) node.classList.toggle("pb-picked", picked(items[+node.dataset.index]));
  }

  // A window of the album around the photo; nodes are taken over, so that pictures don't load again.
  function film() {
    const from = Math.max(0, at - Beside), until = Math.min(items.length, at + Beside + 1), there = new Map([...strip.children].map(n => [n.dataset.id, n]));
    const nodes = [];
    for (let i = from; i < until; i++) {
      const item = items[i], node = there.get(item.id) ?? make("button", "pb-film", { type: "button", tabindex: "-1" });
      if (!node.firstChild) {
        node.dataset.id = item.id;
        node.append(make("img", "", { alt: "", decoding: "async" }));
        node.onclick = () => go(+node.dataset.index - at);
      }
      const source = address(item, 480);
      if (source && node.firstChild.getAttribute("src") !== source) node.firstChild.src = source;
      node.dataset.index = i;
      node.setAttribute("aria-label", item.name);
      node.setAttribute("aria-current", i === at);
      nodes.push(node);
    }
    strip.replaceChildren(...nodes);
    const now = strip.querySelector("[aria-current=true]");
    if (now) strip.scrollLeft = now.offsetLeft - (strip.clientWidth - now.offsetWidth) / 2;
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
    zoom.disabled = !large;
    zoom.setAttribute("aria-pressed", "false");
    save.href = `/studio/photos/${item.id}/original`;
    dialog.querySelector(".pb-prev").disabled = at === 0;
    dialog.querySelector(".pb-next").disabled = at === items.length - 1;
    for (const beside of [at + 1, at - 1]) if (items[beside]?.ready) new Image().src = address(items[beside], 2048);
    film();
    refresh();
    if (dialog.classList.contains("pb-open")) tell();
  }

  async function tell() {
    const item = items[at], { id } = item;
    light.hidden = !item.ready;
    if (item.ready) histogram(light, item);
    if (!known.has(id)) {
      // What the photo before told is not this one's.
      facts.replaceChildren();
      facts.setAttribute("aria-busy", "true");
      try {
        const answer = await fetch(`/studio/api/photos/${id}`);
        if (!answer.ok) throw new Error(answer.statusText);
        known.set(id, (await answer.json()).facts);
      } catch {
        if (items[at]?.id !== id) return;
        facts.removeAttribute("aria-busy");
        facts.replaceChildren(Object.assign(make("dt", ""), { textContent: texts.FactsFailed }));
        return;
      }
    }
    if (items[at]?.id !== id) return;
    facts.removeAttribute("aria-busy");
    facts.replaceChildren(...known.get(id).flatMap(([label, value]) => [
      Object.assign(make("dt", ""), { textContent: label }), Object.assign(make("dd", ""), { textContent: value }),
    ]));
  }

  dialog.addEventListener("keydown", event => {
    const step = { ArrowRight: 1, ArrowLeft: -1, PageDown: Beside, PageUp: -Beside, Home: -at, End: items.length - 1 - at }[event.key];
    if (step) { event.preventDefault(); go(Math.max(-at, Math.min(items.length - 1 - at, step))); return; }
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (plain && event.code === "KeyI") toggle();
    else if (plain && event.code === "KeyZ") magnify();
    else if (event.key === " " && event.target.closest("button, a")) return;
    else if (event.key !== "Escape" && act(event, items[at])) { event.preventDefault(); refresh(); }
  });
  dialog.addEventListener("close", () => {
    glass.off();
    for (const note of dialog.querySelectorAll(".lib-note")) document.body.append(note);
    if (items.length) left(at);
  });
  let touched = 0;
  stage.addEventListener("pointerdown", event => { touched = event.clientX; });
  stage.addEventListener("pointerup", event => {
    const dragged = glass.end(), way = event.clientX - touched;
    if (event.target.closest("button")) return;
    if (glass.active) { if (!dragged) magnify(); return; }
    if (event.pointerType !== "mouse" && Math.abs(way) > 60) { go(way < 0 ? 1 : -1); return; }
    if (event.target === image) {
      const place = image.getBoundingClientRect();
      magnify((event.clientX - place.left) / place.width, (event.clientY - place.top) / place.height);
    } else if (event.target === stage || event.target === blur) dialog.close();
  });

  return {
    open(list, index) { items = list; at = index; dialog.showModal(); show(); },
    refresh,
    // The order changes while photos get ready: the one that is looked at stays. One that is gone makes room for the next.
    update(list) {
      if (!dialog.open) return;
      const id = items[at]?.id, next = list.findIndex(i => i.id === id);
      if (next < 0) {
        if (!list.length) { items = list; dialog.close(); return; }
        items = list;
        at = Math.min(at, list.length - 1);
        glass.off();
        show();
        return;
      }
      const became = list[next].ready && !items[at].ready;
      items = list;
      at = next;
      if (became) { known.delete(id); show(); } else film();
    },
    dispose() { dialog.remove(); },
  };
}

/** Two to four photos side by side, moved together at one pixel to one. */
export function compare(items, { texts, picks }) {
  const dialog = make("dialog", "pb pb-compare", { "aria-label": texts.Compare }), close = button("pb-close", texts.Close, "m6 6 12 12M18 6 6 18", () => dialog.close());
  const zoom = button("pb-zoom", texts.Zoom, "M11 5a6 6 0 1 0 0 12 6 6 0 0 0 0-12M15.5 15.5 20 20M11 8.5v5M8.5 11h5", () => magnify(), "Z");
  dialog.style.setProperty("--many", items.length);
  const cells = items.map((item, index) => {
    const cell = make("figure", "pb-side"), stage = make("div", "pb-stage"), image = make("img", "pb-image", { alt: item.name });
    const caption = make("figcaption", ""), keep = button("pb-pick", format(texts.Keep, index + 1, item.name), "m5 12.5 4.5 4.5L19 7.5", () => { picks.toggleOne(item); draw(); }, index + 1);
    stage.style.setProperty("--w", item.w ?? 3);
    stage.style.setProperty("--h", item.h ?? 2);
    image.src = address(item, 2048) ?? "";
    caption.append(keep, Object.assign(make("span", ""), { textContent: item.name }));
    stage.append(image);
    cell.append(stage, caption);
    const glass = loupe(stage, image, texts, (x, y) => cells.forEach(c => c.glass.where(x, y)));
    stage.addEventListener("pointerup", event => {
      if (glass.end()) return;
      const place = image.getBoundingClientRect();
      magnify((event.clientX - place.left) / place.width, (event.clientY - place.top) / place.height);
    });
    return { item, cell, glass, keep, image };
  });

  function magnify(x = .5, y = .5) {
    const on = !cells[0].glass.active;
    zoom.setAttribute("aria-pressed", on);
    for (const { item, glass, image } of cells) {
      if (on && item.ready) glass.on(item, x, y);
      else { glass.off(); image.src = address(item, 2048) ?? ""; }
    }
  }

  const draw = () => cells.forEach(c => { c.keep.setAttribute("aria-pressed", picks.has(c.item.id)); c.cell.classList.toggle("pb-out", !picks.has(c.item.id)); });
  dialog.append(...cells.map(c => c.cell), close, zoom);
  document.body.append(dialog);
  dialog.addEventListener("keydown", event => {
    if (event.code === "KeyZ" && !event.ctrlKey && !event.metaKey) magnify();
    else if (cells[event.key - 1]) { picks.toggleOne(cells[event.key - 1].item); draw(); }
  });
  dialog.addEventListener("close", () => { cells.forEach(c => c.glass.off()); dialog.remove(); });
  draw();
  dialog.showModal();
}
