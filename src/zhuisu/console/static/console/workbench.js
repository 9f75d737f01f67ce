// The workbench: follows an inquiry while it grows, and changes the view without loading the page anew.
// Without it every link and form works as it is.
(() => {
  const bench = document.getElementById("bench");
  const told = document.getElementById("told");
  let timer = 0;
  let turn = 0;

  const kept = () => new Map([...bench.querySelectorAll("[data-keep]")].map((each) => [each.dataset.keep, [each.scrollLeft, each.scrollTop]]));

  const put = (text) => {
    const held = kept();
    const active = document.activeElement;
    const href = active && bench.contains(active) ? active.getAttribute("href") : null;
    const order = href ? [...bench.querySelectorAll("a[href]")].filter((each) => each.getAttribute("href") === href).indexOf(active) : -1;
    bench.innerHTML = text;
    for (const each of bench.querySelectorAll("[data-keep]")) {
      const at = held.get(each.dataset.keep);
      if (at) [each.scrollLeft, each.scrollTop] = at;
    }
    if (href) {
      const like = [...bench.querySelectorAll("a[href]")].filter((each) => each.getAttribute("href") === href);
      (like[order] || like[0])?.focus({ preventScroll: true });
    }
    ready();
  };

  const ready = () => {
    for (const each of bench.querySelectorAll("[data-print]")) {
      each.hidden = false;
      each.onclick = () => window.print();
    }
    const state = bench.querySelector("[data-state]");
    if (state && told.textContent !== state.dataset.told) told.textContent = state.dataset.told;
  };

  const typing = () => document.activeElement?.closest?.("[data-find]") !== null && document.activeElement?.matches?.("input");

  const load = async () => {
    clearTimeout(timer);
    const mine = ++turn;
    const began = performance.now();
    bench.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(bench.dataset.part + location.search, { credentials: "same-origin" });
      if (mine !== turn) return;
      if (answer.redirected || answer.status === 403) return location.reload();
      if (answer.ok) put(await answer.text());
    } catch {
      // the next turn asks again
    } finally {
      if (mine === turn) bench.removeAttribute("aria-busy");
    }
    if (mine === turn) again(performance.now() - began);
  };

  const again = (took) => {
    const open = bench.querySelector("[data-state]")?.dataset.state === "open";
    const early = !bench.querySelector("[data-keep], .wb-sources");
    if (open) timer = setTimeout(() => (typing() || document.hidden ? again(took) : load()), Math.max(early ? 150 : 700, 3 * took));
  };

  const go = (address) => {
    history.pushState(null, "", address);
    load();
  };

  if (bench) {
    bench.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-look]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      go(location.pathname + link.getAttribute("href"));
    });
    bench.addEventListener("submit", (event) => {
      if (!event.target.matches("[data-find]")) return;
      event.preventDefault();
      document.activeElement?.blur();
      go(location.pathname + "?" + new URLSearchParams(new FormData(event.target)));
    });
    addEventListener("popstate", load);
    ready();
    again(0);
  }

  // A camera, where the browser reads codes by itself: each code is a line.
  const scan = document.querySelector("[data-scan]");
  if (scan && "BarcodeDetector" in window && navigator.mediaDevices) {
    const field = document.querySelector("textarea.scan");
    const viewer = document.querySelector(".wb-viewer");
    const video = viewer.querySelector("video");
    let stream = null;
    const stop = () => {
      for (const track of stream?.getTracks() || []) track.stop();
      stream = null;
      viewer.hidden = true;
    };
    const look = async (reader) => {
      if (!stream) return;
      for (const { rawValue } of await reader.detect(video).catch(() => [])) {
        if (!field.value.split("\n").includes(rawValue)) {
          field.value = [...field.value.split("\n").filter(Boolean), rawValue].join("\n") + "\n";
          navigator.vibrate?.(60);
        }
      }
      setTimeout(() => look(reader), 250);
    };
    scan.hidden = false;
    scan.addEventListener("click", async () => {
      if (stream) return stop();
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      } catch {
        scan.hidden = true;
        return;
      }
      video.srcObject = stream;
      viewer.hidden = false;
      await video.play();
      look(new BarcodeDetector());
    });
  }
})();
