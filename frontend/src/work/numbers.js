// Numbers as people type them, by the law of `zhuisu.core.forms.numbers`: a comma stands between thousands alone.
const NUMBER = /^[+-]?(?=[.]?[0-9])([1-9][0-9]{0,2}(,[0-9]{3})+|[0-9]*)([.][0-9]*)?(e[+-]?[0-9]{1,3})?$/i;
const MEASURED = /^([^A-Za-z]*[0-9.])\s*([^0-9.,\s]+)$/;
const MOST = 1e12;

// The number that a text is; null where it is none.
export function readNumber(text) {
  const plain = text.normalize("NFKC").trim();
  if (!NUMBER.test(plain)) return null;
  const number = Number(plain.replaceAll(",", ""));
  return Number.isFinite(number) ? number : null;
}

// Whether a quantity can be kept: a number that is not below nothing, perhaps with one of the units to choose from.
function isQuantity(input) {
  const plain = input.value.normalize("NFKC").trim();
  const number = readNumber(behind(input) ? MEASURED.exec(plain)[1] : plain);
  return number !== null && number >= 0 && number <= MOST;
}

// The unit that stands behind a number, if it is one of those to choose from.
function behind(input) {
  const found = MEASURED.exec(input.value.normalize("NFKC").trim());
  const units = [...(input.closest("[data-row]")?.querySelector("[data-unit-of]")?.options ?? [])];
  return found && units.find((each) => [each.textContent, each.value].some((name) => unitsOf(found[2]).includes(name.trim().toLowerCase())));
}

const SHORT = { kg: "kgm", g: "grm", t: "tne", l: "ltr", ml: "mlt", 公斤: "kgm", 克: "grm", 吨: "tne", 升: "ltr", 毫升: "mlt" };
const [ANIMALS, THINGS] = [[..."头只羽"], [..."台枚个盒瓶袋箱"]];

// What a word behind a number may mean: the code of a unit, or its name.
function unitsOf(text) {
  if (ANIMALS.includes(text)) return ["hea", "h87"];
  return [THINGS.includes(text) ? "h87" : (SHORT[text.toLowerCase()] ?? text.toLowerCase())];
}

// Whether a number is a part of what is counted one by one: half a head, half a box.
function isPart(input) {
  const number = readNumber(MEASURED.exec(input.value.normalize("NFKC").trim())?.[1] ?? input.value);
  const unit = input.closest("[data-row]")?.querySelector("[data-unit-of]")?.selectedOptions[0];
  const isWhole = input.matches("[data-quantity]") ? (behind(input) ?? unit)?.dataset.whole : input.dataset.whole;
  return isWhole !== undefined && number !== null && !Number.isInteger(number);
}

// What was typed that is no number, or no whole one, by the paths of its fields: [{path, told, mend}].
export function unreadable(form) {
  const typed = [...form.querySelectorAll("[data-quantity], [data-number]")].filter((input) => input.value.trim());
  const wrong = typed.map((input) => [input, isNumber(input) ? isPart(input) && form.dataset.whole : form.dataset.nonumber]);
  return wrong.filter(([, said]) => said).map(([input, said]) => ({
    path: input.closest("[data-path]").dataset.path,
    input,
    told: `“${input.value.trim()}”${said}`,
    mend: "",
  }));
}

function isNumber(input) {
  return input.matches("[data-quantity]") ? isQuantity(input) : readNumber(input.value) !== null;
}

// The same while it is typed, beside the input.
export function judgeNumber(form, input) {
  const holder = input.closest("label, [data-path]");
  holder.querySelector("[data-nonumber-said]")?.remove();
  const found = unreadable(form).find((each) => each.input === input);
  input.toggleAttribute("aria-invalid", false);
  if (!found) return;
  const said = document.createElement("span");
  [said.className, said.textContent, said.dataset.nonumberSaid] = ["wrong", found.told, ""];
  input.setAttribute("aria-invalid", "true");
  holder.append(said);
}
