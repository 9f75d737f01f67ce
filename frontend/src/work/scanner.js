// The camera over a form: one code, or as many as there are, each once, with a beep; the last one can be taken back.
import { BarcodeDetector, prepareZXingModule } from "barcode-detector/ponyfill";

const FORMATS = [
  "qr_code", "micro_qr_code", "data_matrix", "code_128", "ean_13", "ean_8", "upc_a", "upc_e", "itf", "code_39",
  "pdf417", "aztec", "databar", "databar_expanded",
];
const EVERY_MS = 120;
const SAME_MS = 1500;
let detector = null;

// `words`: the data-… of the form. `taken(text)` is asked of each new code: false, where it is there already.
export async function scan({ words, isMany, taken, undo, count }) {
  prepareZXingModule({ overrides: { locateFile: (path) => (path.endsWith(".wasm") ? words.wasm : path) } });
  detector ??= new BarcodeDetector({ formats: FORMATS });
  const dialog = drawn(words, isMany);
  const desk = parts(dialog);
  document.body.append(dialog);
  dialog.showModal();
  const stream = await opened(desk.say, words);
  const stop = new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  if (stream) {
    desk.video.srcObject = stream;
    await desk.video.play();
    desk.say.textContent = words.aim;
    look({ dialog, desk, words, isMany, taken, count, seen: { text: "", at: 0 } });
  }
  desk.undo.hidden = !isMany;
  desk.undo.addEventListener("click", () => {
    undo();
    tally(desk, words, count);
  });
  desk.finish.addEventListener("click", () => dialog.close());
  tally(desk, words, count);
  await stop;
  stream?.getTracks().forEach((track) => track.stop());
  dialog.remove();
}

async function look(state) {
  const { dialog, desk, words, isMany, taken, count, seen } = state;
  if (!dialog.open) return;
  if (desk.video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
    for (const code of await detector.detect(desk.video)) {
      const text = code.rawValue;
      if (!text || (text === seen.text && Date.now() - seen.at < SAME_MS)) continue;
      Object.assign(seen, { text, at: Date.now() });
      const isNew = taken(text);
      beep(isNew);
      desk.frame.classList.toggle("hit", isNew);
      desk.say.textContent = isNew ? text : words.again;
      tally(desk, words, count);
      if (!isMany) return dialog.close();
    }
  }
  setTimeout(() => look(state).catch(console.error), EVERY_MS);
}

async function opened(say, words) {
  if (!navigator.mediaDevices?.getUserMedia) {
    say.textContent = words.insecure;
    return null;
  }
  say.textContent = words.asking;
  const wanted = { facingMode: { ideal: "environment" }, width: { ideal: 1920 }, height: { ideal: 1080 } };
  try {
    return await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
  } catch (error) {
    say.textContent = error.name === "NotAllowedError" ? words.refusedcamera : words.nocamera;
    return null;
  }
}

function drawn(words, isMany) {
  const dialog = document.createElement("dialog");
  dialog.className = "camera";
  dialog.setAttribute("aria-label", words.aim);
  const sight = made("div", "sight", dialog);
  const video = made("video", "", sight);
  video.playsInline = video.muted = true;
  made("div", "frame", sight);
  made("p", "hint", sight).setAttribute("role", "status");
  const desk = made("div", "desk", dialog);
  if (isMany) made("p", "count", desk);
  const tools = made("div", "tools", desk);
  button(tools, "button quiet undo", words.undo);
  button(tools, "button finish", words.finish);
  return dialog;
}

function parts(dialog) {
  const find = (name) => dialog.querySelector(name);
  return { video: find("video"), frame: find(".frame"), say: find(".hint"), count: find(".count"), undo: find(".undo"), finish: find(".finish") };
}

function made(name, className, into) {
  const element = document.createElement(name);
  element.className = className;
  into.append(element);
  return element;
}

function button(into, className, text) {
  const element = made("button", className, into);
  element.type = "button";
  element.textContent = text;
}

function tally(desk, words, count) {
  if (desk.count) desk.count.textContent = `${words.count} ${count()}`;
}

// High and short: taken. Low: it was there already.
function beep(isNew) {
  navigator.vibrate?.(isNew ? 60 : [40, 60, 40]);
  const Context = window.AudioContext;
  if (!Context) return;
  const context = new Context();
  const tone = context.createOscillator();
  tone.frequency.value = isNew ? 1320 : 330;
  tone.connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + 0.09);
  tone.onended = () => context.close();
}
