// icon.svg as PNG, for home screens of phones: the same seal, drawn by how far each point is from its strokes.
import { crc32, deflateSync } from "node:zlib";

const GROUND = [0x0b, 0x4f, 0x41];
const INK = [0xff, 0xff, 0xff];
const [SIDE, CORNER, HALF_STROKE, SAMPLES] = [36, 8, 1.3, 4];

// Two arches on their posts, and the ground that they stand on; an arc is a half circle upwards.
const SEGMENTS = [[9, 26, 9, 17.5], [27, 17.5, 27, 26], [14.5, 26, 14.5, 18], [21.5, 18, 21.5, 26], [9, 26, 27, 26]];
const ARCS = [[18, 17.5, 9], [18, 18, 3.5]];

// A whole square is drawn where the phone cuts out its own shape.
export function png(size, shape) {
  const rows = Buffer.alloc(size * (size * 4 + 1));
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) rows.set(pixel(x, y, size, shape), y * (size * 4 + 1) + 1 + x * 4);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [["IHDR", head], ["IDAT", deflateSync(rows, { level: 9 })], ["IEND", Buffer.alloc(0)]];
  return Buffer.concat([signature, ...parts.map(([name, data]) => chunk(name, data))]);
}

function pixel(x, y, size, shape) {
  let [ground, ink] = [0, 0];
  for (let i = 0; i < SAMPLES * SAMPLES; i++) {
    const px = ((x + ((i % SAMPLES) + 0.5) / SAMPLES) / size) * SIDE;
    const py = ((y + (Math.floor(i / SAMPLES) + 0.5) / SAMPLES) / size) * SIDE;
    if (shape === "square" || isInside(px, py)) ground++;
    if (isInk(px, py)) ink++;
  }
  if (ground === 0) return [0, 0, 0, 0];
  const share = ink / ground;
  const mixed = GROUND.map((from, at) => Math.round(from + (INK[at] - from) * share));
  return [...mixed, Math.round((255 * ground) / (SAMPLES * SAMPLES))];
}

function isInside(x, y) {
  const dx = Math.max(CORNER - x, x - (SIDE - CORNER), 0);
  const dy = Math.max(CORNER - y, y - (SIDE - CORNER), 0);
  return Math.hypot(dx, dy) <= CORNER;
}

function isInk(x, y) {
  return SEGMENTS.some((each) => toSegment(x, y, each) <= HALF_STROKE) || ARCS.some((each) => isOnArc(x, y, each));
}

function isOnArc(x, y, [cx, cy, radius]) {
  return y <= cy && Math.abs(Math.hypot(x - cx, y - cy) - radius) <= HALF_STROKE;
}

function toSegment(x, y, [x1, y1, x2, y2]) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const at = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - x1 - at * dx, y - y1 - at * dy);
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, "ascii"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
