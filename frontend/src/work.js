// The screens of enterprises: an app that works without a network, and sends when there is one.
import { goTo } from "./work/findings.js";
import { CHANGED, prepare } from "./work/queueing.js";
import { sendAll, whoAmI } from "./work/send.js";
import { all } from "./work/store.js";
import { badge, list, sendFrom } from "./work/waiting.js";

const KEEP_SECONDS = 1800;
const FRESH_MS = 120_000;
const account = document.body.dataset.account;
document.documentElement.classList.add("js");

function tellNetwork(isOff) {
  for (const place of document.querySelectorAll("[data-offline]")) place.hidden = !isOff;
}

// A screen that was kept says of when it is.
function tellAge() {
  const [place, at] = [document.querySelector("[data-asof]"), document.body.dataset.at];
  if (!place || !at || Date.now() - Date.parse(at) < FRESH_MS) return;
  const how = { timeZone: "Asia/Shanghai", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" };
  place.textContent = place.dataset.asof + new Date(at).toLocaleString(document.documentElement.lang, how);
  place.hidden = false;
}

// What was received on this device is not offered again, though a kept screen still has it.
async function hideReceived() {
  const forms = [...document.querySelectorAll('form[action^="/work/receive/delivery"]')];
  const entries = forms.length > 0 ? await all() : [];
  for (const form of forms) {
    const { pathname, search } = new URL(form.action);
    const found = entries.find((entry) => entry.account === account && entry.address === pathname + search && entry.state !== "refused");
    if (!found) continue;
    const said = document.createElement("p");
    [said.className, said.textContent] = ["soft", form.dataset.received];
    form.closest(".acts").replaceWith(said);
  }
}

async function listed() {
  await badge();
  const place = document.querySelector("[data-queue-list]");
  if (place) await list(place);
}

async function sendWhatWaits() {
  const place = document.querySelector("[data-queue-list]");
  if (place) return sendFrom(place);
  await sendAll();
  return listed();
}

// Another account on this device: what was kept of the first one goes.
async function forgetOthers() {
  if (!account || localStorage.getItem("account") === account) return;
  localStorage.setItem("account", account);
  localStorage.removeItem("kept");
  const worker = (await navigator.serviceWorker.ready).active;
  worker.postMessage({ forget: true });
}

// The screens that are wanted without a network: asked for now and then, while there is one.
async function keepScreens() {
  if (!account || Date.now() - Number(localStorage.getItem("kept") ?? 0) < KEEP_SECONDS * 1000) return;
  const answer = await fetch("/work/keep", { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const worker = (await navigator.serviceWorker.ready).active;
  worker.postMessage({ keep: (await answer.json()).addresses });
  localStorage.setItem("kept", String(Date.now()));
}

// What is scrolled to stands below the header, however tall the type and the notices in it make that.
function keepHeadingsClear() {
  const header = document.querySelector("header.bar");
  new ResizeObserver(() => (document.documentElement.style.scrollPaddingTop = `${header.offsetHeight + 8}px`)).observe(header);
}

async function start() {
  keepHeadingsClear();
  for (const form of document.querySelectorAll("form[data-queue]")) await prepare(form);
  tellAge();
  await hideReceived();
  await listed();
  addEventListener(CHANGED, () => listed());
  addEventListener("online", () => {
    tellNetwork(false);
    sendWhatWaits();
  });
  addEventListener("offline", () => tellNetwork(true));
  document.querySelector("[data-queue-list] [data-send]")?.addEventListener("click", () => sendWhatWaits());
  if (navigator.onLine) await sendWhatWaits();
  else tellNetwork(true);
  if ("serviceWorker" in navigator) {
    await navigator.serviceWorker.register("/work/sw.js", { scope: "/work/" });
    await forgetOthers();
    if (navigator.onLine) await keepScreens();
  }
}

document.addEventListener("click", (event) => {
  const to = event.target.closest('.box a[href^="#"]');
  const field = to && document.getElementById(decodeURIComponent(to.hash.slice(1)));
  if (field) {
    event.preventDefault();
    goTo(field);
  }
  if (event.target.closest("[data-print]")) print();
  if (event.target.closest("[data-reload]")) location.reload();
});

// The button says it in the language of the screen; which file was chosen stands below it.
document.addEventListener("change", ({ target }) => {
  const said = target.matches("[data-file]") && target.closest(".field").querySelector("[data-chosen]");
  if (said) said.textContent = [...target.files].map((file) => file.name).join("、");
});

// What a form of one screen leaves empty is told in the language of the screen, not in that of the browser.
document.addEventListener(
  "invalid",
  ({ target }) => {
    if (target.validity.valueMissing) target.setCustomValidity(document.body.dataset.missing);
    target.addEventListener("input", () => target.setCustomValidity(""), { once: true });
  },
  true,
);

start().catch((error) => {
  if (navigator.onLine) console.error(error);
  whoAmI().catch(() => tellNetwork(true));
});
