// An inspection in the field: keeps its draft on this device, takes photographs, a signature and the position, and sends
// all of it when there is a network. Without it the form is an ordinary one.
(() => {
  const form = document.getElementById("visit");
  const kept = document.getElementById("kept");
  const wrong = document.getElementById("wrong");
  const name = `${form.dataset.account}|${form.dataset.case}`;
  const LONGEST_SIDE = 2000;
  const AGAIN = 20000;
  const shots = [];
  let waiting = false;
  let sending = false;
  let timer = 0;

  const say = (text) => {
    kept.hidden = text === "";
    if (kept.textContent !== text) kept.textContent = text;
  };

  // The drafts of this device.
  const opened = new Promise((resolve) => {
    const asked = indexedDB.open("zhuisu-inspections", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("drafts");
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => resolve(null);
  });
  const store = async (mode, act) => {
    const base = await opened;
    if (base === null) return undefined;
    return new Promise((resolve) => {
      const asked = act(base.transaction("drafts", mode).objectStore("drafts"));
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => resolve(undefined);
    });
  };

  const fields = () => [...new FormData(form).entries()].filter(([key, value]) => typeof value === "string" && key !== "csrfmiddlewaretoken");
  const keep = () => store("readwrite", (drafts) => drafts.put({ fields: fields(), shots, waiting, at: Date.now() }, name));
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      await keep();
      if (!waiting) say(form.dataset.kept);
    }, 400);
  };
  const forget = () => store("readwrite", (drafts) => drafts.delete(name));

  // Photographs: made small here, so that they are sent quickly, and drawn on canvases.
  const list = document.getElementById("shots");
  const picker = document.getElementById("photos");
  const shrunk = async (file) => {
    const image = await createImageBitmap(file, { imageOrientation: "from-image" });
    const share = Math.min(1, LONGEST_SIDE / Math.max(image.width, image.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(image.width * share));
    canvas.height = Math.max(1, Math.round(image.height * share));
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
  };
  const show = async (blob) => {
    const item = document.createElement("li");
    const canvas = document.createElement("canvas");
    const image = await createImageBitmap(blob);
    canvas.width = 224;
    canvas.height = Math.max(1, Math.round((224 * image.height) / image.width));
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", `${shots.indexOf(blob) + 1}`);
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = form.dataset.remove;
    button.onclick = () => {
      shots.splice(shots.indexOf(blob), 1);
      item.remove();
      soon();
    };
    item.append(canvas, button);
    list.append(item);
  };
  picker.addEventListener("change", async () => {
    for (const file of [...picker.files]) {
      if (shots.length >= Number(form.dataset.most)) break;
      const blob = await shrunk(file).catch(() => null);
      if (blob === null) continue;
      shots.push(blob);
      await show(blob);
    }
    picker.value = "";
    soon();
  });

  // The signature.
  const pad = document.getElementById("pad");
  const canvas = document.getElementById("canvas");
  const drawn = form.elements.signature;
  const pen = canvas.getContext("2d");
  pad.hidden = false;
  pen.lineWidth = 4;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  pen.strokeStyle = "#111";
  const spot = (event) => {
    const box = canvas.getBoundingClientRect();
    return [((event.clientX - box.left) * canvas.width) / box.width, ((event.clientY - box.top) * canvas.height) / box.height];
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...spot(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    pen.lineTo(...spot(event));
    pen.stroke();
  });
  canvas.addEventListener("pointerup", () => {
    drawn.value = canvas.toDataURL("image/png");
    soon();
  });
  document.getElementById("clear").addEventListener("click", () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    drawn.value = "";
    soon();
  });
  const redraw = async () => {
    if (!drawn.value) return;
    const letters = atob(drawn.value.split(",")[1]);
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    pen.drawImage(await createImageBitmap(new Blob([bytes], { type: "image/png" })), 0, 0);
  };

  // The position.
  const located = document.getElementById("located");
  const tellPosition = () => {
    const { latitude, longitude, accuracy } = form.elements;
    if (latitude.value) located.textContent = `${Number(latitude.value).toFixed(5)}, ${Number(longitude.value).toFixed(5)} (±${Math.round(Number(accuracy.value))} m)`;
  };
  if ("geolocation" in navigator) {
    document.getElementById("where").hidden = false;
    document.getElementById("locate").addEventListener("click", () => {
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          form.elements.latitude.value = coords.latitude;
          form.elements.longitude.value = coords.longitude;
          form.elements.accuracy.value = coords.accuracy;
          tellPosition();
          soon();
        },
        () => {
          located.textContent = form.dataset.nowhere;
        },
        { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
      );
    });
  }

  // How much of each part was answered.
  const count = () => {
    for (const part of document.querySelectorAll(".checks")) {
      const lines = part.querySelectorAll(".check");
      const answered = part.querySelectorAll(".check :checked").length;
      part.querySelector("[data-count]").textContent = `${answered} / ${lines.length}`;
    }
  };

  const tell = (findings) => {
    wrong.replaceChildren();
    const box = document.createElement("div");
    box.className = "errornote";
    box.setAttribute("role", "alert");
    for (const each of findings) {
      const line = document.createElement("div");
      line.textContent = each.told;
      box.append(line);
    }
    wrong.append(box);
    const first = form.elements[findings[0]?.path];
    if (first?.focus) first.focus();
    wrong.scrollIntoView({ block: "center" });
  };

  const point = (text, address) => {
    const link = document.createElement("a");
    link.className = "button";
    link.href = address;
    link.textContent = text;
    kept.append(" ", link);
    kept.scrollIntoView({ block: "center" });
  };
  const later = async (text) => {
    waiting = true;
    await keep();
    say(text);
    kept.scrollIntoView({ block: "center" });
    setTimeout(() => { if (waiting && !sending) send(); }, AGAIN);
  };

  // What became of it: on record, signed out, refused with a reason, a page out of date, or a server in trouble.
  const told = async (answer) => {
    const isJson = (answer.headers.get("Content-Type") || "").startsWith("application/json");
    if (answer.ok && isJson) {
      waiting = false;
      await forget();
      location.assign((await answer.json()).next);
    } else if (isJson && answer.status < 500) {
      waiting = false;
      await keep();
      say(answer.status === 422 ? form.dataset.kept : form.dataset.refused);
      if (answer.status !== 422) point(form.dataset.toCase, form.dataset.home);
      tell((await answer.json()).findings);
    } else if (answer.redirected || answer.status === 401) {
      waiting = true;
      await keep();
      say(form.dataset.signedOut);
      point(form.dataset.signIn, location.pathname);
    } else if (answer.status < 500 && answer.status !== 408 && answer.status !== 429) {
      waiting = false;
      await keep();
      say(form.dataset.outdated);
      point(form.dataset.again, location.pathname);
    } else {
      await later(form.dataset.busy);
    }
  };

  const send = async () => {
    if (sending) return;
    sending = true;
    say(form.dataset.sending);
    const body = new FormData(form);
    body.delete("photos");
    shots.forEach((blob, place) => body.append("photos", blob, `${place + 1}.jpg`));
    try {
      const answer = await fetch(form.action || location.href, { method: "POST", body, headers: { Accept: "application/json" } });
      await told(answer);
    } catch {
      await later(form.dataset.waiting);
    } finally {
      sending = false;
    }
  };

  // What has no result is said once, before anything is sent.
  let warned = 0;
  const unanswered = () => [...document.querySelectorAll(".check")].filter((line) => line.querySelector(":checked") === null);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    wrong.replaceChildren();
    const open = unanswered();
    if (open.length > 0 && open.length !== warned) {
      warned = open.length;
      for (const line of open) line.classList.add("is-open");
      tell([{ told: form.dataset.unanswered.replace("N", String(open.length)) }]);
      return;
    }
    send();
  });
  form.addEventListener("input", (event) => {
    waiting = false;
    event.target.closest(".check")?.classList.toggle("is-open", event.target.closest(".check").querySelector(":checked") === null && warned > 0);
    count();
    soon();
  });
  addEventListener("online", () => {
    if (waiting) send();
  });

  const restore = async () => {
    const draft = await store("readonly", (drafts) => drafts.get(name));
    if (draft !== undefined) {
      for (const [key, value] of draft.fields) {
        const found = form.elements[key];
        if (found === undefined || found === null) continue;
        if (found instanceof RadioNodeList || found.type === "radio") {
          for (const each of found.length === undefined ? [found] : found) each.checked = each.value === value;
        } else {
          found.value = value;
        }
      }
      for (const blob of draft.shots) {
        shots.push(blob);
        await show(blob);
      }
      await redraw();
      say(form.dataset.restored);
      waiting = draft.waiting;
    }
    tellPosition();
    count();
    form.dataset.ready = "yes";
    if (waiting && navigator.onLine) send();
  };
  restore();
})();
