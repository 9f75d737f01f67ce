// Sending what waits, one after the other, in the order in which it was recorded. Used by screens and by the worker.
import { all, get, put, remove } from "./store.js";

export const STATE = "/work/state";
const DAY = 24 * 3600 * 1000;
const JSON_ANSWER = { Accept: "application/json" };
const LATER = { state: "later" };
const DOOR = { state: "door" };

// Who is signed in; null where nobody is. Throws where there is no network.
export async function whoAmI() {
  const answer = await fetch(STATE, { headers: JSON_ANSWER, cache: "no-store", credentials: "same-origin" });
  if (answer.status === 401 || answer.status === 403) return null;
  if (!answer.ok) throw new Error(`state: ${answer.status}`);
  return answer.json();
}

// Everything of who is signed in; answers what is to be told: how many were sent, refused, and left.
export function sendAll() {
  return alone(async () => {
    await forgetOld();
    const waiting = (await all()).filter((entry) => entry.state === "waiting");
    if (waiting.length === 0) return { sent: 0, refused: 0, left: 0, state: "done" };
    const who = await whoAmI().catch(() => undefined);
    if (!who) return { sent: 0, refused: 0, left: waiting.length, state: who === null ? "door" : "later" };
    const outcomes = [];
    for (const entry of waiting.filter((each) => each.account === who.account)) {
      const outcome = await deliver(entry, who.proof);
      outcomes.push(outcome.state);
      if (outcome.state === "later" || outcome.state === "door") break;
    }
    const count = (state) => outcomes.filter((each) => each === state).length;
    const [sent, refused] = [count("sent"), count("refused")];
    return { sent, refused, left: waiting.length - sent - refused, state: outcomes.at(-1) ?? "done" };
  });
}

// One entry, now: what somebody just saved.
export function sendOne(id) {
  return alone(async () => {
    const entry = await get(id);
    if (!entry || entry.state === "sent") return { state: "sent", next: entry?.next }; // the worker was faster
    if (entry.state === "refused") return { state: "refused", findings: entry.reasons };
    const who = await whoAmI().catch(() => undefined);
    if (!who) return who === null ? DOOR : LATER;
    return who.account === entry.account ? deliver(entry, who.proof) : DOOR;
  });
}

async function deliver(entry, proof) {
  const outcome = await post(entry, proof);
  if (outcome.state === "sent") await put({ ...entry, files: [], fields: [], state: "sent", next: outcome.next, sentAt: Date.now() });
  if (outcome.state === "refused") await put({ ...entry, state: "refused", reasons: outcome.findings });
  return outcome;
}

async function post(entry, proof) {
  const body = new FormData();
  for (const [name, text] of entry.fields) body.append(name, text);
  for (const [name, blob, filename] of entry.files) body.append(name, blob, filename);
  body.set("csrfmiddlewaretoken", proof);
  let answer;
  try {
    answer = await fetch(entry.address, { method: "POST", body, headers: JSON_ANSWER, credentials: "same-origin" });
  } catch {
    return LATER;
  }
  if (answer.status === 401) return DOOR;
  if (answer.status === 429 || answer.status >= 500) return LATER;
  const told = await answer.json().catch(() => ({}));
  if (answer.ok) return { state: "sent", next: told.next ?? "/work/" };
  return { state: "refused", findings: told.findings ?? [{ path: "", told: String(answer.status), mend: "" }] };
}

async function forgetOld() {
  for (const entry of await all()) {
    if (entry.state === "sent" && Date.now() - entry.sentAt > DAY) await remove(entry.id);
  }
}

// Two windows, or a window and the worker, never send at once; a repeat would be no second event, but wasted.
function alone(work) {
  return self.navigator?.locks ? navigator.locks.request("zhuisu-send", work) : work();
}
