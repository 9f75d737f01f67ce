// The list of what is not sent yet, from what this device alone knows.
import { sendAll } from "./send.js";
import { all, remove } from "./store.js";
import { CHANGED } from "./queueing.js";

export async function count() {
  return (await all()).filter((entry) => entry.state !== "sent" && isOf(entry, reader())).length;
}

// Who reads: who is signed in on this screen; without a network, who was on this device the last time.
function reader() {
  return document.body.dataset.account || (navigator.onLine ? "" : (localStorage.getItem("account") ?? ""));
}

function isOf(entry, account) {
  return account !== "" && entry.account === account;
}

export async function badge() {
  const left = await count();
  for (const place of document.querySelectorAll("[data-badge]")) {
    place.hidden = left === 0;
    place.textContent = `${left} ${place.dataset.one}`;
  }
}

export async function list(place) {
  const [everything, account] = [(await all()).reverse(), reader()];
  const entries = everything.filter((entry) => isOf(entry, account));
  const others = everything.filter((entry) => entry.state !== "sent" && !isOf(entry, account));
  const [left, sent] = [entries.filter((each) => each.state !== "sent"), entries.filter((each) => each.state === "sent")];
  place.querySelector("[data-none]").hidden = left.length + others.length > 0;
  place.querySelector("[data-sent-ones]").hidden = sent.length === 0;
  place.querySelector('[data-rows="waiting"]').replaceChildren(...left.map((entry) => row(place, entry)), ...ofOthers(place, others));
  place.querySelector('[data-rows="sent"]').replaceChildren(...sent.map((entry) => row(place, entry)));
  place.querySelector("[data-send]").hidden = !everything.some((entry) => entry.state === "waiting");
}

// Of others no more than whose they are and how many: what they recorded is theirs to see, to mend and to delete.
function ofOthers(place, others) {
  return [...grouped(others)].map(([firm, some]) => {
    const made = document.createElement("li");
    [made.className, made.textContent] = ["row queued", `${firm || place.dataset.somebody}${place.dataset.other}${some.length}`];
    return made;
  });
}

function grouped(others) {
  const firms = new Map();
  for (const entry of others) firms.set(entry.firm ?? "", [...(firms.get(entry.firm ?? "") ?? []), entry]);
  return firms;
}

function row(place, entry) {
  const made = place.querySelector("template").content.firstElementChild.cloneNode(true);
  made.querySelector("[data-title]").textContent = entry.title;
  made.querySelector("[data-about]").textContent = entry.about ?? "";
  made.querySelector("[data-at]").textContent = new Date(entry.at).toLocaleString(document.documentElement.lang, { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "short" });
  made.querySelector("[data-state]").textContent = place.dataset[entry.state];
  made.dataset.state = entry.state;
  for (const reason of entry.state === "refused" ? entry.reasons : []) {
    const said = document.createElement("li");
    said.textContent = [reason.told, reason.mend].filter(Boolean).join(" ");
    made.querySelector("[data-reasons]").append(said);
  }
  link(made, "[data-mend]", entry.state === "refused" && `${entry.address}#draft=${entry.id}`);
  link(made, "[data-look]", entry.state === "sent" && entry.next);
  const drop = made.querySelector("[data-drop]");
  drop.hidden = entry.state === "sent";
  drop.addEventListener("click", () => {
    if (confirm(place.dataset.sure)) remove(entry.id).then(() => dispatchEvent(new Event(CHANGED)));
  });
  return made;
}

function link(made, name, address) {
  const found = made.querySelector(name);
  found.hidden = !address;
  if (address) found.href = address;
}

export async function sendFrom(place) {
  const say = place.querySelector("[data-say]");
  say.textContent = place.dataset.sending;
  const outcome = await sendAll();
  say.textContent = place.dataset[`after${outcome.state}`] ?? "";
  place.querySelector("[data-door]").hidden = outcome.state !== "door";
  dispatchEvent(new Event(CHANGED));
}
