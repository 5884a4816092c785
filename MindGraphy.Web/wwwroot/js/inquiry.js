// The inquiry form with script: says at once what the chosen day is answered, and tells the site around it how high it is.
(() => {
  const field = name => document.querySelector(`[name="Input.${name}"]`);
  const answer = document.getElementById("day-answer");
  const [day, hour] = [field("WeddingDate"), field("WeddingTime")];
  let asked = 0;

  const show = word => {
    answer.className = "answer " + (word ?? "");
    answer.textContent = (word && answer.dataset[word]) ?? "";
  };

  const ask = async () => {
    const mine = ++asked;
    // While a year is typed its first digits are a day long past.
    if (!/^2\d{3}-\d\d-\d\d$/.test(day.value)) {
      return show(null);
    }
    try {
      const url = `${answer.dataset.url}&date=${day.value}&time=${encodeURIComponent(hour?.value ?? "")}`;
      const reply = await fetch(url, { credentials: "omit" });
      const said = reply.ok ? (await reply.json()).answer : null;
      if (mine === asked) {
        show(said);
      }
    } catch {
      // Without a network nothing is known; the next page answers.
      show(null);
    }
  };

  if (answer && day) {
    day.addEventListener("change", ask);
    hour?.addEventListener("change", ask);
  }

  // A browser that comes back to the page with "back" shows what it was before it was sent: the button has to work again.
  const form = document.querySelector("form[method=post]");
  const button = form?.querySelector("button[type=submit]");
  form?.addEventListener("submit", () => button?.setAttribute("aria-busy", "true"));
  addEventListener("pageshow", () => button?.removeAttribute("aria-busy"));

  // Inside another site: the first word comes from there, and only a site of the studio's list is answered.
  const sites = document.querySelector("[data-sites]")?.dataset.sites?.split(" ").filter(Boolean) ?? [];
  if (window.parent === window || sites.length === 0) {
    return;
  }
  let told = 0;
  addEventListener("message", event => {
    if (event.source !== window.parent || event.data !== "mindgraphy:hello" || !sites.includes(event.origin)) {
      return;
    }
    const tell = () => {
      const height = Math.ceil(document.body.getBoundingClientRect().height);
      if (height !== told) {
        told = height;
        window.parent.postMessage({ mindgraphy: "height", height }, event.origin);
      }
    };
    told = 0;
    document.documentElement.classList.add("framed");
    new ResizeObserver(tell).observe(document.body);
    tell();
  });
})();
