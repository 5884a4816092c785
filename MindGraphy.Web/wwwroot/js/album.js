// An album's page: its photos as a grid that follows the server, what is done with many of them at once, and one or a few of them large.
import { photoGrid } from "./photogrid.js";
import { lightbox, compare } from "./lightbox.js";
import { picking } from "./picking.js";

export const format = (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[i]);
export const address = (item, size) => item.ready ? `/studio/photos/${item.id}/${item.sha}-${size}.jpg` : null;

const Fold = "album-fold", Raws = "album-raws";

/**
 * options: albumId, texts, sections [[key, name]], albums [[id, name]], may (whether anything can be changed), folder of filters in `bar`.
 * Returns { changed, dispose }: call changed() when the album is different from what is shown.
 */
export function mount(root, options) {
  const { albumId, texts, sections, may, bar } = options;
  const filter = { section: null, blur: false, fold: localStorage.getItem(Fold) === "1", raws: localStorage.getItem(Raws) === "1" };
  let all = [], bursts = new Map(), raws = new Map(), loading = false, again = false, gone = false, timer = 0, acts = 0;
  const name = new Map(sections);
  const box = lightbox({ texts, sections, may, left: index => grid.focus(index), act: (key, item) => picks.key(key, item, true), picked: item => picks.has(item.id) });
  const picks = picking({
    ...options,
    all: () => all,
    shown: () => grid.items,
    // What is folded under a photo goes with it.
    whole(item) {
      const items = filter.fold && item.burst ? bursts.get(item.burst) : [item];
      return filter.raws ? items : items.flatMap(i => raws.has(i.id) ? [i, raws.get(i.id)] : [i]);
    },
    draw() { grid.refresh(); box.refresh(); },
    acted,
    compare: items => compare(items, { texts, picks }),
    open: index => box.open(grid.items, index),
  });
  const grid = photoGrid(root, {
    cell: 210, columns: 2,
    url: item => address(item, 480),
    label: (item, index, count) => [format(texts.Photo, index + 1, count, item.name), item.ready ? "" : item.unreadable ?? texts.NotReady, tags(item)].filter(Boolean).join(", "),
    open: index => box.open(grid.items, index),
    click: picks.click,
    key: (event, index) => picks.key(event, grid.items[index]),
    moved: picks.moved,
    mark(node, item) {
      node.classList.toggle("pg-broken", !!item.unreadable);
      node.classList.toggle("pg-may", may);
      node.classList.toggle("pg-picked", picks.has(item.id));
      if (may) node.setAttribute("aria-pressed", picks.has(item.id));
      node.dataset.note = item.unreadable ?? "";
      node.dataset.tags = item.unreadable ? "" : tags(item);
    },
  });
  root.setAttribute("aria-label", texts.Label);
  const failed = Object.assign(document.createElement("p"), { className: "album-failed mg-secondary mg-small" });
  failed.setAttribute("role", "status");
  root.before(failed);

  function tags(item) {
    const burst = item.burst && bursts.get(item.burst)?.length > 1 ? format(item.top ? texts.Top : texts.Burst, bursts.get(item.burst).length) : "";
    return [name.get(item.section), burst, item.pair ? "RAW" : raws.has(item.id) && !filter.raws ? "+RAW" : "", item.blur ? texts.Blur : ""].filter(Boolean).join(" · ");
  }

  /** Which of the album is on the screen. Folded, a burst is its sharpest photo, or its first where that one is elsewhere. */
  function pass(list) {
    const stands = new Map();
    if (filter.fold) for (const [burst, items] of bursts) stands.set(burst, (items.find(i => i.top) ?? items[0]).id);
    return list.filter(i => (!filter.section || (filter.section === "none" ? !i.section : i.section === filter.section))
      && (!filter.blur || i.blur) && (filter.raws || raws.get(i.pair) !== i) && (!filter.fold || !i.burst || stands.get(i.burst) === i.id));
  }

  function take(list) {
    all = list;
    bursts = new Map();
    // A camera's raw file lies under the picture that was written beside it, as long as that one is here.
    const there = new Set(list.map(i => i.id));
    raws = new Map(list.filter(i => i.pair && there.has(i.pair)).map(i => [i.pair, i]));
    for (const item of list) if (item.burst) bursts.get(item.burst)?.push(item) ?? bursts.set(item.burst, [item]);
    const shown = pass(list);
    grid.set(shown);
    box.update(shown);
    picks.keep();
    filters();
  }

  /** The chips above the grid: only those that would change something. */
  function filters() {
    if (!bar) return;
    const count = test => all.reduce((n, i) => n + (test(i) ? 1 : 0), 0);
    const chip = (text, on, act) => {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "mg-filter", textContent: text, onclick: () => { act(); take(all); } });
      button.setAttribute("aria-pressed", on);
      return button;
    };
    const parts = sections.map(([key, text]) => [key, text, count(i => i.section === key)]).filter(p => p[2]);
    const blurred = count(i => i.blur), many = [...bursts.values()].filter(b => b.length > 1).length;
    const chips = [];
    if (parts.length) {
      chips.push(chip(texts.All, !filter.section, () => { filter.section = null; }));
      for (const [key, text, n] of [...parts, ["none", texts.Untagged, count(i => !i.section)]])
        if (n) chips.push(chip(`${text} ${n.toLocaleString("en-US")}`, filter.section === key, () => { filter.section = filter.section === key ? null : key; }));
    }
    if (blurred || filter.blur) chips.push(chip(`${texts.Blur} ${blurred}`, filter.blur, () => { filter.blur = !filter.blur; }));
    if (many) chips.push(chip(`${texts.Fold} ${many}`, filter.fold, () => {
      filter.fold = !filter.fold;
      localStorage.setItem(Fold, filter.fold ? "1" : "0");
    }));
    if (raws.size) chips.push(chip(`${texts.Raws} ${raws.size}`, filter.raws, () => {
      filter.raws = !filter.raws;
      localStorage.setItem(Raws, filter.raws ? "1" : "0");
    }));
    const at = [...bar.children].indexOf(document.activeElement);
    bar.replaceChildren(...chips);
    bar.hidden = !chips.length;
    if (at >= 0) bar.children[Math.min(at, chips.length - 1)]?.focus();
  }

  async function load() {
    if (loading) { again = true; return; }
    clearTimeout(timer);
    loading = true;
    again = false;
    const began = performance.now(), asked = acts, photos = [];
    let trouble = false;
    try {
      for (let next = null, first = true; (first || next) && asked === acts; first = false) {
        const place = next ? `?key=${encodeURIComponent(next.sortKey)}&id=${next.id}` : "";
        const answer = await fetch(`/studio/api/albums/${albumId}/photos${place}`);
        if (!answer.ok) throw new Error(answer.statusText);
        const page = await answer.json();
        if (gone) return;
        photos.push(...page.photos);
        next = page.next;
        // The first stretch is on the screen while the others come; later a whole album replaces a whole album.
        if (asked === acts && (!next || photos.length > all.length)) take([...photos]);
      }
      root.removeAttribute("aria-busy");
    } catch {
      trouble = true;
    }
    loading = false;
    if (gone) return;
    failed.textContent = trouble ? texts.Failed : "";
    if (asked !== acts) load();
    else if (trouble) timer = setTimeout(load, 3000);
    // A large album asks less often: at most a tenth of the time goes into following it.
    else if (again) timer = setTimeout(load, Math.max(1000, (performance.now() - began) * 10));
  }

  /** What was done on this page is on it at once: an answer that was asked for before is not shown any more, and nobody waits for the pace above. */
  function acted(without = []) {
    acts++;
    const out = new Set(without);
    if (out.size) take(all.filter(i => !out.has(i.id)));
    load();
  }

  // A finger that rests on a photo begins to choose.
  let press = 0;
  const stop = () => clearTimeout(press);
  root.addEventListener("pointerdown", event => {
    const node = event.pointerType === "touch" && event.target.closest(".pg-cell");
    if (node) press = setTimeout(() => picks.hold(+node.dataset.index), 500);
  });
  for (const name of ["pointerup", "pointermove", "pointercancel"]) root.addEventListener(name, stop);
  root.addEventListener("contextmenu", event => { if (matchMedia("(pointer: coarse)").matches) event.preventDefault(); });

  load();
  return {
    changed: load,
    dispose() { gone = true; stop(); clearTimeout(timer); failed.remove(); grid.dispose(); box.dispose(); picks.dispose(); },
  };
}
