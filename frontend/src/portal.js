// What every public page gains where scripts run: copying, raw events in place, a picture centred on its thing.
document.documentElement.classList.add("js");

async function copy(button) {
  const target = document.getElementById(button.dataset.copy);
  if (!target) return;
  try {
    await navigator.clipboard.writeText(target.textContent.trim());
    button.textContent = button.dataset.done;
  } catch {
    const range = document.createRange();
    range.selectNodeContents(target);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }
}

// A raw record is a page of its own; with scripts it opens below the link instead.
async function showRaw(link) {
  const place = link.closest(".raw-tools");
  const shown = place.nextElementSibling;
  if (shown && shown.matches(".raw")) {
    shown.hidden = !shown.hidden;
    return;
  }
  const answer = await fetch(link.href, { headers: { Accept: "text/plain" } });
  if (!answer.ok) {
    location.href = link.href;
    return;
  }
  const box = document.createElement("pre");
  box.className = "raw";
  box.tabIndex = 0;
  box.id = "raw-" + link.dataset.raw;
  box.textContent = await answer.text();
  place.after(box);
  const button = place.querySelector("[data-copy]");
  if (button) button.hidden = false;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) copy(button);
  const link = event.target.closest("a[data-raw]");
  if (link && !event.metaKey && !event.ctrlKey) {
    event.preventDefault();
    showRaw(link).catch(() => (location.href = link.href));
  }
  const print = event.target.closest("[data-print]");
  if (print) window.print();
});

for (const chain of document.querySelectorAll(".chain")) {
  const focus = [...chain.querySelectorAll(".focus")].find((node) => node.getClientRects().length > 0);
  if (!focus) continue;
  const [box, frame] = [focus.getBoundingClientRect(), chain.getBoundingClientRect()];
  chain.scrollLeft += box.left - frame.left - (frame.width - box.width) / 2;
  chain.scrollTop += box.top - frame.top - (frame.height - box.height) / 2;
}
