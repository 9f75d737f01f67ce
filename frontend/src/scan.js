// The camera page: live camera and pictures, decoded here in the browser; nothing leaves the device but the code.
import { BarcodeDetector, prepareZXingModule } from "barcode-detector/ponyfill";

const page = document.getElementById("scanner");
const video = page.querySelector("video");
const say = page.querySelector("[data-say]");
const form = document.getElementById("found");

prepareZXingModule({ overrides: { locateFile: (path) => (path.endsWith(".wasm") ? page.dataset.wasm : path) } });

const FORMATS = [
  "qr_code", "micro_qr_code", "data_matrix", "code_128", "ean_13", "ean_8", "upc_a", "upc_e", "itf", "code_39",
  "pdf417", "aztec", "databar", "databar_expanded",
];
const detector = new BarcodeDetector({ formats: FORMATS });
let stream = null;

function tell(name) {
  say.textContent = page.dataset[name];
}

function stop() {
  if (stream) stream.getTracks().forEach((track) => track.stop());
  stream = null;
}

function go(text) {
  stop();
  if (navigator.vibrate) navigator.vibrate(60);
  tell("found");
  form.elements.code.value = text;
  form.submit();
}

async function look() {
  if (!stream) return;
  if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
    const codes = await detector.detect(video);
    if (codes.length > 0) return go(codes[0].rawValue);
  }
  setTimeout(() => look().catch(failed), 120);
}

function failed(error) {
  console.error(error);
  stop();
  tell("broken");
}

async function start() {
  if (!navigator.mediaDevices?.getUserMedia) return tell("insecure");
  tell("asking");
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: { ideal: "environment" }, width: { ideal: 1920 }, height: { ideal: 1080 } },
      audio: false,
    });
  } catch (error) {
    return tell(error.name === "NotAllowedError" ? "refused" : "nocamera");
  }
  video.srcObject = stream;
  await video.play();
  page.classList.add("live");
  tell("aim");
  await look();
}

async function readPicture(file) {
  tell("reading");
  const bitmap = await createImageBitmap(file);
  const codes = await detector.detect(bitmap);
  if (codes.length > 0) return go(codes[0].rawValue);
  tell("nothing");
}

page.querySelector("[data-start]").addEventListener("click", () => start().catch(failed));
page.querySelector("input[type=file]").addEventListener("change", (event) => {
  const [file] = event.target.files;
  if (file) readPicture(file).catch(() => tell("unreadable"));
});
addEventListener("pagehide", stop);
page.hidden = false;
if (new URLSearchParams(location.search).has("start")) start().catch(failed);
