import { execFileSync } from "node:child_process";
import { createHash, verify } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readArchive, verifyPackage, verifyPackageIndex } from "@plugsmith/trust";
import type { Benchmark, Row } from "./harness/benchmark.ts";
import { measureInterleaved, type Variant } from "./harness/measure-interleaved.ts";
import { makeSignedPackage } from "./harness/signed-package.ts";
import type { Summary } from "./harness/summarize.ts";
import { timeProcess } from "./harness/time-process.ts";

const root = join(import.meta.dirname, "..");
const mostColdMs = 300;
/** Makes this Node say that it is an old one, so that the launcher hands on to the one that the project brings. */
const tooOld = `data:text/javascript,Object.defineProperty(process, "version", { value: "v20.20.2" })`;
const handedOn = "plugsmith verify, handed on by an older Node";

function listRows(measured: Readonly<Record<string, Summary>>, floor: string, place: string): Row[] {
  const least = measured[floor]?.p50 ?? Number.NaN;
  return Object.entries(measured).map(([name, { min, p50, p99 }]) => ({
    name: `${place}: ${name}`,
    values: { min, p50, p99, ratio: p50 / least },
  }));
}

/** The whole verification gate, in a warm process and from the start of `plugsmith verify`, beside the least that it could be. */
export const benchmark: Benchmark = {
  summary: "verification gate warm and cold beside a bare ECDSA verify and SHA-256 of the same zip",
  async run({ quick, say }) {
    const folder = mkdtempSync(join(tmpdir(), "plugsmith-verify-"));
    try {
      const { evidence, bare, verifyArguments, bareArguments } = await makeSignedPackage(folder);
      const warm: Record<string, Variant> = {
        "SHA-256 and one ECDSA verify": () => {
          const digest = createHash("sha256").update(evidence.zip).digest();
          if (!verify("sha256", digest, bare.key, bare.signature)) throw new Error("The bare signature does not hold.");
        },
        "archive gate with index": async () => void verifyPackageIndex(await readArchive(evidence.zip)),
        "whole gate, as a bench loads": async () => void (await verifyPackage({ ...evidence, statements: "demanded" })),
        "whole gate, every statement": async () => void (await verifyPackage(evidence)),
      };
      say(`a zip of ${evidence.zip.length} bytes with four bundles, in one process`);
      const inside = await measureInterleaved(warm, { rounds: quick ? 20 : 200, warmup: 20 });
      const empty = join(folder, "empty.mjs");
      writeFileSync(empty, "");
      const command = [join(root, "app/cli/src/launcher.mjs"), "verify", ...verifyArguments, "--json"];
      const env = { PATH: process.env["PATH"], HOME: folder };
      // A refusal would be fast, too.
      execFileSync(process.execPath, command, { env, stdio: "ignore" });
      const start =
        (args: readonly string[], more = {}): Variant =>
        () =>
          timeProcess([process.execPath, ...args], { env: { ...env, ...more }, cwd: folder });
      const cold: Record<string, Variant> = {
        "empty Node script": start([empty]),
        "bare script, SHA-256 and one ECDSA verify": start([
          join(import.meta.dirname, "harness/bare-verify.mjs"),
          ...bareArguments,
        ]),
        "plugsmith verify": start(command),
        "plugsmith verify, first start ever": start(command, { NODE_DISABLE_COMPILE_CACHE: "1" }),
        [handedOn]: start(["--import", tooOld, ...command]),
      };
      say("from the start of a process to its end");
      const outside = await measureInterleaved(cold, { rounds: quick ? 5 : 30, warmup: 2 });
      const rows = [
        ...listRows(inside, "SHA-256 and one ECDSA verify", "warm"),
        ...listRows(outside, "bare script, SHA-256 and one ECDSA verify", "cold"),
      ].map((row) =>
        ["cold: plugsmith verify", `cold: ${handedOn}`].includes(row.name)
          ? { ...row, target: `≤ ${mostColdMs} ms`, met: (row.values["p50"] ?? Number.NaN) <= mostColdMs }
          : row,
      );
      return {
        title: "Verification of a package",
        unit: "ms",
        rows,
        notes: [
          "The whole gate: digest, bundles (certificate chain, certificate log, transparency log, time stamp, signature each), approvals, archive, index. A bench looks at provenance and approvals; plugsmith verify at test result and bill of materials too.",
          "Later starts take compiled code from the user's cache folder; the first start ever compiles.",
        ],
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
