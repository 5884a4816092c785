// The palette's hands: opening, letters, arrows, Enter and Escape, without a round trip. The server draws what a text finds.
const PAUSE = 90; // ms without a letter before the server is asked; a syllable takes several keys

const palettes = new WeakMap();

export function attach(dialog, server) {
  detach(dialog);
  const gone = new AbortController();
  const on = (target, name, handler, options) => target.addEventListener(name, handler, { signal: gone.signal, ...options });
  const input = dialog.querySelector("[role=combobox]");
  const list = dialog.querySelector("[role=listbox]");
  let timer = 0;
  let asked = null; // the text that was last sent
  let answer = Promise.resolve();

  const options = () => [...list.querySelectorAll("[role=option]")];
  const active = () => list.querySelector("[role=option][aria-selected=true]");

  function choose(option) {
    active()?.setAttribute("aria-selected", "false");
    if (option) {
      option.setAttribute("aria-selected", "true");
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function ask() {
    clearTimeout(timer);
    if (input.value !== asked) {
      asked = input.value;
      answer = server.invokeMethodAsync("Find", asked).catch(() => { asked = null; });
    }
    return answer;
  }

  function open() {
    if (dialog.open) {
      input.select();
      return;
    }
    input.value = "";
    asked = null;
    dialog.showModal();
    input.focus();
    ask();
  }

  // What was found changes under the arrow: the first line is the one that Enter opens.
  const drawn = new MutationObserver(() => {
    if (!active()) choose(options()[0]);
    else input.setAttribute("aria-activedescendant", active().id);
  });
  drawn.observe(list, { childList: true, subtree: true });
  gone.signal.addEventListener("abort", () => drawn.disconnect());

  on(document, "mg-search", open);
  on(document, "click", (e) => {
    if (e.target.closest?.("[data-palette-open]")) open();
  });
  on(input, "input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  on(dialog, "keydown", async (e) => {
    // Enter and arrows that belong to a syllable being composed are the input method's.
    if (e.isComposing || e.keyCode === 229) return;
    const all = options();
    const here = all.indexOf(active());
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      if (all.length) choose(all[(here + (e.key === "ArrowDown" ? 1 : -1) + all.length) % all.length]);
    } else if (e.key === "Enter" && e.target === input) {
      e.preventDefault();
      // Typed and confirmed at once: what is opened belongs to the whole text.
      await ask();
      active()?.click();
    }
  });
  on(dialog, "click", (e) => {
    const plain = !e.ctrlKey && !e.metaKey && !e.shiftKey;
    if (e.target === dialog || e.target.closest("[data-palette-close]") || (e.target.closest("a") && plain)) dialog.close();
  });
  on(list, "pointermove", (e) => {
    const option = e.target.closest("[role=option]");
    if (option && option !== active()) choose(option);
  });

  if (/Mac|iPhone|iPad/.test(navigator.platform)) {
    for (const keys of document.querySelectorAll(".mg-search kbd")) keys.textContent = "⌘K";
  }
  palettes.set(dialog, gone);
  dialog.dataset.ready = "";
}

export function detach(dialog) {
  palettes.get(dialog)?.abort();
  palettes.delete(dialog);
}
