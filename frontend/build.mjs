// Builds the browser's assets into src/zhuisu/portal/static/portal/built/, with hashed names and a manifest.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { png } from "./src/icon.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "src", "zhuisu", "portal", "static", "portal", "built");

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const result = await esbuild.build({
  absWorkingDir: here,
  entryPoints: ["src/portal.css", "src/portal.js", "src/scan.js", "src/work.css", "src/enrol.css", "src/access.js", "src/work.js", "src/record.js", "src/sw.js"],
  outdir: out,
  bundle: true,
  minify: true,
  metafile: true,
  format: "esm",
  target: "es2020",
  charset: "utf8",
  legalComments: "linked",
  entryNames: "[name]-[hash]",
  logLevel: "warning",
});

// Charts go to screens that know no manifest: the server gives them a hashed name when it collects them.
await esbuild.build({ absWorkingDir: here, entryPoints: ["src/chart.js"], outdir: out, bundle: true, minify: true, format: "esm", target: "es2020", charset: "utf8", legalComments: "linked", logLevel: "warning" });

const manifest = { "chart.js": "chart.js" };
for (const [path, output] of Object.entries(result.metafile.outputs)) {
  if (output.entryPoint) manifest[basename(output.entryPoint)] = basename(path);
}
// The decoder is served by us: the library would otherwise fetch it from a public host.
const wasm = join(here, "node_modules", "zxing-wasm", "dist", "reader", "zxing_reader.wasm");
for (const source of [wasm, join(here, "src", "icon.svg")]) keep(basename(source), readFileSync(source));
keep("icon-192.png", png(192, "seal"));
keep("icon-512.png", png(512, "square"));

function keep(name, bytes) {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8).toUpperCase();
  const ending = extname(name);
  manifest[name] = `${basename(name, ending)}-${hash}${ending}`;
  writeFileSync(join(out, manifest[name]), bytes);
}
// Compressed once, here: the server sends what lies beside the file.
for (const name of Object.values(manifest)) {
  writeFileSync(join(out, `${name}.gz`), gzipSync(readFileSync(join(out, name)), { level: 9 }));
}
writeFileSync(join(out, "manifest.json"), JSON.stringify(manifest, null, 1) + "\n");
