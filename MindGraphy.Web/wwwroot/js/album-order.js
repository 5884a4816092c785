// Files of an album's round on their way in, over HTTP, one after the other: a picture is read whole before it counts, and a PDF's pages are drawn. A file keeps its key, so that sending it
// again is the same spread. An answer is lines of JSON: one for each page that was drawn, and what came of it.
export function mount(root, { url, most, texts }) {
  if (!root || root.dataset.mounted) return;
  root.dataset.mounted = "1";
  const list = root.querySelector("[data-uploads]"), count = root.querySelector("[data-count]");
  const make = (tag, className, text) => Object.assign(document.createElement(tag), { className: className ?? "", textContent: text ?? "" });
  const uuid = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, c => (c ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> c / 4).toString(16));
  let turn = Promise.resolve(), flying = 0;

  function add(file, address, busy) {
    const row = make("li"), bar = make("progress"), said = make("span", "mg-small");
    said.setAttribute("role", "status");
    row.append(make("span", "mg-cut", file.name.normalize("NFC")), bar, said);
    list.append(row);
    const button = (text, act) => row.append(Object.assign(make("button", "mg-btn mg-btn-quiet", text), { type: "button", onclick: act }));
    const fail = (text, again) => {
      bar.hidden = true;
      said.textContent = text;
      said.className = "mg-field-error";
      if (again) button(texts.retry, () => { row.querySelectorAll("button").forEach(b => b.remove()); queue(); });
      button(texts.remove, () => row.remove());
    };
    const go = async () => {
      Object.assign(bar, { hidden: false, max: Math.max(1, file.size), value: 0 });
      said.textContent = "";
      flying++;
      try {
        const { header, token } = await (await fetch("/studio/api/antiforgery")).json(), request = new XMLHttpRequest();
        await new Promise((done, broken) => {
          request.open("POST", address);
          request.setRequestHeader(header, token);
          request.setRequestHeader("Content-Type", "application/octet-stream");
          request.upload.onprogress = e => { bar.value = e.loaded; if (e.loaded === e.total) { said.textContent = busy; bar.removeAttribute("value"); } };
          request.onprogress = () => {
            const { page, of } = last(request, true);
            if (page) { Object.assign(bar, { max: of, value: page }); said.textContent = `${busy} ${page} / ${of}`; }
          };
          Object.assign(request, { onload: done, onerror: broken, onabort: broken });
          request.send(file);
        });
        const came = last(request);
        if (came.done) row.remove();
        else fail(came.text || texts.failed, !came.text || came.code === "PdfNotInTime");
      } catch {
        fail(texts.failed, true);
      } finally {
        flying--;
      }
    };
    const queue = () => { turn = turn.then(go); };
    file.size > most ? fail(texts.tooLarge, false) : queue();
  }

  // While an answer comes its last line may be a piece of one.
  const last = (request, coming) => { try { return JSON.parse(request.responseText.split("\n").slice(0, coming ? -1 : undefined).filter(l => l).at(-1)); } catch { return {}; } };
  const name = file => encodeURIComponent(file.name.normalize("NFC"));
  const pictures = files => [...files].sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true })).forEach(f => add(f, `${url}/spreads?name=${name(f)}&key=${uuid()}`, texts.reading));
  const pdf = files => [...files].slice(0, 1).forEach(f => add(f, `${url}/pdf?name=${name(f)}${count ? `&pages=${encodeURIComponent(count.value)}` : ""}`, count ? texts.reading : texts.drawing));
  const pick = (accept, multiple, take) => {
    const input = Object.assign(make("input"), { type: "file", accept, multiple, hidden: true });
    root.append(input);
    input.onchange = () => { take(input.files); input.value = ""; };
    return input;
  };
  const pictureInput = pick("image/jpeg,image/png", true, pictures), pdfInput = pick("application/pdf", false, pdf);
  root.querySelector("[data-pictures]").onclick = () => pictureInput.click();
  root.querySelector("[data-pdf]").onclick = () => pdfInput.click();
  const carries = e => [...(e.dataTransfer?.types ?? [])].includes("Files");
  root.addEventListener("dragover", e => { if (carries(e)) { e.preventDefault(); root.classList.add("album-over"); } });
  root.addEventListener("dragleave", e => { if (!root.contains(e.relatedTarget)) root.classList.remove("album-over"); });
  root.addEventListener("drop", e => {
    if (!carries(e)) return;
    e.preventDefault();
    root.classList.remove("album-over");
    const files = [...e.dataTransfer.files], papers = files.filter(f => /\.pdf$/i.test(f.name));
    papers.length && papers.length === files.length ? pdf(papers) : pictures(files);
  });
  addEventListener("beforeunload", e => { if (flying) e.preventDefault(); });
}
