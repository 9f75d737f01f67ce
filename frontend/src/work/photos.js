// Photographs: made smaller before they wait or are sent, which also drops where they were taken; shown as they are.
const MOST_PIXELS = 2000;
const QUALITY = 0.85;

export function preparePhotos(field) {
  const input = field.querySelector("[data-photo]");
  input.addEventListener("change", () => shrinkAll(input, field.querySelector("[data-photos]")).catch(console.error));
}

async function shrinkAll(input, shown) {
  const made = await Promise.all([...input.files].map(shrunk));
  const smaller = new DataTransfer();
  for (const { file } of made) smaller.items.add(file);
  input.files = smaller.files;
  shown.replaceChildren(...made.flatMap(({ canvas }) => (canvas ? [canvas] : [])));
}

// A file that the browser cannot draw is sent as it is, and judged by the server.
async function shrunk(file) {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, MOST_PIXELS / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", file.name);
    return { file: new File([blob], file.name.replace(/\.\w+$/, ".jpg"), { type: "image/jpeg" }), canvas };
  } catch (error) {
    console.warn(error);
    return { file, canvas: null };
  }
}
