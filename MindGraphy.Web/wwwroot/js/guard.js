// A paste of megabytes into a field must neither break the connection, which carries 32 kB at a time, nor be lost: it stays in the field, the
// server does not hear of it, and the field says how much is too much.
const MOST = 8000; // where a field says nothing itself; three bytes a Hangul syllable stay under 32 kB

(() => {
  const korean = document.documentElement.lang === "ko";
  const number = new Intl.NumberFormat(korean ? "ko" : "en");
  const most = field => Number(field.dataset.most) || (field.maxLength > 0 ? field.maxLength : MOST);
  const notes = new WeakMap();

  const tooLong = field => {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) || field.type === "file") {
      return false;
    }
    // What a form of the server's own refuses at the field may travel; what can't travel is stopped here.
    const limit = Math.min(Math.max(most(field), MOST), 9000);
    return field.value.length > limit;
  };

  const say = field => {
    const words = korean
      ? `${number.format(most(field))}자까지 쓸 수 있습니다. 지금 ${number.format(field.value.length)}자입니다. 쓴 내용은 그대로 있습니다.`
      : `At most ${number.format(most(field))} characters; this has ${number.format(field.value.length)}. What you typed is still here.`;
    let note = notes.get(field);
    if (!note) {
      note = document.createElement("p");
      note.className = "mg-field-error";
      note.setAttribute("role", "alert");
      notes.set(field, note);
      field.insertAdjacentElement("afterend", note);
    }
    note.textContent = words;
    field.setAttribute("aria-invalid", "true");
    field.dataset.tooLong = "";
  };

  const clear = field => {
    notes.get(field)?.remove();
    notes.delete(field);
    if ("tooLong" in (field.dataset ?? {})) {
      delete field.dataset.tooLong;
      field.removeAttribute("aria-invalid");
    }
  };

  const hear = event => {
    const field = event.target;
    if (tooLong(field)) {
      event.stopImmediatePropagation();
      say(field);
    } else if (field instanceof Element) {
      clear(field);
    }
  };

  const hold = event => {
    const target = event.target instanceof Element ? event.target : null;
    // A fact that is edited where it stands is saved by Enter or by leaving it: neither may close it over what is too long.
    if (event.type === "keydown" || event.type === "blur") {
      if (target && "tooLong" in (target.dataset ?? {}) && (event.type === "blur" || (event.key === "Enter" && !event.isComposing))) {
        if (event.type === "blur" || target instanceof HTMLInputElement || event.ctrlKey || event.metaKey) {
          event.preventDefault();
          event.stopImmediatePropagation();
          say(target);
        }
      }
      return;
    }
    const starts = event.type === "submit" || target?.closest(".mg-btn-primary, [type=submit]");
    const field = starts && target.closest("form, .mud-dialog, [data-guard]")?.querySelector("[data-too-long]");
    if (field) {
      event.preventDefault();
      event.stopImmediatePropagation();
      say(field);
      field.focus();
    }
  };

  for (const name of ["input", "change"]) {
    window.addEventListener(name, hear, true);
  }
  for (const name of ["submit", "click", "keydown", "blur"]) {
    window.addEventListener(name, hold, true);
  }
})();

// What was typed is checked when it loses the focus, which pressing a button does: a line of red that comes or goes moves the button from under the
// pointer, and a browser takes press and release on two places for no click at all. A press that began on a button and did not wander is one.
(() => {
  const STILL = 6;
  let press = null;
  window.addEventListener("pointerdown", event => {
    const button = event.target instanceof Element && event.button === 0 ? event.target.closest("button") : null;
    press = button && !button.disabled ? { button, x: event.clientX, y: event.clientY } : null;
  }, true);
  window.addEventListener("pointercancel", () => { press = null; }, true);
  window.addEventListener("pointerup", event => {
    const begun = press;
    press = null;
    if (!begun || !begun.button.isConnected || begun.button.contains(event.target)) return;
    if (Math.hypot(event.clientX - begun.x, event.clientY - begun.y) <= STILL) begun.button.click();
  }, true);
})();
