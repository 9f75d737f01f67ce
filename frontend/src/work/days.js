// Days and times of the city, by the clock of this device: a screen that was kept is of the day on which it was kept.
const CHINA_MS = 8 * 3600 * 1000;

// The time in China, as an input of a time has it.
export function chinaNow() {
  return new Date(Date.now() + CHINA_MS).toISOString().slice(0, 19);
}

export function chinaDay() {
  return chinaNow().slice(0, 10);
}

// What a kept form offers as today is today, and what has ended since is told; of a record that is corrected nothing moves.
export function renew(form) {
  const today = chinaDay();
  for (const said of document.querySelectorAll("[data-until]")) said.hidden = today <= said.dataset.until;
  if (form.elements.reason) return;
  for (const input of form.querySelectorAll("input[data-offered]")) {
    const isAsOffered = input.value === input.dataset.offered;
    if (isAsOffered && today > input.value) input.value = today;
  }
}
