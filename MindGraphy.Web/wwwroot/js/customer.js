// A couple's page: "n" brings the cursor to the composer, its draft stays in the tab until the server said yes, files go over HTTP with their
// progress, phone numbers are copied, and a focus whose element went away finds a place nearby.
const mounted = new WeakMap();
const draftOf = id => "mg-draft-" + id;

export function mount(root, options) {
  unmount(root);
  const gone = new AbortController(), { texts } = options, page = root.closest("main") ?? document.body;
  const on = (target, name, handler, more) => target.addEventListener(name, handler, { signal: gone.signal, ...more });
  const body = root.querySelector("textarea"), list = root.querySelector("[data-uploads]");
  const picker = Object.assign(document.createElement("input"), { type: "file", multiple: true });
  const flying = new Set();
  mounted.set(root, gone);

  // ---- one keystroke ----
  on(document, "keydown", e => {
    const typing = e.target.closest?.("input, textarea, select, [contenteditable=true], [role=dialog]") || document.querySelector(".mud-dialog");
    if (typing || e.ctrlKey || e.metaKey || e.altKey || e.isComposing || (e.key !== "n" && e.code !== "KeyN") || e.shiftKey) return;
    e.preventDefault();
    body.focus();
    root.scrollIntoView({ block: "nearest" });
  });

  // ---- the draft ----
  const keep = () => setTimeout(() => {
    if (!body.value) sessionStorage.removeItem(draftOf(options.id));
    else sessionStorage.setItem(draftOf(options.id), JSON.stringify({ body: body.value, kind: root.querySelector("[name=line-kind]:checked")?.value,
      incoming: (root.querySelector("select")?.value ?? "false") === "true", key: root.dataset.key }));
  });
  on(root, "input", keep);
  on(root, "change", keep);

  // ---- files ----
  const element = (tag, className, text) => Object.assign(document.createElement(tag), { className: className ?? "", textContent: text ?? "" });
  const send = file => {
    const row = element("li"), bar = element("progress"), said = element("span", "mg-small"), key = crypto.randomUUID?.() ?? uuid();
    row.append(element("span", "mg-cut", file.name.normalize("NFC")), bar, said);
    list.append(row);
    said.setAttribute("role", "status");
    const button = (text, act) => { const b = Object.assign(element("button", "mg-btn mg-btn-quiet", text), { type: "button", onclick: act }); row.append(b); };
    const fail = (sentence, again) => {
      bar.hidden = true;
      said.textContent = sentence;
      said.className = "mg-field-error";
      if (again) button(texts.Retry, () => { row.querySelectorAll("button").forEach(b => b.remove()); go(); });
      button(texts.Remove, () => row.remove());
    };
    const go = async () => {
      Object.assign(bar, { hidden: false, max: Math.max(1, file.size), value: 0 });
      said.textContent = "";
      const request = new XMLHttpRequest();
      flying.add(request);
      try {
        const { header, token } = await (await fetch("/studio/api/antiforgery")).json();
        await new Promise((done, broken) => {
          request.open("POST", `${options.url}?name=${encodeURIComponent(file.name.normalize("NFC"))}&key=${key}`);
          request.setRequestHeader(header, token);
          request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
          request.upload.onprogress = e => { bar.value = e.loaded; };
          Object.assign(request, { onload: done, onerror: broken, onabort: broken });
          request.send(file);
        });
        if (request.status === 200) { row.remove(); return; }
        const refused = (() => { try { return JSON.parse(request.responseText); } catch { return {}; } })();
        fail(refused.sentence || texts.Failed, request.status >= 500 || request.status === 400);
      } catch {
        fail(texts.Failed, true);
      } finally {
        flying.delete(request);
      }
    };
    if (file.size > options.most) fail(texts.TooLarge, false);
    else go();
  };
  picker.onchange = () => { [...picker.files].forEach(send); picker.value = ""; };
  on(root.querySelector("[data-attach]"), "click", () => picker.click());
  const area = root.closest("section") ?? root;
  const carries = e => [...(e.dataTransfer?.types ?? [])].includes("Files");
  area.dataset.drop = texts.Drop;
  on(area, "dragover", e => { if (carries(e)) { e.preventDefault(); area.classList.add("cf-dropping"); } });
  on(area, "dragleave", e => { if (!area.contains(e.relatedTarget)) area.classList.remove("cf-dropping"); });
  on(area, "drop", e => { if (carries(e)) { e.preventDefault(); area.classList.remove("cf-dropping"); [...e.dataTransfer.files].forEach(send); } });
  on(window, "beforeunload", e => { if (flying.size) e.preventDefault(); });

  // ---- copying ----
  on(page, "click", async e => {
    const button = e.target.closest?.("[data-copy]");
    if (!button) return;
    await copy(button.dataset.copy);
    const note = element("span", "cf-copied", texts.Copied);
    note.setAttribute("role", "status");
    const place = button.getBoundingClientRect();
    Object.assign(note.style, { right: `${innerWidth - place.right}px`, top: `${place.top - 24}px` });
    document.body.append(note);
    setTimeout(() => note.remove(), 1500);
  });

  // ---- focus ----
  let last = null, place = null;
  on(page, "focusin", e => { last = e.target; place = e.target.closest("section"); });
  on(document, "pointerdown", e => { if (!last?.contains(e.target)) last = null; });
  const first = inside => inside?.querySelector("input:not([type=hidden]), textarea, select, button:not(:disabled), a[href]");
  const watcher = new MutationObserver(() => {
    if (!last || last.isConnected || !place?.isConnected || document.activeElement !== document.body) return;
    last = null;
    (first(place.querySelector(".cf-form")) ?? first(place))?.focus({ preventScroll: true });
  });
  watcher.observe(page, { childList: true, subtree: true });
  gone.signal.addEventListener("abort", () => watcher.disconnect());
  on(page, "click", e => {
    // A button that gives way to a form: the form's first field is meant.
    const host = e.target.closest?.("[data-opens]")?.parentElement;
    if (!host) return;
    const opening = new MutationObserver(() => { const form = host.querySelector(".cf-form"); if (form) { opening.disconnect(); first(form)?.focus(); } });
    opening.observe(host, { childList: true, subtree: true });
    setTimeout(() => opening.disconnect(), 3000);
  });

  try { return JSON.parse(sessionStorage.getItem(draftOf(options.id))); } catch { return null; }
}

/** The server kept the line: the draft goes. */
export const forget = id => sessionStorage.removeItem(draftOf(id));

export function unmount(root) {
  mounted.get(root)?.abort();
  mounted.delete(root);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without https there is no clipboard of one's own.
    const field = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}

const uuid = () => "10000000-1000-4000-8000-100000000000".replace(/[018]/g, c => (c ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> c / 4).toString(16));
