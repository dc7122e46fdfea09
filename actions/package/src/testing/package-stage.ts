/**
 * `node package-stage.ts <folder> <umask> [order] [now]`: writes a stage below the folder as a machine with that umask would,
 * in one order of files or, with `reverse`, the other, packages it at that time, and prints the digests of zip and SBOM.
 */
import { mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { localToolkit } from "@plugsmith/action-kit";
import { computeDigest } from "@plugsmith/schemas";
import { makeManifest } from "@plugsmith/trust/testing";
import { packagePlugin } from "../package-plugin.ts";

const [outDir = "", umask = "022", order = "", now] = process.argv.slice(2);
if (now !== undefined) {
  const Clock = Date;
  const at = Clock.parse(now);
  globalThis.Date = class extends Clock {
    constructor(...given: unknown[]) {
      super(...((given.length === 0 ? [at] : given) as [number]));
    }
    static override now = () => at;
  } as DateConstructor;
}
process.umask(Number.parseInt(umask, 8));
const manifest = makeManifest({ dependencies: [{ name: "bench-base", range: "^1.0.0" }] });
const files: [string, string][] = [
  ["stage/plugin.json", JSON.stringify(manifest)],
  ["stage/dist/plugin.mjs", "export const onLoad = () => {};\n"],
  ["stage/bin/run.sh", "#!/bin/sh\nexit 0\n"],
  ["stage/données/ﬀ.txt", "é\r\n"],
  ["stage/données/Z.txt", Array.from({ length: 20_000 }, (_, index) => index).join(" ")],
  ["stage/données/ä.txt", ""],
  [
    "results/build.json",
    JSON.stringify({
      schemaVersion: 1,
      step: "build",
      status: "success",
      code: "ok",
      message: "Built.",
      startedAt: "2026-01-01T00:00:00.000Z",
      durationMs: 1,
      facts: { entry: "dist/plugin.mjs" },
    }),
  ],
];
for (const [path, text] of order === "reverse" ? files.reverse() : files) {
  const file = join(outDir, path);
  mkdirSync(dirname(file), { recursive: true, mode: 0o755 });
  writeFileSync(file, text, { mode: order === "reverse" ? 0o777 : 0o666 });
  const time = order === "reverse" ? 1e9 : 1.7e9;
  utimesSync(file, time, time);
}
const pluginDir = join(outDir, manifest.name);
mkdirSync(pluginDir);
const inputs = { "plugin-dir": pluginDir, "out-dir": outDir, name: manifest.name, rebuild: "true" };
await packagePlugin.run(localToolkit({ inputs, run: { apiUrl: "", serverUrl: "", workspace: outDir } }));
const name = join(outDir, `${manifest.name}-${manifest.version}.zip`);
console.log([name, `${name}.cdx.json`].map((file) => computeDigest(readFileSync(file))).join(" "));
