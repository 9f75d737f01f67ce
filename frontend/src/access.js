// Tries a new client as the program itself would: a token by OAuth, then a call with it.
const box = document.querySelector(".trial");
const list = box.querySelector(".trials");

function tell(name, good, detail) {
  const line = document.createElement("li");
  line.className = good ? "good" : "bad";
  line.textContent = `${name}：${good ? box.dataset.good : box.dataset.bad}（${detail}）`;
  list.append(line);
}

async function step(name, path, options) {
  const begun = performance.now();
  const answer = await fetch(path, { ...options, credentials: "omit", cache: "no-store" });
  tell(name, answer.ok, `${answer.status}, ${Math.round(performance.now() - begun)} ms`);
  return answer.ok ? answer.json() : null;
}

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  button.textContent = button.dataset.copied;
});

box.querySelector("button").addEventListener("click", async () => {
  list.replaceChildren();
  const { client, secret, path, token, call } = box.dataset;
  try {
    const granted = await step(token, "/oauth/token", {
      method: "POST",
      headers: { Authorization: `Basic ${btoa(`${client}:${secret}`)}`, "Content-Type": "application/x-www-form-urlencoded" },
      body: "grant_type=client_credentials",
    });
    if (granted) await step(call, path, { headers: { Authorization: `Bearer ${granted.access_token}`, Accept: "application/json" } });
  } catch (fault) {
    tell(call, false, fault.message);
  }
});
