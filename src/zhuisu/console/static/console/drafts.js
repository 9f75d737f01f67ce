// Drafts of inspections that this device keeps for whoever is signed in: named on the pages of today, of the cases and of
// their case, until they were sent. Where the case does not take one any more, it is shown whole, to be copied.
(() => {
  const box = document.querySelector("[data-drafts]");
  const rows = box.querySelector("ul");
  const mine = `${box.dataset.account}|`;
  const names = new Map(box.dataset.names.split(";").map((each) => each.split("=")));

  const added = (parent, kind, text) => {
    const made = document.createElement(kind);
    made.textContent = text;
    parent.append(made, " ");
    return made;
  };
  const linked = (parent, text) => {
    const link = added(parent, "a", text);
    link.className = "button";
    return link;
  };
  const whole = (item, draft) => {
    const facts = added(item, "dl", "");
    facts.className = "facts";
    for (const [field, text] of draft.fields) {
      if (!text || !(names.has(field) || field.startsWith("n:"))) continue;
      const row = added(facts, "div", "");
      added(row, "dt", names.get(field) ?? field.slice(2));
      added(row, "dd", text);
    }
    draft.shots.forEach((blob, place) => {
      const link = linked(item, `${box.dataset.photo} ${place + 1}`);
      link.href = URL.createObjectURL(blob);
      link.download = `${place + 1}.jpg`;
    });
  };
  const show = (base, key, draft) => {
    const number = key.slice(mine.length);
    const item = document.createElement("li");
    added(item, "strong", number);
    added(item, "span", `${new Date(draft.at).toLocaleString(document.documentElement.lang)} · ${draft.waiting ? box.dataset.waiting : box.dataset.kept}`);
    if (box.dataset.whole === undefined) {
      linked(item, box.dataset.open).href = `${box.dataset.address}${encodeURIComponent(number)}/inspect/`;
    } else {
      whole(item, draft);
    }
    const button = added(item, "button", box.dataset.remove);
    button.type = "button";
    button.className = "button";
    button.onclick = () => {
      if (!confirm(box.dataset.sure)) return;
      base.transaction("drafts", "readwrite").objectStore("drafts").delete(key);
      item.remove();
      box.hidden = rows.childElementCount === 0;
    };
    rows.append(item);
    box.hidden = false;
  };

  const asked = indexedDB.open("zhuisu-inspections", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("drafts");
  asked.onsuccess = () => {
    const walk = asked.result.transaction("drafts").objectStore("drafts").openCursor();
    walk.onsuccess = () => {
      const at = walk.result;
      if (at === null) return;
      const isOfCase = box.dataset.case === undefined || at.key === mine + box.dataset.case;
      if (at.key.startsWith(mine) && isOfCase) show(asked.result, at.key, at.value);
      at.continue();
    };
  };
})();
