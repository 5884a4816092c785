// The day sheet: what is tapped is kept on the phone until the studio has said yes, so that a basement loses nothing.
import { read, send as sendAll, write } from "./checks.js";

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

const send = () => sendAll(person, (check, refused) => {
  if (check.shoot !== shoot) return;
  if (refused !== null) {
    say(refused || words.failed, true);
  } else if (!read().some(c => c.shoot === shoot)) {
    say("");
    document.querySelector("[data-sent]")?.removeAttribute("hidden");
  }
});

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
show();
send();
