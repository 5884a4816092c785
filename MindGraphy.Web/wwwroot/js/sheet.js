// The day sheet: what is tapped is kept on the phone until the studio has said yes, so that a basement loses nothing.
import { forget, read, refused as refusals, send as sendAll, write } from "./checks.js";

const sheet = document.querySelector("[data-shoot]");
const words = sheet?.dataset ?? {};
const { shoot, person } = words;

const hour = at => new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: words.zone, hour12: false }).format(new Date(at));
const say = (text, bad) => {
  const line = document.querySelector("[data-say]");
  if (line) { line.textContent = text; line.hidden = !text; line.classList.toggle("bad", !!bad); line.classList.toggle("warn", !bad); }
};

const show = () => {
  const mine = read().filter(c => c.shoot === shoot && c.person === person);
  for (const check of mine) {
    const line = document.querySelector(`[data-at="${check.kind}"]`);
    if (line && check.kind !== "note") { line.textContent = hour(check.at); line.closest("[hidden]")?.removeAttribute("hidden"); }
    if (check.kind !== "note") document.querySelector(`form[data-check="${check.kind}"]`)?.setAttribute("hidden", "");
    if (check.kind === "in") document.querySelector('form[data-check="out"]')?.removeAttribute("hidden");
    if (check.kind === "out") document.querySelector('form[data-check="in"]')?.setAttribute("hidden", "");
    if (check.kind === "note") { const area = document.querySelector("#note"); if (area && !area.matches(":focus")) area.value = check.text; }
  }
  if (mine.length) say(words.waits.replace("{0}", mine.length));
};

// The screen goes back to what the studio knows; a note that was typed stays in its field.
const takeBack = check => {
  if (check.kind === "note") {
    const area = document.querySelector("#note");
    if (area && !area.matches(":focus")) area.value = check.text;
    return;
  }
  const line = document.querySelector(`[data-at="${check.kind}"]`);
  if (line) { line.textContent = ""; line.parentElement?.setAttribute("hidden", ""); }
  document.querySelector(`form[data-check="${check.kind}"]`)?.removeAttribute("hidden");
  if (check.kind === "in") document.querySelector('form[data-check="out"]')?.setAttribute("hidden", "");
};

// Read here, it need not stand in the list of one's days any more.
const tell = check => {
  takeBack(check);
  say(check.sentence ? words.refused.replace("{0}", check.sentence) : words.failed, true);
  forget(check.key);
};

const send = () => sendAll(person, (check, refused) => {
  if (check.shoot !== shoot) return;
  if (refused !== null) {
    tell({ ...check, sentence: refused });
  } else if (!read().some(c => c.shoot === shoot)) {
    say("");
    document.querySelector("[data-sent]")?.removeAttribute("hidden");
  }
});

let began = 0;

const queue = (kind, text) => {
  const same = c => c.shoot === shoot && c.person === person && c.kind === kind;

  // The last note counts, and the first word of coming or going.
  const all = read().filter(c => !(same(c) && kind === "note"));
  if (!all.some(same)) {
    all.push({ key: `${Date.now()}-${Math.random()}`, person, shoot, kind, at: new Date().toISOString(), text });
    write(all);
  }
  show();
  send();
};

for (const form of document.querySelectorAll("form[data-check]")) {
  form.addEventListener("submit", event => {
    event.preventDefault();

    // The button to finish comes up where the one to begin was: a second tap of the same thumb is no end of a shoot.
    if (form.dataset.check === "out" && (Date.now() - began < 2000 || (Date.now() < +words.end && !confirm(words.early)))) return;
    if (form.dataset.check === "in") began = Date.now();
    queue(form.dataset.check, form.querySelector("textarea")?.value);
  });
}

// Ticks of the shot list are one's own and stay on the phone.
const ticks = `mg-shots-${shoot}`;
const done = new Set(JSON.parse(localStorage.getItem(ticks) ?? "[]"));
for (const box of document.querySelectorAll("[data-shot]")) {
  box.checked = done.has(box.dataset.shot);
  box.addEventListener("change", () => {
    if (box.checked) done.add(box.dataset.shot); else done.delete(box.dataset.shot);
    localStorage.setItem(ticks, JSON.stringify([...done]));
  });
}

document.querySelector("[data-offline]")?.toggleAttribute("hidden", navigator.onLine);
addEventListener("offline", () => document.querySelector("[data-offline]")?.removeAttribute("hidden"));
addEventListener("online", () => { document.querySelector("[data-offline]")?.setAttribute("hidden", ""); send(); });
setInterval(send, 20000);
navigator.serviceWorker?.register("/studio/my/sw.js", { scope: "/studio/my/" }).then(() => navigator.serviceWorker.ready).then(worker => worker.active?.postMessage({ near: [location.pathname] })).catch(() => {});
for (const check of refusals(person).filter(c => c.shoot === shoot)) tell(check);
show();
send();
