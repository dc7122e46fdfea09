import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ForgeRequest, parseForgeRequest } from "@plugsmith/schemas";
import { readPack, renderPlugin } from "@plugsmith/templates";
import type { Benchmark, Row } from "./harness/benchmark.ts";
import { bundleRender } from "./harness/bundle-render.ts";
import { installPeers } from "./harness/install-peers.ts";
import { measureInterleaved, type Variant } from "./harness/measure-interleaved.ts";
import { answers, fileCount, request, writeRenderFixture } from "./harness/render-fixture.ts";
import { timeProcess } from "./harness/time-process.ts";

const mostCold = 1.3;
const mostWarmMs = 1;
const json = (value: unknown) => JSON.stringify(value);

function parseRequest(): ForgeRequest {
  const parsed = parseForgeRequest(request);
  if (!parsed.ok) throw new Error(json(parsed.issues));
  return parsed.value;
}

/** Rendering alone, in one process. */
async function measureWarm(pack: string, rounds: number): Promise<Row> {
  const options = { pack: await readPack(pack), request: parseRequest(), version: "1.0.0", requestNumber: 1 };
  const render = () => renderPlugin({ ...options, requester: { id: 1, login: "rosa" }, author: "Rosa" });
  const { ours } = await measureInterleaved({ ours: () => void render() }, { rounds, warmup: 50 });
  const { p50, p99, min } = ours;
  return {
    name: `warm: ours renders ${render().size} files`,
    values: { p50, p99, min },
    target: `≤ ${mostWarmMs} ms`,
    met: p50 <= mostWarmMs,
  };
}

/** Rendering and writing again and again, each in a process of its own, in turns: files a second. */
async function measureRates(
  programs: Readonly<Record<string, readonly string[]>>,
  folder: string,
  { turns, rounds }: { readonly turns: number; readonly rounds: number },
): Promise<Row[]> {
  const variants = Object.entries(programs).map(([name, argv]): [string, Variant] => [
    name,
    () => {
      const out = mkdtempSync(join(folder, "rate-"));
      const args = argv.map((one) => (one === "OUT" ? out : one));
      const answer = execFileSync(process.execPath, [...args, String(rounds)], { encoding: "utf8" });
      rmSync(out, { recursive: true, force: true });
      const { files, ms } = JSON.parse(answer) as { files: number; ms: number };
      return ms / files;
    },
  ]);
  const measured = await measureInterleaved(Object.fromEntries(variants), { rounds: turns });
  const ours = measured["ours"]?.p50 ?? Number.NaN;
  return Object.entries(measured).map(([name, { p50 }]) => ({
    name: `rendered and written: ${name}`,
    values: { "files/s": 1000 / p50, "ours is × as fast": p50 / ours },
  }));
}

/** The renderer beside plop and hygen with the same templates, and a cold process beside one that writes constants. */
export const benchmark: Benchmark = {
  summary: "files rendered beside plop and hygen with the same templates, and a cold start beside constants",
  async run({ quick, say }) {
    const peers = installPeers(say);
    const folder = mkdtempSync(join(tmpdir(), "plugsmith-render-"));
    try {
      writeRenderFixture(folder);
      const main = await bundleRender(join(folder, "bundle"));
      const [pack, cache, compiled] = ["pack", "cache", "compiled"].map((name) => join(folder, name)) as [
        string,
        string,
        string,
      ];
      const ours = [main, pack, cache, "OUT", json(request)];
      const plop = [join(peers, "run-plop.mjs"), join(folder, "plop"), "OUT", json(answers)];
      const hygen = [join(peers, "run-hygen.mjs"), join(folder, "hygen"), "OUT", json(answers)];
      const env = { PATH: process.env["PATH"], HOME: folder, HYGEN_OVERWRITE: "1" };
      const time = async (argv: readonly string[], extra: Readonly<Record<string, string>> = {}) => {
        const out = mkdtempSync(join(folder, "out-"));
        const args = argv.map((one) => (one === "OUT" ? out : one));
        const ms = await timeProcess([process.execPath, ...args], { env: { ...env, ...extra }, cwd: folder });
        rmSync(out, { recursive: true, force: true });
        return ms;
      };
      const first = () => time([main, pack, mkdtempSync(join(folder, "cache-")), "OUT", json(request)]);
      mkdirSync(cache);
      const variants: Record<string, Variant> = {
        constants: () => time([join(folder, "constants.mjs"), "OUT"]),
        ours: () => time(ours, { NODE_COMPILE_CACHE: compiled }),
        "ours, first start on a machine": first,
        hygen: () => time(hygen),
        plop: () => time(plop),
      };
      const rounds = quick ? 6 : 40;
      say(`${rounds} rounds of ${Object.keys(variants).length} processes, interleaved`);
      const measured = await measureInterleaved(variants, { rounds, warmup: 2 });
      const floor = measured["constants"]?.p50 ?? Number.NaN;
      const cold = Object.entries(measured).map(([name, { p50, p99, min }]): Row => {
        const row = { name: `cold: ${name}`, values: { p50, p99, min, ratio: p50 / floor } };
        return name === "ours" ? { ...row, target: `≤ ${mostCold} × constants`, met: p50 / floor <= mostCold } : row;
      });
      const warm = await measureWarm(pack, quick ? 200 : 2000);
      const rates = await measureRates({ ours, hygen, plop }, folder, { turns: quick ? 3 : 9, rounds: 40 });
      return {
        title: `Rendering a plugin of ${fileCount} files`,
        unit: "ms",
        rows: [...cold, warm, ...rates],
        notes: [
          "cold: from spawn to exit, rendered and written. constants writes as many files with the same code and renders none.",
          "ours: bundled, with V8's compile cache and the compiled pack of an earlier start; the first start has neither.",
          "plop and hygen through their programming interfaces, without questions; their command lines load more.",
        ],
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
