// The drop zone of an album: what is seen of upload-queue.js. It draws counts, the few files in work and those that failed, never thousands of rows.
import { createQueue } from "./upload-queue.js";

const SHOWN = 50;

const format = (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[i]);
const number = n => n.toLocaleString("en-US");
const bytes = b => (b < 1048576 ? `${Math.ceil(b / 1024)} KB` : b < 1073741824 ? `${(b / 1048576).toFixed(1)} MB` : `${(b / 1073741824).toFixed(2)} GB`);

/** Draws the drop zone into an element and runs the queue. options: albumId, endings, texts. */
export function mount(root, options) {
  const { texts } = options, queue = createQueue(options, draw), speeds = [];
  let reloadWanted = false, gone = false, drawing = 0;

  const $ = (tag, className, text) => Object.assign(document.createElement(tag), { className: className ?? "", textContent: text ?? "" });
  const button = (text, act, className = "mg-btn") => Object.assign($("button", className, text), { type: "button", onclick: act });
  const picker = folder => {
    const input = Object.assign($("input"), { type: "file", multiple: true, hidden: true, webkitdirectory: folder });
    if (!folder) input.accept = options.endings.join(",");
    input.onchange = () => { queue.add([...input.files].map(f => ({ file: f, path: f.webkitRelativePath || f.name }))); input.value = ""; };
    return input;
  };
  const folderInput = picker(true), filesInput = picker(false), zone = $("div", "up-zone"), choose = $("div", "mg-row"), box = $("div", "up-box");
  choose.append(button(texts.Folder, () => folderInput.click()), button(texts.Files, () => filesInput.click(), "mg-btn mg-btn-quiet"));
  zone.append($("p", "up-title", texts.Drop), $("p", "mg-faint mg-small", texts.Hint), choose, folderInput, filesInput);
  const head = $("div", "up-head"), state = $("strong"), figures = $("span", "mg-secondary mg-num"), pause = button("", () => queue.pause(!queue.paused)), bar = $("progress");
  state.setAttribute("role", "status");
  head.append(state, figures, pause);
  const active = $("ul", "up-active"), notes = $("div", "up-notes");
  box.append(head, bar, active, notes);
  box.hidden = true;
  root.replaceChildren(zone, box);

  // ---- what is seen: counts, the few in work, the failed ----
  function draw() {
    drawing ||= setTimeout(() => { drawing = 0; if (!gone) paint(); }, 200);
  }

  function paint() {
    const { files, bytes: total, doneBytes, there, done, flying, skipped, reading, paused, trouble, items: all } = queue, over = !queue.busy();
    const failed = all.filter(i => i.state === "failed"), working = all.filter(i => i.state === "active");
    const inFlight = [...flying.values()].reduce((a, b) => a + b, 0);
    const sent = doneBytes + inFlight + all.reduce((a, i) => a + (i.state === "active" || i.state === "queued" ? i.sent : 0), 0);
    const now = performance.now();
    speeds.push([now, sent]);
    while (speeds.length > 2 && now - speeds[0][0] > 15000) speeds.shift();
    const speed = (sent - speeds[0][1]) / Math.max(1, now - speeds[0][0]) * 1000, rest = total - sent;
    const left = !over && !paused && !trouble && speed > 0 && now - speeds[0][0] > 2000 ? rest / speed : 0;

    box.hidden = !files && !skipped.length && !reading;
    say(state, reading && !files ? texts.Reading : over ? (failed.length ? format(texts.DoneFailed, number(failed.length)) : texts.Done) : trouble ?? (paused ? texts.Paused : texts.Running));
    box.dataset.state = over ? (failed.length ? "failed" : "done") : trouble ? "waiting" : paused ? "paused" : "running";
    say(figures, format(texts.Progress, number(done + there), number(files), bytes(Math.min(sent, total)), bytes(total))
      + (left ? " · " + (left < 60 ? texts.LeftSeconds : format(texts.LeftMinutes, Math.ceil(left / 60))) : ""));
    bar.max = Math.max(1, total);
    bar.value = sent;
    bar.hidden = over;
    pause.hidden = over;
    say(pause, paused ? texts.Resume : texts.Pause);
    active.replaceChildren(...working.slice(0, 4).map(item => {
      const row = $("li"), progress = $("progress");
      progress.max = item.file.size;
      progress.value = (item.sent ?? 0) + [...flying].reduce((a, [key, b]) => a + (key.startsWith(item.id) ? b : 0), 0);
      row.append($("span", "mg-cut", item.path), progress);
      return row;
    }));
    if (over && reloadWanted) location.reload();
    const shown = [failed.length, there, skipped.length].join();
    if (notes.dataset.shown !== shown) {
      notes.dataset.shown = shown;
      notes.replaceChildren(...failures(failed), ...(there ? [$("p", "mg-secondary", format(texts.There, number(there)))] : []), ...leftOut(skipped));
    }
  }

  const say = (element, text) => { if (element.textContent !== text) element.textContent = text; };

  function failures(failed) {
    if (!failed.length) return [];
    const title = $("div", "mg-row"), list = $("ul", "up-failed");
    title.append($("strong", "", format(texts.FailedCount, number(failed.length))));
    if (failed.length > 1) title.append(button(texts.RetryAll, () => failed.forEach(i => i.state === "failed" && queue.retry(i)), "mg-btn mg-btn-quiet"));
    list.append(...failed.slice(0, SHOWN).map(item => {
      const row = $("li"), words = $("div");
      words.append($("span", "mg-cut", item.path), $("span", "mg-small up-why", item.sentence));
      row.append(words, button(texts.Retry, () => queue.retry(item)));
      return row;
    }));
    if (failed.length > SHOWN) list.append($("li", "mg-faint", format(texts.More, number(failed.length - SHOWN))));
    return [title, list];
  }

  function leftOut(skipped) {
    if (!skipped.length) return [];
    const details = $("details"), list = $("ul", "mg-small mg-secondary");
    list.append(...skipped.slice(0, SHOWN).map(path => $("li", "", path)));
    if (skipped.length > SHOWN) list.append($("li", "", format(texts.More, number(skipped.length - SHOWN))));
    details.append($("summary", "mg-secondary", format(texts.Skipped, number(skipped.length))), list);
    return [details];
  }

  // ---- the page around it ----
  const listen = new AbortController(), on = (target, name, act) => target.addEventListener(name, act, { signal: listen.signal });
  on(zone, "dragover", event => { event.preventDefault(); zone.classList.add("up-over"); });
  on(zone, "dragleave", event => { if (!zone.contains(event.relatedTarget)) zone.classList.remove("up-over"); });
  on(zone, "drop", event => {
    event.preventDefault();
    zone.classList.remove("up-over");
    queue.addEntries([...event.dataTransfer.items].map(i => i.webkitGetAsEntry?.()).filter(Boolean));
  });
  // A folder that misses the zone must not replace the page.
  for (const name of ["dragover", "drop"]) on(window, name, event => event.preventDefault());
  on(window, "online", queue.wake);
  on(window, "beforeunload", event => { if (queue.flying.size) event.preventDefault(); });
  // A restarted server makes the page want to reload; what is queued here would be lost, so it waits.
  on(window, "studio:reload", event => { if (queue.busy()) { reloadWanted = true; event.preventDefault(); } });
  return { busy: () => queue.busy(), dispose() { gone = true; listen.abort(); queue.end(); } };
}
