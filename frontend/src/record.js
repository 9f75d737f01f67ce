// The form of a stage: scanning, photographs, the position, and what is wrong while it is typed.
import { prepareCode, prepareGoods } from "./work/codes.js";
import { chinaDay } from "./work/days.js";
import { showTouched } from "./work/findings.js";
import { judgeNumber, readNumber } from "./work/numbers.js";
import { preparePhotos } from "./work/photos.js";
import { isSignedOut } from "./work/sure.js";

const UNTIL_CHECKED_MS = 900;
const form = document.querySelector("form.stage");

for (const field of form.querySelectorAll("[data-goods]")) prepareGoods(form, field);
for (const holder of form.querySelectorAll(".code [data-row]")) prepareCode(form, holder);
for (const field of form.querySelectorAll(".photo")) preparePhotos(field);

// Ranges that the browser knows; the server knows the rest.
function judgeRange(input) {
  const [least, most] = [input.dataset.minimum, input.dataset.maximum];
  if (least === undefined && most === undefined) return;
  const number = readNumber(input.value);
  const isLow = number !== null && least !== undefined && number < Number(least);
  const isHigh = number !== null && most !== undefined && number > Number(most);
  const field = input.closest("[data-path]");
  field.querySelector("[data-range]")?.remove();
  if (!isLow && !isHigh) return;
  const said = document.createElement("p");
  said.className = "doubt";
  said.dataset.range = "";
  said.textContent = isLow ? `${form.dataset.low} ${least}` : `${form.dataset.high} ${most}`;
  field.append(said);
}

async function check() {
  if (!form.dataset.check) return;
  const body = new FormData(form);
  for (const input of form.querySelectorAll("input[type=file]")) body.delete(input.name);
  const answer = await fetch(form.dataset.check, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
  tellSignedOut(isSignedOut(answer));
  if (answer?.ok && !answer.redirected && !form.classList.contains("busy")) showTouched(form, (await answer.json()).findings);
}

function tellSignedOut(isOut) {
  form.querySelector("[data-expired-said]")?.remove();
  if (!isOut) return;
  const said = document.createElement("p");
  [said.className, said.textContent, said.dataset.expiredSaid] = ["box warn", form.dataset.expired, ""];
  said.setAttribute("role", "status");
  form.querySelector(".saving").before(said);
}

let timer = 0;
form.addEventListener("input", (event) => {
  if (event.target.matches("[data-quantity], [data-number]")) judgeNumber(form, event.target);
  if (event.target.dataset.minimum !== undefined || event.target.dataset.maximum !== undefined) judgeRange(event.target);
});
form.addEventListener("change", (event) => {
  const field = event.target.closest("[data-path]");
  if (field) field.dataset.touched = "1";
  clearTimeout(timer);
  timer = setTimeout(check, UNTIL_CHECKED_MS);
});

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[type=button]");
  if (button?.matches("[data-repeat]")) repeat(button.closest("[data-path]").querySelector("input"));
  if (button?.matches("[data-another]")) another(button.closest("[data-path]"));
  if (button?.matches("[data-locate]")) locate(button);
  if (button?.matches("[data-today]")) today(button.parentElement.querySelector("input"));
});

function today(input) {
  input.value = chinaDay();
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

function repeat(input) {
  const added = input.cloneNode();
  added.value = "";
  added.removeAttribute("id");
  added.setAttribute("aria-label", input.closest("[data-path]").querySelector("label").textContent.trim());
  [...input.parentElement.querySelectorAll("input")].at(-1).after(added);
  added.focus();
}

function another(field) {
  const people = field.querySelector("[data-people]");
  const added = people.querySelector("[data-person]").cloneNode(true);
  for (const input of added.querySelectorAll("input")) input.value = "";
  people.append(added);
  added.querySelector("input").focus();
}

function locate(button) {
  const say = button.parentElement.querySelector("[data-located-say]");
  say.textContent = form.dataset.locating;
  const found = ({ coords }) => {
    form.elements.latitude.value = coords.latitude.toFixed(6);
    form.elements.longitude.value = coords.longitude.toFixed(6);
    form.elements.accuracy.value = Math.round(coords.accuracy);
    say.textContent = `${form.dataset.located} ${Math.round(coords.accuracy)} ${form.dataset.metres}`;
  };
  const failed = () => (say.textContent = form.dataset.nolocation);
  if (!navigator.geolocation) return failed();
  navigator.geolocation.getCurrentPosition(found, failed, { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 });
}
