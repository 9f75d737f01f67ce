// The service worker: screens and their files without a network, and what waits is sent as soon as there is one.
// `self.ZHUISU` stands before this file: {version, assets, shells, door}.
import { sendAll } from "./work/send.js";

const { version, assets, shells, door } = self.ZHUISU;
const FILES = `zhuisu-files-${version}`;
const SCREENS = "zhuisu-screens";
const ANY_READER = { ignoreVary: true }; // what is kept is of this device's one reader
const PATIENCE_MS = 6000;
const [OFFLINE, OUT] = ["/work/offline", "/work/sign-out"];
const NEVER_KEPT = [door, "/work/verify", OUT, "/work/state", "/work/keep", "/work/sw.js", "/work/language/", "/work/type/"];

self.addEventListener("install", (event) => {
  event.waitUntil(install().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOld().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.method === "POST" && pathname === OUT) event.waitUntil(caches.delete(SCREENS));
  if (request.method !== "GET") return;
  if (request.mode === "navigate" && pathname.startsWith("/work/")) event.respondWith(screen(request, pathname));
  else if (pathname.startsWith("/static/")) event.respondWith(file(request));
});

self.addEventListener("message", (event) => {
  if (event.data.forget) event.waitUntil(caches.delete(SCREENS));
  if (event.data.keep) event.waitUntil(keep(event.data.keep));
});

self.addEventListener("sync", (event) => {
  if (event.tag === "send") event.waitUntil(sendAll());
});

async function install() {
  const files = await caches.open(FILES);
  await files.addAll([...assets, ...shells]);
}

async function forgetOld() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("zhuisu-files-") && name !== FILES).map((name) => caches.delete(name)));
}

async function file(request) {
  const kept = await caches.match(request, ANY_READER);
  return kept ?? fetch(request);
}

// The network first, since others change what is on hand; what was kept, where the network is too slow or not there.
async function screen(request, pathname) {
  const isKept = !NEVER_KEPT.some((each) => pathname.startsWith(each));
  const fresh = fetch(request).then(async (answer) => {
    if (isKept && answer.ok && !answer.redirected) await (await caches.open(SCREENS)).put(request, answer.clone());
    return answer;
  });
  const kept = isKept ? await keptOf(request) : undefined;
  if (!kept) return fresh.catch(() => keptOf(OFFLINE));
  const late = new Promise((resolve) => setTimeout(() => resolve(kept), PATIENCE_MS));
  return Promise.race([fresh, late]).catch(() => kept);
}

// Screens as their reader saw them last; else the shells that came with the worker.
async function keptOf(request) {
  const screens = await caches.open(SCREENS);
  for (const how of [ANY_READER, { ...ANY_READER, ignoreSearch: true }]) {
    const kept = (await screens.match(request, how)) ?? (await caches.match(request, how));
    if (kept) return kept;
  }
  return undefined;
}

async function keep(addresses) {
  const screens = await caches.open(SCREENS);
  for (const address of addresses) {
    const answer = await fetch(address, { credentials: "same-origin" }).catch(() => null);
    if (answer?.ok && !answer.redirected) await screens.put(address, answer);
  }
}
