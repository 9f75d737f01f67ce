// What is wrong with a form, beside the inputs that it is about, and above all of them.
export function clear(form) {
  for (const said of form.querySelectorAll("[data-said]")) said.remove();
  for (const input of form.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
}

// Findings: [{path, told, mend, severity}].
export function show(form, findings) {
  clear(form);
  const errors = findings.filter((each) => (each.severity ?? "error") === "error");
  for (const each of findings) beside(form, each);
  if (errors.length > 0) above(form, errors);
}

// Only at inputs that somebody has touched: who has just begun is not told that all is missing.
export function showTouched(form, findings) {
  clear(form);
  for (const each of findings) {
    const field = fieldOf(form, each.path);
    if (field?.dataset.touched) beside(form, each);
  }
}

function fieldOf(form, path) {
  if (!path) return null;
  const whole = form.querySelector(`[data-path="${CSS.escape(path)}"]`);
  return whole ?? form.querySelector(`[data-path="${CSS.escape(path.replace(/\[\d+\].*$/, ""))}"]`);
}

function beside(form, finding) {
  const field = fieldOf(form, finding.path);
  if (!field) return;
  field.id ||= `at-${field.dataset.path}`;
  for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  const said = line(finding);
  said.id = `said-${Math.random().toString(36).slice(2)}`;
  field.append(said);
  for (const input of field.querySelectorAll("input, select, textarea")) {
    if ((finding.severity ?? "error") === "error") input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", said.id);
  }
}

function line(finding) {
  const said = document.createElement("p");
  said.className = (finding.severity ?? "error") === "error" ? "wrong" : "doubt";
  said.dataset.said = "";
  said.textContent = [finding.told, finding.mend].filter(Boolean).join(" ");
  return said;
}

function above(form, errors) {
  const box = document.createElement("div");
  box.className = "box bad";
  box.dataset.said = "";
  box.tabIndex = -1;
  box.setAttribute("role", "alert");
  const list = document.createElement("ul");
  for (const each of errors) list.append(listed(form, each));
  box.append(list);
  form.prepend(box);
  box.focus({ preventScroll: true });
  (document.querySelector("main h1") ?? box).scrollIntoView({ block: "start" });
}

function listed(form, finding) {
  const [item, field] = [document.createElement("li"), fieldOf(form, finding.path)];
  const said = document.createElement(field ? "a" : "span");
  said.textContent = [finding.told, finding.mend].filter(Boolean).join(" ");
  if (field) said.href = `#${field.id}`;
  item.append(said);
  return item;
}

// To the field that a line of the box above is about: its label in sight, its input ready.
export function goTo(field) {
  for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  field.scrollIntoView({ block: "start" });
  const inputs = field.querySelectorAll("input:not([type=hidden]), select, textarea");
  [...inputs].find((input) => input.checkVisibility?.() ?? true)?.focus({ preventScroll: true });
}
