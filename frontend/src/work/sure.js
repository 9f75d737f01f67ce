// Before a form is kept: what the rules would find of it is asked, once. Without a network nobody can say, and it is kept
// but for what the device itself knows.
import { clear, show } from "./findings.js";
import { repeated } from "./lots.js";

const PATIENCE_MS = 6000;

export async function isSure(form) {
  if (!form.dataset.check) return true;
  const findings = [...(await repeated(form)), ...(navigator.onLine ? await judged(form) : [])];
  if (findings.some((each) => each.severity === "error")) return true; // saving says so itself
  const doubts = findings.filter((each) => each.severity === "warning");
  if (doubts.length === 0 || (await confirmed(form, doubts))) return true;
  clear(form);
  show(form, doubts);
  document.getElementById(form.querySelector(".doubt")?.closest("[data-path]")?.id ?? "")?.scrollIntoView({ block: "start" });
  return false;
}

async function judged(form) {
  const body = new FormData(form);
  for (const input of form.querySelectorAll("input[type=file]")) body.delete(input.name);
  const signal = AbortSignal.timeout?.(PATIENCE_MS);
  const asked = { method: "POST", body, signal, headers: { Accept: "application/json" } };
  const answer = await fetch(form.dataset.check, asked).catch(() => null);
  if (isSignedOut(answer)) return [{ path: "", severity: "warning", told: form.dataset.expired, mend: "" }];
  return answer?.ok ? (await answer.json()).findings : [];
}

// The session has ended, so that nobody can judge: not to be taken for "nothing is wrong".
export function isSignedOut(answer) {
  return answer?.status === 401 || answer?.status === 403 || Boolean(answer?.redirected);
}

function confirmed(form, doubts) {
  const asking = document.createElement("dialog");
  asking.className = "asking";
  const title = document.createElement("h2");
  title.textContent = form.dataset.doubt;
  asking.setAttribute("aria-label", form.dataset.doubt);
  asking.append(title, ...doubts.map(said), button("back", form.dataset.back), button("still", form.dataset.still));
  document.body.append(asking);
  asking.showModal();
  return new Promise((resolve) => {
    asking.addEventListener("click", ({ target }) => target.value && asking.close(target.value));
    asking.addEventListener("close", () => {
      asking.remove();
      resolve(asking.returnValue === "still");
    });
  });
}

function said(doubt) {
  const line = document.createElement("p");
  line.className = "doubt";
  line.textContent = [doubt.told, doubt.mend].filter(Boolean).join(" ");
  return line;
}

function button(value, text) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = value === "still" ? "button quiet wide" : "button wide";
  [made.value, made.textContent] = [value, text];
  return made;
}
