// The codes of a form: rows of goods, and lists of things with a code each; scanned, typed, pasted, told at once.
import { scan } from "./scanner.js";

const UNTIL_ASKED_MS = 500;

export function prepareGoods(form, field) {
  const rows = field.querySelector("[data-rows]");
  for (const row of rows.querySelectorAll("[data-row]")) prepareRow(form, field, row);
  field.querySelector("[data-add]")?.addEventListener("click", () => {
    const row = addRow(form, field);
    row.querySelector("select, input:not([type=hidden])").focus();
  });
  if (field.querySelector("[data-lines]")) prepareLines(form, field);
}

export function prepareCode(form, holder) {
  const input = holder.querySelector("[data-code]");
  holder.querySelector("[data-scan-one]")?.addEventListener("click", () => {
    scanOne(form, (text) => {
      input.value = text;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
  });
}

function addRow(form, field) {
  const row = field.querySelector(":scope > template").content.firstElementChild.cloneNode(true);
  field.querySelector("[data-rows]").append(row);
  prepareRow(form, field, row);
  return row;
}

function prepareRow(form, field, row) {
  prepareCode(form, row);
  const [pick, input, say] = ["[data-pick]", "[data-code]", "[data-code-say]"].map((name) => row.querySelector(name));
  pick?.addEventListener("change", () => fromStock(row, pick.selectedOptions[0]));
  let timer = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => tellCode(form, field, input.value, say), UNTIL_ASKED_MS);
  });
}

// What is picked from what is on hand brings its unit, and how much there is.
function fromStock(row, option) {
  const [quantity, unit] = ["[data-quantity]", "[data-unit-of]"].map((name) => row.querySelector(name));
  const wanted = [...(unit?.options ?? [])].find((each) => each.value && each.value === option.dataset.unit);
  if (wanted) wanted.selected = true;
  if (quantity && option.dataset.most && !quantity.value) quantity.placeholder = option.dataset.most;
}

async function tellCode(form, field, text, say) {
  const [told] = text.trim() ? await toldOf(form, field, [text.trim()]) : [null];
  say.textContent = told ? [told.name, ...told.findings.map((each) => each.told)].filter(Boolean).join(" ") : "";
}

// What codes are, by the server; nothing without a network, where they are judged when they are sent.
async function toldOf(form, field, texts) {
  const body = new FormData();
  body.set("codes", texts.join("\n"));
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const address = `${form.dataset.codesOf}codes/${field.dataset.goods}`;
  const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
  return answer?.ok ? (await answer.json()).codes : texts.map((text) => ({ text, name: "", findings: [{ told: form.dataset.unchecked }] }));
}

function prepareLines(form, field) {
  const [area, list] = ["[data-lines]", "[data-list]"].map((name) => field.querySelector(name));
  const known = new Map();
  const codes = () => [...new Set(area.value.split(/[\r\n]+/).map((line) => line.trim()).filter(Boolean))];
  const write = (texts) => {
    area.value = texts.join("\n");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const draw = () => list.replaceChildren(...codes().map((text, at) => line(form, text, at, known.get(text), () => write(codes().filter((each) => each !== text)))));
  const ask = async () => {
    const fresh = codes().filter((text) => !known.has(text));
    draw();
    if (fresh.length === 0) return;
    for (const each of await toldOf(form, field, fresh)) known.set(each.text, each);
    draw();
  };
  let timer = 0;
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => ask().catch(console.error), UNTIL_ASKED_MS);
  });
  area.addEventListener("refilled", () => ask().catch(console.error));
  field.querySelector("[data-scan-many]").addEventListener("click", () => {
    const taken = (text) => {
      if (codes().includes(text)) return false;
      write([...codes(), text]);
      return true;
    };
    const undo = () => write(codes().slice(0, -1));
    scan({ words: form.dataset, isMany: true, taken, undo, count: () => codes().length }).catch(console.error);
  });
  if (area.value) ask().catch(console.error);
}

function line(form, text, at, told, drop) {
  const row = document.createElement("li");
  const isBad = told?.findings.some((each) => each.severity === "error");
  row.classList.toggle("bad", Boolean(isBad));
  const parts = [
    [`${at + 1}.`, "soft"],
    [[text, told?.name, ...(told?.findings ?? []).map((each) => each.told)].filter(Boolean).join(" · "), "code"],
  ];
  for (const [words, className] of parts) {
    const part = document.createElement("span");
    part.className = className;
    part.textContent = words;
    row.append(part);
  }
  const button = document.createElement("button");
  button.type = "button";
  button.className = "linklike";
  button.textContent = form.dataset.remove;
  button.setAttribute("aria-label", `${form.dataset.remove} ${text}`);
  button.addEventListener("click", drop);
  row.append(button);
  return row;
}

function scanOne(form, found) {
  const taken = (text) => {
    found(text);
    return true;
  };
  scan({ words: form.dataset, isMany: false, taken, undo: () => {}, count: () => 1 }).catch(console.error);
}
