import { execFileSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readArchive } from "@plugsmith/trust";
import { unzipSync } from "fflate";
import { makeZip } from "../actions/package/src/make-zip.ts";
import { type PackageFile, sortFiles } from "../actions/package/src/package-file.ts";
import type { Benchmark, Row } from "./harness/benchmark.ts";
import { measureInterleaved, type Variant } from "./harness/measure-interleaved.ts";
import { writeTree, writeWithInfoZip, writeWithYazl } from "./harness/zip-writers.ts";

const root = join(import.meta.dirname, "..");
const mostTimes = 3;
const mostGrowth = 1.08;

/** Sources of this repository: real text in real sizes, a plugin's worth or a large plugin's. */
function readSources(count: number): PackageFile[] {
  const paths = globSync("{app,actions,runner-agent,schemas}/**/*.ts", { cwd: root })
    .filter((path) => !path.includes("node_modules"))
    .sort()
    .slice(0, count);
  const files = paths.map((path) => ({ path, bytes: readFileSync(join(root, path)), executable: false }));
  return sortFiles(files);
}

function hasInfoZip(): boolean {
  try {
    execFileSync("zip", ["-v"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Our reproducible zip beside yazl and `zip -X`, and the archive gate beside a plain unzip. */
export const benchmark: Benchmark = {
  summary: "reproducible zip beside yazl and zip -X, the archive gate beside fflate's unzip",
  async run({ quick, say }) {
    const folder = mkdtempSync(join(tmpdir(), "plugsmith-zip-"));
    const rows: Row[] = [];
    try {
      for (const count of quick ? [20] : [20, 200]) {
        const files = readSources(count);
        const paths = files.map(({ path }) => path);
        const tree = join(folder, String(count));
        writeTree(tree, files);
        const sizes: Record<string, number> = {};
        const keep = (name: string, zip: Uint8Array) => void (sizes[name] = zip.length);
        const ours = makeZip(files);
        const variants: Record<string, Variant> = {
          yazl: async () => keep("yazl", await writeWithYazl(files)),
          "ours (fflate)": () => keep("ours (fflate)", makeZip(files)),
          "fflate unzip": () => void unzipSync(ours),
          "archive gate": async () => void (await readArchive(ours)),
        };
        if (hasInfoZip())
          variants["zip -X"] = async () => keep("zip -X", await writeWithInfoZip(tree, join(folder, "a.zip"), paths));
        const rounds = quick ? 10 : 40;
        const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
        say(`${files.length} files, ${bytes} bytes, ${rounds} rounds of ${Object.keys(variants).length} variants`);
        const measured = await measureInterleaved(variants, { rounds, warmup: 5 });
        for (const [name, { p50, p99 }] of Object.entries(measured)) {
          const floor = name === "archive gate" || name === "fflate unzip" ? "fflate unzip" : "yazl";
          const ratio = p50 / (measured[floor]?.p50 ?? Number.NaN);
          const size = sizes[name];
          const growth = size === undefined ? undefined : size / (sizes["yazl"] ?? Number.NaN);
          const values = {
            p50,
            p99,
            ratio,
            ...(growth === undefined ? {} : { bytes: size ?? 0, "size ratio": growth }),
          };
          const row = { name: `${count} files: ${name}`, values };
          if (name === "ours (fflate)") {
            const met = ratio <= mostTimes && (growth ?? Number.NaN) <= mostGrowth;
            rows.push({ ...row, target: `≤ ${mostTimes} × yazl, ≤ ${mostGrowth} × its bytes`, met });
          } else rows.push(row);
        }
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    return {
      title: "Zip and archive gate",
      unit: "ms",
      rows,
      notes: [
        "yazl and zip -X use the machine's zlib, whose bytes differ between builds; ours is JavaScript alone and gives the same everywhere.",
        "Ratios: writers beside yazl, readers beside fflate's unzip, which checks neither checksums nor names.",
        ...(hasInfoZip()
          ? ["zip -X: from the start of the process to the archive in memory."]
          : ["zip is not installed."]),
      ],
    };
  },
};
