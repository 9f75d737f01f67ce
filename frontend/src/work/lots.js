// Lot numbers of what a form makes: a form that was kept offers the same one again, whatever was recorded since.
import { chinaDay } from "./days.js";
import { all } from "./store.js";

const OFFERED = /^(\d{8})-(\d{2,})$/;

function inputsOf(form) {
  return [...form.querySelectorAll('[name="v:cbvmda:lotNumber"], [name^="g:"][name$=":lot"]:not([type=hidden])')];
}

export function lotsOf(form) {
  return [...new Set(inputsOf(form).map((input) => input.value.trim()).filter(Boolean))];
}

// What this device recorded by the same form and for the same account, whether it is sent or not.
async function before(form) {
  const { pathname } = new URL(form.action);
  const own = form.elements.draft.value;
  const account = document.body.dataset.account;
  return (await all()).filter((entry) => entry.id !== own && entry.account === account && entry.address.split("?")[0] === pathname);
}

// The number that is offered goes on after those on this device, and is of today.
export async function numberOn(form) {
  const inputs = inputsOf(form).filter((input) => OFFERED.test(input.value) && input.value === input.defaultValue);
  if (inputs.length === 0) return;
  const today = chinaDay().replaceAll("-", "");
  const lots = (await before(form)).flatMap((entry) => entry.lots ?? []);
  const taken = lots.map((lot) => OFFERED.exec(lot)).filter((found) => found?.[1] === today).map((found) => Number(found[2]));
  for (const input of inputs) {
    const [, day, number] = OFFERED.exec(input.value);
    const next = Math.max(day === today ? Number(number) : 1, ...taken.map((each) => each + 1));
    input.value = `${today}-${String(next).padStart(2, "0")}`;
  }
}

// That a lot waits on this device already: asked, since it may be meant.
export async function repeated(form) {
  const lots = lotsOf(form);
  const waiting = (await before(form)).filter((entry) => entry.state !== "sent");
  const twice = lots.filter((lot) => waiting.some((entry) => entry.lots?.includes(lot)));
  return twice.map((lot) => ({ path: "", severity: "warning", told: `${form.dataset.lottwice}${lot}`, mend: "" }));
}
