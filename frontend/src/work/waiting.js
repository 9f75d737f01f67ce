// The list of what is not sent yet, from what this device alone knows.
import { sendAll } from "./send.js";
import { all, remove } from "./store.js";
import { CHANGED } from "./queueing.js";

export async function count() {
  return (await all()).filter((entry) => entry.state !== "sent").length;
}

export async function badge() {
  const left = await count();
  for (const place of document.querySelectorAll("[data-badge]")) {
    place.hidden = left === 0;
    place.textContent = `${left} ${place.dataset.one}`;
  }
}

export async function list(place) {
  const entries = (await all()).reverse();
  const account = document.body.dataset.account || place.dataset.account;
  const [left, sent] = [entries.filter((each) => each.state !== "sent"), entries.filter((each) => each.state === "sent")];
  place.querySelector("[data-none]").hidden = left.length > 0;
  place.querySelector("[data-sent-ones]").hidden = sent.length === 0;
  place.querySelector('[data-rows="waiting"]').replaceChildren(...left.map((entry) => row(place, entry, account)));
  place.querySelector('[data-rows="sent"]').replaceChildren(...sent.map((entry) => row(place, entry, account)));
  place.querySelector("[data-send]").hidden = !entries.some((entry) => entry.state === "waiting");
}

function row(place, entry, account) {
  const made = place.querySelector("template").content.firstElementChild.cloneNode(true);
  const isMine = !account || entry.account === account;
  made.querySelector("[data-title]").textContent = entry.title;
  made.querySelector("[data-about]").textContent = entry.about ?? "";
  made.querySelector("[data-at]").textContent = new Date(entry.at).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });
  made.querySelector("[data-state]").textContent = isMine ? place.dataset[entry.state] : place.dataset.other + entry.account;
  made.dataset.state = entry.state;
  for (const reason of entry.state === "refused" ? entry.reasons : []) {
    const said = document.createElement("li");
    said.textContent = [reason.told, reason.mend].filter(Boolean).join(" ");
    made.querySelector("[data-reasons]").append(said);
  }
  link(made, "[data-mend]", entry.state === "refused" && isMine && `${entry.address}#draft=${entry.id}`);
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
