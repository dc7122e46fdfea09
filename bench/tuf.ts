import { createHash } from "node:crypto";
import {
  createMemoryTufTransport,
  readTufPlugin,
  readTufRegistry,
  readTufRevocations,
  refreshTuf,
  type TufState,
  type TufTransport,
} from "@plugsmith/trust/tuf";
import type { Benchmark, Row } from "./harness/benchmark.ts";
import { makeTufRepository } from "./harness/make-tuf-repository.ts";
import { measureInterleaved } from "./harness/measure-interleaved.ts";

const sizes = [
  { plugins: 10, bits: 4 },
  { plugins: 1_000, bits: 4 },
  { plugins: 10_000, bits: 7 },
] as const;

/** CPU of this process, all threads, milliseconds. */
async function measureCpu(work: () => Promise<unknown> | unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Remembers what passed through it. */
function recordReads(inner: TufTransport): { transport: TufTransport; read: Map<string, Uint8Array> } {
  const read = new Map<string, Uint8Array>();
  const transport: TufTransport = {
    async read(path, maximumBytes) {
      const bytes = await inner.read(path, maximumBytes);
      if (bytes) read.set(path, bytes);
      return bytes;
    },
  };
  return { transport, read };
}

async function measureSize({ plugins, bits }: (typeof sizes)[number], rounds: number): Promise<Row[]> {
  const made = await makeTufRepository(plugins, bits);
  const { repository, now } = made;
  const name = "plugin-n000007";
  const before = made.files;
  const pinned: TufState = { root: before.get("1.root.json") ?? "" };
  const look = async (state: TufState, transport: TufTransport) => {
    const view = await refreshTuf({ state, transport, now });
    await readTufRevocations(view, repository);
    if (!(await readTufPlugin(view, repository, name))) throw new Error("the plugin is missing");
    return view;
  };
  const lookAtAll = async (state: TufState, transport: TufTransport) =>
    readTufRegistry(await refreshTuf({ state, transport, now }), repository);
  const old = createMemoryTufTransport(before);
  const known = (await look(pinned, old)).state();
  const started = performance.now();
  const changed = await made.publish(name, "1.1.0");
  const publishMs = performance.now() - started;
  const fresh = createMemoryTufTransport(made.files);
  const one = recordReads(fresh);
  await look(pinned, one.transport);
  const all = recordReads(fresh);
  await lookAtAll(pinned, all.transport);
  const hash = (read: Map<string, Uint8Array>) => () => {
    for (const bytes of read.values()) createHash("sha256").update(Buffer.from(bytes)).digest("hex");
  };
  const measured = await measureInterleaved(
    {
      bare: () => measureCpu(hash(one.read)),
      cold: () => measureCpu(() => look(pinned, fresh)),
      same: () => measureCpu(() => look(known, old)),
      next: () => measureCpu(() => look(known, fresh)),
      bareAll: () => measureCpu(hash(all.read)),
      coldAll: () => measureCpu(() => lookAtAll(pinned, fresh)),
    },
    { rounds, warmup: 2 },
  );
  const sum = (read: Map<string, Uint8Array>) =>
    [...read.values()].reduce((bytes, each) => bytes + each.byteLength, 0) / 1024;
  const row = (title: string, key: keyof typeof measured, base: "bare" | "bareAll"): Row => ({
    name: `${plugins} plugins, ${2 ** bits} bins: ${title}`,
    values: {
      p50: measured[key].p50,
      p90: measured[key].p90,
      ratio: measured[key].p50 / measured[base].p50,
      KiB: sum(base === "bare" ? one.read : all.read),
    },
  });
  const target = (given: Row): Row => ({ ...given, target: "≤ 50 ms of CPU", met: (given.values["p50"] ?? 99) <= 50 });
  return [
    row("hash the bytes of a first look", "bare", "bare"),
    target(row("first look, one plugin and all revocations", "cold", "bare")),
    target(row("nothing new", "same", "bare")),
    target(row("after one publication", "next", "bare")),
    row("hash the bytes of the whole registry", "bareAll", "bareAll"),
    row("first look, whole registry.json", "coldAll", "bareAll"),
    {
      name: `${plugins} plugins: publish one version, once`,
      values: { p50: publishMs, files: changed },
      target: "≤ 8 files",
      met: changed <= 8,
    },
  ];
}

/** What a look at the registry costs a reader, beside hashing the very bytes that it reads. */
export const benchmark: Benchmark = {
  summary: "TUF: refresh at 10, 1,000 and 10,000 plugins",
  async run({ quick, say }) {
    const rows: Row[] = [];
    for (const size of sizes) {
      say(`${size.plugins} plugins`);
      rows.push(...(await measureSize(size, quick ? 5 : 40)));
    }
    return {
      title: "TUF refresh",
      unit: "ms of CPU",
      rows,
      notes: [
        "Metadata and targets come from memory: network and git are not in it. All checks are the product's, tuf-js's below them.",
        "ratio: CPU beside SHA-256 over the same bytes. The whole registry.json is parsed and validated against its schema too.",
        "publish: wall time with signing, and with reading the result as a client before it may be pushed.",
      ],
    };
  },
};
