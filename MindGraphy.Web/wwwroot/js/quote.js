// A quote with script: what it comes to follows every tick, counted as the studio counts it. Without script a button does it.
const form = document.getElementById("quote");
const money = won =>
  form.dataset.lang === "ko" ? won.toLocaleString("en-US") + "원" : "₩" + won.toLocaleString("en-US");
const put = (name, won) => {
  const place = form.querySelector(`[data-${name}]:not(input)`);
  if (place) {
    place.textContent = money(won);
  }
};

const count = () => {
  let [goods, bare, chosen] = [Number(form.dataset.goods), Number(form.dataset.bare), 0];
  for (const box of form.querySelectorAll("input[data-won]:checked")) {
    const won = Number(box.dataset.won);
    chosen += won;
    goods += won;
    bare += box.dataset.bare === "1" ? won : 0;
  }
  const vat = Math.floor(bare / 10);
  const total = goods + vat - Number(form.dataset.off);
  put("chosen", chosen);
  put("vat", vat);
  put("total", total);

  // The rest is always last: what the lines before it leave.
  let rest = total;
  for (const line of form.querySelectorAll(".plan > li")) {
    const value = Number(line.dataset.value);
    const amount = line.dataset.rule === "Fixed" ? value : line.dataset.rule === "Percent" ? Math.floor((total * value) / 100 / 1000) * 1000 : rest;
    rest -= amount;
    line.querySelector(".num").textContent = money(amount);
  }
};

if (form) {
  form.querySelector("[data-count]")?.remove();
  form.addEventListener("change", count);
  // A page that a browser took out of its memory has ticks of its own.
  addEventListener("pageshow", () => {
    form.querySelector(".btn.main").removeAttribute("aria-busy");
    count();
  });
  form.addEventListener("keydown", event => {
    if (event.key === "Enter" && event.target.matches("input")) {
      event.preventDefault();
    }
  });
  form.addEventListener("submit", () => setTimeout(() => form.querySelector(".btn.main").setAttribute("aria-busy", "true")));
  count();
}

// Accepted, and the contract is being written.
if (document.querySelector("[data-wait]")) {
  setTimeout(() => location.reload(), 4000);
}
