// Keeps the day sheets that were opened, or are near, readable where there is no network: a basement, a hall of concrete. Pages come from the
// network first, so what is shown is what is true; what was kept goes when one signs out, and a week after it was kept.
const KEPT = "mg-sheets-1";
const WEEK = 7 * 24 * 60 * 60 * 1000;
const isSheet = url => url.origin === location.origin && /^\/studio\/my\/shoots\/[0-9a-f-]{36}$/.test(url.pathname);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", event => event.waitUntil(self.clients.claim()));

// Only a page that is the sheet itself is kept: not a way to the sign-in page, not an error.
const keep = async (request, answer) => {
  if (answer.ok && !answer.redirected) {
    const copy = answer.clone();
    const headers = new Headers(copy.headers);
    headers.set("x-kept-at", String(Date.now()));
    const cache = await caches.open(KEPT);
    await cache.put(request, new Response(await copy.blob(), { status: 200, headers }));
  }
  return answer;
};

const kept = async request => {
  const found = await (await caches.open(KEPT)).match(request, { ignoreSearch: true });
  return found && Date.now() - Number(found.headers.get("x-kept-at")) < WEEK ? found : null;
};

const withTime = (request, milliseconds) => {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), milliseconds);
  return fetch(request, { signal: stop.signal }).finally(() => clearTimeout(timer));
};

self.addEventListener("fetch", event => {
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && isSheet(url)) {
    event.respondWith(withTime(request.url, 6000).then(answer => answer.redirected ? Response.redirect(answer.url, 302) : keep(request.url, answer)).catch(async () => (await kept(request.url)) ?? Response.error()));
  } else if (["style", "script", "image", "font"].includes(request.destination)) {
    event.respondWith(fetch(request).then(answer => keep(request, answer)).catch(async () => (await kept(request)) ?? Response.error()));
  }
});

// The list of one's days names the sheets that are near.
self.addEventListener("message", event => {
  if (Array.isArray(event.data?.near)) {
    event.waitUntil(Promise.all(event.data.near.map(async path => {
      const url = new URL(path, location.origin);
      if (!isSheet(url)) return;
      try {
        const answer = await keep(url.href, await fetch(url.href, { credentials: "same-origin" }));
        if (!answer.ok || answer.redirected) return;
        const page = await answer.text();

        // js/checks.js is imported by a script of the page and not named in it.
        for (const asset of ["/js/checks.js", ...[...page.matchAll(/(?:href|src)="([^"]+\.(?:css|js|svg))"/g)].map(m => m[1])]) {
          const part = new URL(asset, location.origin);
          if (part.origin === location.origin) await fetch(part).then(a => keep(part.href, a));
        }
      } catch {
        // No network now: the next look at the list tries again.
      }
    })));
  }
});
