// Keeps the couple's gallery readable in a lift: the page and its list come from the network first, pictures from what is kept. Served as /c/proof/sw.js.
const KEPT = "mg-proof-1", MOST = 1500, WEEK = 7 * 24 * 60 * 60 * 1000;
const isPage = url => /^\/c\/proof(\/photos)?$/.test(url.pathname);
const isPicture = url => url.pathname.startsWith("/c/proof/i/");

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", event => event.waitUntil(self.clients.claim()));

let puts = 0;
const keep = async (request, answer) => {
  if (!answer.ok || answer.redirected) return answer;
  const copy = answer.clone(), headers = new Headers(copy.headers), cache = await caches.open(KEPT);
  // What was packed for the way is unpacked by now.
  headers.delete("content-encoding");
  headers.delete("content-length");
  headers.set("x-kept-at", String(Date.now()));
  try {
    await cache.put(request, new Response(await copy.blob(), { status: 200, headers }));
    if (++puts % 100 === 0) {
      const pictures = (await cache.keys()).filter(k => isPicture(new URL(k.url)));
      for (const old of pictures.slice(0, Math.max(0, pictures.length - MOST))) await cache.delete(old);
    }
  } catch {
    // A full phone shows what the network brings.
  }
  return answer;
};
const kept = async request => {
  const found = await (await caches.open(KEPT)).match(request, { ignoreSearch: true, ignoreVary: true });
  return found && Date.now() - Number(found.headers.get("x-kept-at")) < WEEK ? found : null;
};
// A page is read to its end before it is shown: one that breaks off halfway is none, and the kept one is. The list may arrive line by line.
const read = async (request, isWhole) => {
  const url = request.url, page = request.headers.get("MG-Page"), stop = new AbortController(), timer = setTimeout(() => stop.abort(), 8000);
  try {
    const answer = await fetch(url, { signal: stop.signal, headers: page ? { "MG-Page": page } : {} });
    // A link that was taken back takes with it what was kept.
    if (answer.status === 404) await caches.delete(KEPT);
    if (answer.redirected) return Response.redirect(answer.url, 302);
    if (!isWhole || !answer.ok) return keep(url, answer);
    const headers = new Headers(answer.headers);
    headers.delete("content-encoding");
    headers.delete("content-length");
    return await keep(url, new Response(await answer.blob(), { status: 200, headers }));
  } finally {
    clearTimeout(timer);
  }
};

self.addEventListener("fetch", event => {
  const request = event.request, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || url.search) return;
  if (isPage(url)) event.respondWith(read(request, request.mode === "navigate").catch(async () => (await kept(request.url)) ?? Response.error()));
  else if (isPicture(url)) event.respondWith(kept(request.url).then(found => found ?? fetch(request).then(answer => keep(request.url, answer))));
  else if (["style", "script", "font"].includes(request.destination)) event.respondWith(fetch(request).then(answer => keep(request.url, answer)).catch(async () => (await kept(request.url)) ?? Response.error()));
});

// The first visit was loaded before this stood between: the page says what it is made of.
self.addEventListener("message", event => {
  if (Array.isArray(event.data?.keep)) {
    event.waitUntil(Promise.allSettled(event.data.keep.map(async path => {
      const url = new URL(path, location.origin).href;
      if (!(await kept(url))) await keep(url, await fetch(url, { credentials: "same-origin" }));
    })));
  }
});
