// Forms that are queued first and sent then, so that no network and no closed phone loses what was typed.
import { chinaNow, renew } from "./days.js";
import { clear, show } from "./findings.js";
import { unreadable } from "./numbers.js";
import { isSure } from "./sure.js";
import { lotsOf, numberOn } from "./lots.js";
import { sendOne } from "./send.js";
import { get, put, remove } from "./store.js";

const TIME = "event_time";
export const CHANGED = "zhuisu:queue";

// A number of its own for what is being filled in; a page that was kept would bring the same one again.
export function draftNumber() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

// What is being mended, by its form: its photographs are sent again, unless others were taken.
const mended = new WeakMap();

function entryOf(form) {
  const data = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  return {
    id: form.elements.draft.value,
    account: document.body.dataset.account,
    firm: document.body.dataset.firm,
    lots: lotsOf(form),
    address: addressOf(form),
    title: form.dataset.title || document.querySelector("h1").textContent.trim(),
    about: form.dataset.about || aboutOf(form),
    // When it was recorded is when it happened, unless somebody said otherwise: it may be sent hours later.
    fields: data.filter(([, value]) => typeof value === "string").map(([name, value]) => [name, name === TIME ? value || chinaNow() : value]),
    files: filesOf(form, data),
    at: Date.now(),
    state: "waiting",
    reasons: [],
  };
}

// Which goods, in the words of the form: 菜心 120 千克.
function aboutOf(form) {
  const rows = [...form.querySelectorAll("[data-row]")].map(rowOf).filter(Boolean);
  const lines = [...form.querySelectorAll("[data-lines]")].flatMap((each) => each.value.split("\n").filter((line) => line.trim()));
  return [...rows, ...lines].slice(0, 4).join("、") + (rows.length + lines.length > 4 ? " …" : "");
}

function rowOf(row) {
  const picked = row.querySelector("[data-pick]")?.selectedOptions?.[0];
  const name = picked?.value ? picked.textContent.split(" · ")[0] : (row.querySelector("[data-code]")?.value.trim() ?? "");
  const amount = row.querySelector("[data-quantity]")?.value.trim();
  const unit = row.querySelector("[data-unit-of]")?.selectedOptions[0]?.textContent.trim() ?? "";
  return [name, amount && `${amount} ${unit}`].filter(Boolean).join(" ");
}

function filesOf(form, data) {
  const chosen = data.filter(([, value]) => typeof value !== "string" && value.size > 0);
  const names = new Set(chosen.map(([name]) => name));
  const before = (mended.get(form)?.files ?? []).filter(([name]) => !names.has(name));
  return [...chosen.map(([name, file]) => [name, file, file.name]), ...before];
}

function addressOf(form) {
  const { pathname, search } = new URL(form.action);
  return pathname + search;
}

export async function prepare(form) {
  const draft = new URLSearchParams(location.hash.slice(1)).get("draft");
  const kept = draft ? await get(draft) : undefined;
  const entry = kept?.account === document.body.dataset.account ? kept : undefined;
  form.elements.draft.value = entry ? entry.id : draftNumber();
  renew(form);
  if (entry) refill(form, entry);
  else await numberOn(form).catch(console.error);
  form.noValidate = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(form, event.submitter).catch((error) => {
      console.error(error);
      form.submit();
    });
  });
}

// What is required and was left empty, where the browser does not look by itself: of several inputs any will do.
function missing(form) {
  const fields = [...form.querySelectorAll("[data-must]")].filter((field) => !isAnswered(field));
  return fields.map((field) => ({ path: field.dataset.path, told: form.dataset.missing + nameOf(field), mend: "" }));
}

function isAnswered(field) {
  const wanted = field.matches("[data-goods]") ? "[data-pick], [data-code], [data-lines], [type=checkbox]" : "input, select, textarea";
  const inputs = [...field.querySelectorAll(wanted)];
  if (field.dataset.least) return peopleIn(field) >= Number(field.dataset.least);
  return inputs.some((input) => (["checkbox", "radio"].includes(input.type) ? input.checked : input.value.trim() !== ""));
}

function peopleIn(field) {
  const typed = [...field.querySelectorAll("[data-person]")].filter((person) => person.querySelector("input").value.trim());
  const picked = [...field.querySelectorAll("select option:checked")].filter((option) => option.value);
  return typed.length + picked.length;
}

function nameOf(field) {
  const name = field.querySelector("legend, label");
  return name.firstChild.textContent.trim();
}

async function submit(form, button) {
  clear(form);
  const left = [...missing(form), ...unreadable(form)];
  if (left.length > 0) return show(form, left);
  form.classList.add("busy");
  if (button) button.disabled = true;
  if (!(await isSure(form))) {
    form.classList.remove("busy");
    if (button) button.disabled = false;
    return;
  }
  const entry = entryOf(form);
  await put(entry);
  dispatchEvent(new Event(CHANGED));
  const outcome = await sendOne(entry.id);
  dispatchEvent(new Event(CHANGED));
  if (outcome.state === "sent") return location.assign(outcome.next ?? "/work/");
  if (outcome.state === "later") await laterToo();
  if (outcome.state !== "refused") return location.assign(`/work/waiting/#${outcome.state}`);
  await remove(entry.id);
  dispatchEvent(new Event(CHANGED));
  form.classList.remove("busy");
  if (button) button.disabled = false;
  show(form, outcome.findings);
}

// Where the browser can, it sends by itself as soon as there is a network, even if these screens are closed.
async function laterToo() {
  const worker = await navigator.serviceWorker?.getRegistration();
  await worker?.sync?.register("send").catch(() => {});
}

// What was refused comes back into its form, to be mended.
function refill(form, entry) {
  mended.set(form, entry);
  for (const goods of form.querySelectorAll("[data-goods]")) {
    const rows = entry.fields.filter(([name]) => name === `g:${goods.dataset.goods}:code`).length;
    for (let at = goods.querySelectorAll("[data-row]").length; at < rows; at++) goods.querySelector("[data-add]")?.click();
  }
  for (const input of form.elements) {
    if (!input.name || input.name === "csrfmiddlewaretoken" || input.type === "file") continue;
    const values = entry.fields.filter(([name]) => name === input.name).map(([, value]) => value);
    if (input.type === "checkbox" || input.type === "radio") input.checked = values.includes(input.value);
    else if (values.length > 0) input.value = values[[...form.elements].filter((each) => each.name === input.name).indexOf(input)] ?? values[0];
    input.dispatchEvent(new Event("refilled", { bubbles: true }));
  }
  show(form, entry.reasons);
}
