// Forms that are queued first and sent then, so that no network and no closed phone loses what was typed.
import { clear, show } from "./findings.js";
import { sendOne } from "./send.js";
import { get, put, remove } from "./store.js";

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

export function entryOf(form) {
  const data = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  return {
    id: form.elements.draft.value,
    account: document.body.dataset.account,
    address: new URL(form.action).pathname,
    title: form.dataset.title,
    fields: data.filter(([, value]) => typeof value === "string"),
    files: data.filter(([, value]) => typeof value !== "string" && value.size > 0).map(([name, file]) => [name, file, file.name]),
    at: Date.now(),
    state: "waiting",
    reasons: [],
  };
}

export async function prepare(form) {
  const mended = new URLSearchParams(location.hash.slice(1)).get("draft");
  const entry = mended ? await get(mended) : undefined;
  form.elements.draft.value = entry ? entry.id : draftNumber();
  if (entry) refill(form, entry);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(form, event.submitter).catch((error) => {
      console.error(error);
      form.submit();
    });
  });
}

async function submit(form, button) {
  clear(form);
  form.classList.add("busy");
  if (button) button.disabled = true;
  const entry = entryOf(form);
  await put(entry);
  dispatchEvent(new Event(CHANGED));
  const outcome = await sendOne(entry.id);
  dispatchEvent(new Event(CHANGED));
  if (outcome.state === "sent") return location.assign(outcome.next ?? "/work/");
  if (outcome.state !== "refused") return location.assign(`/work/waiting/#${outcome.state}`);
  await remove(entry.id);
  dispatchEvent(new Event(CHANGED));
  form.classList.remove("busy");
  if (button) button.disabled = false;
  show(form, outcome.findings);
}

// What was refused comes back into its form, to be mended.
function refill(form, entry) {
  for (const input of form.elements) {
    if (!input.name || input.name === "csrfmiddlewaretoken" || input.type === "file") continue;
    const values = entry.fields.filter(([name]) => name === input.name).map(([, value]) => value);
    if (input.type === "checkbox" || input.type === "radio") input.checked = values.includes(input.value);
    else if (values.length > 0) input.value = values[[...form.elements].filter((each) => each.name === input.name).indexOf(input)] ?? values[0];
    input.dispatchEvent(new Event("refilled", { bubbles: true }));
  }
  show(form, entry.reasons);
}
