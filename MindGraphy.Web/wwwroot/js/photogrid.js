// A grid of thousands of photos that holds only the rows near the screen: absolute cells, a pool of nodes, one frame per scroll. It knows nothing of
// where photos come from or what a click means.

/**
 * root: an empty element; the page around it scrolls. options:
 *   cell (least width in px), columns (least number), gap, ratio (width / height), overscan (rows),
 *   url(item) -> address or null, label(item, index, count) -> text for screen readers,
 *   open(index), mark(node, item, index) -> draws what a page adds to a cell, once per change,
 *   click(event, index) -> true where the page did something else than opening, key(event, index) -> true where it took the key,
 *   moved(from, to, event) -> an arrow put the focus elsewhere.
 * Items: { id, w, h, hash } and whatever the callbacks read.
 */
export function photoGrid(root, options) {
  const { cell = 200, columns: least = 2, gap = 2, ratio = 1.5, overscan = 3 } = options;
  const shown = new Map(), pool = [], listen = new AbortController();
  let items = [], columns = 1, width = 0, height = 0, frame = 0, current = 0, hadFocus = false;

  root.classList.add("pg");
  root.setAttribute("role", "group");

  function measure() {
    const room = root.clientWidth;
    columns = Math.max(least, Math.floor((room + gap) / (cell + gap)));
    width = (room - gap * (columns - 1)) / columns;
    height = width / ratio;
    root.style.height = `${Math.max(0, Math.ceil(items.length / columns) * (height + gap) - gap)}px`;
  }

  function make() {
    const node = document.createElement("button");
    node.type = "button";
    node.className = "pg-cell";
    node.append(document.createElement("canvas"), Object.assign(document.createElement("img"), { decoding: "async", alt: "", draggable: false }));
    return node;
  }

  function fill(node, index) {
    const item = items[index], [canvas, image] = node.children, address = options.url(item);
    node.dataset.index = index;
    node.tabIndex = index === current ? 0 : -1;
    node.setAttribute("aria-label", options.label(item, index, items.length));
    node.style.cssText = `width:${width}px;height:${height}px;transform:translate(${(index % columns) * (width + gap)}px,${Math.floor(index / columns) * (height + gap)}px)`;
    if (node.dataset.hash !== (item.hash ?? "")) {
      node.dataset.hash = item.hash ?? "";
      paintHash(canvas, item.hash);
    }
    if (image.getAttribute("src") !== address) {
      // The old picture must not stand in the new place until the new one has come.
      image.removeAttribute("src");
      if (address) image.src = address;
      image.hidden = !address;
    }
    options.mark?.(node, item, index);
  }

  function draw() {
    frame = 0;
    if (!items.length) return clear();
    // A page that is being laid out anew has no width for a moment: what is shown stays, and with it the focus.
    if (!root.clientWidth) return;
    const top = -root.getBoundingClientRect().top, row = height + gap;
    const from = Math.max(0, Math.floor(top / row) - overscan) * columns;
    const until = Math.min(items.length, Math.max(0, Math.ceil((top + innerHeight) / row) + overscan) * columns);
    for (const [index, node] of shown) {
      if (index < from || index >= until) {
        if (node === document.activeElement) continue;
        shown.delete(index);
        node.remove();
        pool.push(node);
      }
    }
    for (let index = from; index < until; index++) {
      if (!shown.has(index)) {
        const node = pool.pop() ?? make();
        shown.set(index, node);
        fill(node, index);
        root.append(node);
      }
    }
  }

  function clear() {
    for (const node of shown.values()) { node.remove(); pool.push(node); }
    shown.clear();
  }

  const later = () => { frame ||= requestAnimationFrame(draw); };

  function refill() {
    measure();
    for (const [index, node] of shown) {
      if (index < items.length) fill(node, index);
      else { shown.delete(index); node.remove(); pool.push(node); }
    }
    later();
  }

  /** Puts the focus on a photo, scrolling as far as it takes. */
  function focus(index) {
    current = Math.min(items.length - 1, Math.max(0, index));
    const top = root.getBoundingClientRect().top + Math.floor(current / columns) * (height + gap);
    if (top < 0) scrollBy(0, top - gap);
    else if (top + height > innerHeight) scrollBy(0, top + height - innerHeight + gap);
    draw();
    for (const [at, node] of shown) node.tabIndex = at === current ? 0 : -1;
    shown.get(current)?.focus({ preventScroll: true });
  }

  function key(event) {
    if (event.target.classList.contains("pg-cell") && options.key?.(event, current)) { event.preventDefault(); return; }
    const page = Math.max(1, Math.floor(innerHeight / (height + gap))) * columns;
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns, PageDown: page, PageUp: -page, Home: -items.length, End: items.length }[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey || !event.target.classList.contains("pg-cell")) return;
    event.preventDefault();
    const from = current;
    focus(current + step);
    options.moved?.(from, current, event);
  }

  const on = (target, name, act, more) => target.addEventListener(name, act, { signal: listen.signal, ...more });
  on(window, "scroll", later, { passive: true, capture: true });
  on(root, "keydown", key);
  on(root, "click", event => {
    const node = event.target.closest(".pg-cell");
    if (!node) return;
    current = +node.dataset.index;
    if (!options.click?.(event, current)) options.open?.(current);
  });
  on(root, "focusin", event => { if (event.target.dataset.index) current = +event.target.dataset.index; });
  const resized = new ResizeObserver(() => { if (root.clientWidth) refill(); });
  resized.observe(root);

  return {
    set(next) {
      hadFocus = root.contains(document.activeElement);
      const id = items[current]?.id;
      items = next;
      const at = id ? items.findIndex(i => i.id === id) : 0;
      // What was looked at is gone: the one in its place is next.
      current = at < 0 ? Math.max(0, Math.min(current, next.length - 1)) : at;
      refill();
      if (hadFocus && next.length) focus(current);
    },
    refresh: refill,
    focus,
    get items() { return items; },
    dispose() { listen.abort(); resized.disconnect(); cancelAnimationFrame(frame); clear(); },
  };
}

/** Draws the blurred preview of a ThumbHash (Base64) into a canvas; empties it where there is none. */
export function paintHash(canvas, base64) {
  if (!base64) { canvas.width = canvas.height = 1; return; }
  const b = Uint8Array.from(atob(base64), c => c.charCodeAt(0));
  const means = b[0] | b[1] << 8 | b[2] << 16, shape = b[3] | b[4] << 8, lying = shape >> 15, edge = Math.max(3, shape & 7);
  const across = lying ? 7 : edge, down = lying ? edge : 7;
  let nibble = 0;
  const terms = (nx, ny, scale) => {
    const found = [];
    for (let y = 0; y < ny; y++)
      for (let x = y ? 0 : 1; x * ny < nx * (ny - y); x++, nibble++)
        found.push([x, y, ((b[5 + (nibble >> 1)] >> (nibble & 1) * 4 & 15) / 7.5 - 1) * scale]);
    return found;
  };
  const channels = [
    [(means & 63) / 63, terms(across, down, (means >> 18 & 31) / 31)],
    [(means >> 6 & 63) / 31.5 - 1, terms(3, 3, (shape >> 3 & 63) / 63 * 1.25)],
    [(means >> 12 & 63) / 31.5 - 1, terms(3, 3, (shape >> 9 & 63) / 63 * 1.25)],
  ];
  const w = canvas.width = lying ? 24 : Math.max(4, Math.round(24 * across / down)), h = canvas.height = lying ? Math.max(4, Math.round(24 * down / across)) : 24;
  const picture = new ImageData(w, h);
  for (let y = 0, i = 0; y < h; y++)
    for (let x = 0; x < w; x++, i += 4) {
      const [l, p, q] = channels.map(([mean, found]) =>
        found.reduce((sum, [cx, cy, v]) => sum + v * 2 * Math.cos(Math.PI / w * (x + .5) * cx) * Math.cos(Math.PI / h * (y + .5) * cy), mean));
      const blue = l - 2 / 3 * p, red = (3 * l - blue + q) / 2;
      [red, red - q, blue].forEach((v, c) => { picture.data[i + c] = 255 * Math.min(1, Math.max(0, v)); });
      picture.data[i + 3] = 255;
    }
  canvas.getContext("2d").putImageData(picture, 0, 0);
}
