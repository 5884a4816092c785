// The drop zone of an album: what is seen of upload-queue.js. It draws counts, the few files in work and those that failed, never thousands of rows.
import { createQueue } from "./upload-queue.js";
import { folders } from "./upload-folders.js";

const SHOWN = 50;

const format = (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[i]);
const number = n => n.toLocaleString("en-US");
const bytes = b => (b < 1048576 ? `${Math.ceil(b / 1024)} KB` : b < 1073741824 ? `${(b / 1048576).toFixed(1)} MB` : `${(b / 1073741824).toFixed(2)} GB`);

/** Draws the drop zone into an element and runs the queue. options: albumId, endings, systemNames, texts. */
export function mount(root, options) {
  const { texts, albumId } = options, queue = createQueue(options, draw), kept = folders(albumId), speeds = [];
  let reloadWanted = false, gone = false, drawing = 0, ended = "", asked = 0, goingOn = false;

  const $ = (tag, className, text) => Object.assign(document.createElement(tag), { className: className ?? "", textContent: text ?? "" });
  const button = (text, act, className = "mg-btn") => Object.assign($("button", className, text), { type: "button", onclick: act });
  const picker = folder => {
    const input = Object.assign($("input"), { type: "file", multiple: true, hidden: true, webkitdirectory: folder });
    if (!folder) input.accept = options.endings.join(",");
    input.onchange = () => { queue.addPicked([...input.files], !(folder && goingOn)); input.value = ""; };
    return input;
  };
  const folderInput = picker(true), filesInput = picker(false), zone = $("div", "up-zone"), choose = $("div", "mg-row"), box = $("div", "up-box");
  choose.append(button(texts.Folder, () => chooseFolder(false)), button(texts.Files, () => filesInput.click(), "mg-btn mg-btn-quiet"));
  zone.append($("p", "up-title", texts.Drop), $("p", "mg-faint mg-small", texts.Hint), choose, folderInput, filesInput);
  const head = $("div", "up-head"), state = $("strong"), figures = $("span", "mg-secondary mg-num"), pause = button("", () => queue.pause(!queue.paused)), bar = $("progress");
  state.setAttribute("role", "status");
  head.append(state, figures, pause);
  const active = $("ul", "up-active"), notes = $("div", "up-notes");
  box.append(head, bar, active, notes);
  box.hidden = true;
  const rest = $("section", "up-rest");
  rest.hidden = true;
  root.replaceChildren(zone, rest, box);

  // ---- what is seen: counts, the few in work, the failed ----
  function draw() {
    drawing ||= setTimeout(() => { drawing = 0; if (!gone) paint(); }, 200);
  }

  function paint() {
    const { files, bytes: total, doneBytes, there, back, done, flying, skipped, reading, paused, trouble, items: all } = queue, over = !queue.busy();
    const failed = all.filter(i => i.state === "failed"), working = all.filter(i => i.state === "active"), twins = all.filter(i => i.state === "twin"), binned = all.filter(i => i.state === "binned"), asks = twins.length + binned.length;
    const inFlight = [...flying.values()].reduce((a, b) => a + b, 0);
    const sent = doneBytes + inFlight + all.reduce((a, i) => a + (i.state === "active" || i.state === "queued" ? i.sent : 0), 0);
    const now = performance.now();
    speeds.push([now, sent]);
    while (speeds.length > 2 && now - speeds[0][0] > 15000) speeds.shift();
    const speed = (sent - speeds[0][1]) / Math.max(1, now - speeds[0][0]) * 1000, toGo = total - sent;
    const left = !over && !paused && !trouble && speed > 0 && now - speeds[0][0] > 2000 ? toGo / speed : 0;

    box.hidden = !files && !skipped.length && !reading && !failed.length;
    say(state, reading && !files ? texts.Reading : over ? (failed.length ? format(texts.DoneFailed, number(failed.length)) : asks ? format(texts.DoneTwins, number(asks)) : texts.Done) : trouble ?? (paused ? texts.Paused : texts.Running));
    box.dataset.state = over ? (failed.length ? "failed" : asks ? "waiting" : "done") : trouble ? "waiting" : paused ? "paused" : "running";
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
    if (!over) rest.hidden = true;
    const came = over ? [done, there, failed.length, asks].join() : "";
    if (over && came !== ended) offer();
    ended = came;
    const shown = [failed.length, there, back, skipped.length, twins.length, binned.length, ...failed.slice(0, SHOWN).map(i => i.path + i.sentence)].join();
    if (notes.dataset.shown !== shown) {
      notes.dataset.shown = shown;
      notes.replaceChildren(...failures(failed), ...sameAgain(twins), ...elsewhere(binned), ...(back ? [$("p", "", format(texts.CameBack, number(back)))] : []), ...(there > back ? [$("p", "mg-secondary", format(texts.There, number(there - back)))] : []), ...leftOut(skipped));
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

  // The same bytes are in the project already: whoever sends them says whether they are wanted twice.
  function sameAgain(twins) {
    if (!twins.length) return [];
    const part = $("div", "up-twins"), row = $("div", "mg-row"), details = $("details"), list = $("ul", "mg-small mg-secondary");
    row.append($("strong", "", format(texts.Twins, number(twins.length))), button(texts.LeaveOut, queue.leaveOut), button(texts.SendTwins, queue.sendTwins, "mg-btn mg-btn-quiet"));
    list.append(...twins.slice(0, SHOWN).map(i => $("li", "mg-cut", `${i.path} = ${[i.twin.album, i.twin.name].filter(Boolean).join(" · ")}`)));
    if (twins.length > SHOWN) list.append($("li", "", format(texts.More, number(twins.length - SHOWN))));
    details.append($("summary", "mg-secondary", texts.TwinsWhich), list);
    part.append(row, details);
    return [part];
  }

  // Deleted in another album of the project: it comes back there, not here, and only where somebody says so.
  function elsewhere(binned) {
    if (!binned.length) return [];
    const part = $("div", "up-twins"), row = $("div", "mg-row"), details = $("details"), list = $("ul", "mg-small mg-secondary");
    const bring = button(texts.BinnedBack, () => { bring.disabled = true; queue.bringBinned(); });
    row.append($("strong", "", format(texts.Binned, number(binned.length))), bring, button(texts.BinnedLeave, queue.leaveBinned, "mg-btn mg-btn-quiet"));
    list.append(...binned.slice(0, SHOWN).map(i => {
      const line = $("li", "mg-cut", `${i.path} · `);
      line.append(Object.assign($("a", "", format(texts.BinnedIn, i.bin.name)), { href: `/studio/albums/${i.bin.album}/bin` }));
      return line;
    }));
    if (binned.length > SHOWN) list.append($("li", "", format(texts.More, number(binned.length - SHOWN))));
    details.append($("summary", "mg-secondary", texts.TwinsWhich), list);
    part.append(row, details);
    return [part];
  }

  function leftOut(skipped) {
    if (!skipped.length) return [];
    const details = $("details"), list = $("ul", "mg-small mg-secondary");
    list.append(...skipped.slice(0, SHOWN).map(path => $("li", "", path)));
    if (skipped.length > SHOWN) list.append($("li", "", format(texts.More, number(skipped.length - SHOWN))));
    details.append($("summary", "mg-secondary", format(texts.Skipped, number(skipped.length))), list);
    return [details];
  }

  // ---- what an earlier visit, another window or a colleague left ----
  async function offer() {
    const mine = ++asked;
    if (gone || queue.busy()) { rest.hidden = true; return; }
    let left;
    try {
      const answer = await fetch(`/studio/api/albums/${albumId}/uploads`);
      if (!answer.ok) return;
      left = await answer.json();
    } catch {
      return;
    }
    const failed = queue.items.filter(i => i.state === "failed"), known = queue.items.filter(i => (i.id || i.told) && (i.state === "failed" || i.state === "twin"));
    const count = left.open + left.failed - known.length, lost = left.failed - failed.filter(i => i.id || i.told).length;
    if (gone || mine !== asked || queue.busy()) return;
    rest.hidden = count <= 0;
    // All of it is there: there is nothing to go on with.
    if (queue.files && !failed.length && !(left.open + left.failed)) kept.forget();
    if (count <= 0) return;
    // Whoever looks from elsewhere may not know; going on from two places at once does no harm, dropping what another sends would.
    const moving = left.moving && left.open > 0;
    if (moving) setTimeout(offer, 20000);
    const had = await kept.names(), row = $("div", "mg-row"), details = $("details"), list = $("ul", "mg-small mg-secondary");
    row.append(
      ...(had.length ? [button(format(texts.RestGoOn, had.join(", ")), goOn, "mg-btn mg-btn-primary")] : []),
      button(texts.RestChoose, () => chooseFolder(true)),
      ...(moving ? [] : [button(texts.RestForget, forget, "mg-btn mg-btn-quiet")]));
    list.append(...left.files.slice(0, SHOWN).map(({ path, why }) => {
      const row = $("li");
      row.append($("div", "mg-cut", path), ...(why ? [$("div", "up-why", why)] : []));
      return row;
    }));
    if (left.open + left.failed > left.files.length) list.append($("li", "", format(texts.More, number(left.open + left.failed - left.files.length))));
    details.append($("summary", "mg-secondary", texts.RestWhich), list);
    rest.replaceChildren(
      $("strong", "", left.bytes ? format(texts.Rest, number(count), bytes(left.bytes)) : format(texts.RestCount, number(count))),
      ...(lost > 0 ? [$("p", "up-why", format(texts.RestFailed, number(lost)))] : []),
      ...(moving ? [$("p", "", format(left.by ? texts.RestMovingBy : texts.RestMoving, left.by ?? ""))] : []),
      $("p", "mg-secondary", had.length ? texts.RestHow : texts.RestHowChoose), row, details);
  }

  async function goOn() {
    const found = await kept.open();
    if (found.length) queue.addFolders(found, false);
    else chooseFolder(true);
  }

  // Going on with a folder sends what is missing of it; what was deleted meanwhile stays deleted.
  async function chooseFolder(onlyGoOn) {
    goingOn = onlyGoOn;
    if (!kept.canKeep) return folderInput.click();
    let folder;
    try {
      folder = await window.showDirectoryPicker({ id: "card", mode: "read" });
    } catch (error) {
      // Closed without a choice; whatever else is wrong with the picker, the old one is there still.
      if (error.name !== "AbortError") folderInput.click();
      return;
    }
    kept.keep([folder]);
    queue.addFolders([folder], !onlyGoOn);
  }

  async function forget(event) {
    if (!event.target.dataset.sure) {
      event.target.dataset.sure = "1";
      event.target.textContent = texts.RestForgetSure;
      return;
    }
    event.target.disabled = true;
    await queue.call("DELETE", `albums/${albumId}/uploads`).catch(() => {});
    kept.forget();
    offer();
  }

  // ---- the page around it ----
  const listen = new AbortController(), on = (target, name, act) => target.addEventListener(name, act, { signal: listen.signal });
  on(zone, "dragover", event => { event.preventDefault(); zone.classList.add("up-over"); });
  on(zone, "dragleave", event => { if (!zone.contains(event.relatedTarget)) zone.classList.remove("up-over"); });
  on(zone, "drop", event => {
    event.preventDefault();
    zone.classList.remove("up-over");
    const items = [...event.dataTransfer.items].filter(i => i.kind === "file"), entries = items.map(i => i.webkitGetAsEntry?.()).filter(Boolean);
    // Both have to be asked for before the event is over.
    if (kept.canKeep) Promise.all(items.map(i => i.getAsFileSystemHandle?.())).then(found => kept.keep(found.filter(f => f?.kind === "directory"))).catch(() => {});
    if (entries.length) queue.addEntries(entries, true);
    else queue.add([...event.dataTransfer.files].map(f => ({ file: f, path: f.name })), true);
  });
  // A folder that misses the zone must not replace the page.
  for (const name of ["dragover", "drop"]) on(window, name, event => event.preventDefault());
  on(window, "online", queue.wake);
  on(window, "beforeunload", event => { if (queue.flying.size) event.preventDefault(); });
  // A restarted server makes the page want to reload; what is queued here would be lost, so it waits.
  on(window, "studio:reload", event => { if (queue.busy()) { reloadWanted = true; event.preventDefault(); } });
  offer();
  return { busy: () => queue.busy(), dispose() { gone = true; listen.abort(); queue.end(); } };
}
