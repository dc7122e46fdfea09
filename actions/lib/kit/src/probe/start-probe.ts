import { randomUUID } from "node:crypto";
import {
  type Confinement,
  type InitializeResult,
  type PluginLog,
  type PluginProcess,
  startPluginProcess,
} from "@plugsmith/plugin-host";
import type { PluginManifest } from "@plugsmith/schemas";
import type { Interpreter } from "../interpreter/interpreter.ts";
import { type FakeProvider, fakeProvider } from "./fake-provider.ts";

export interface Emitted {
  readonly event: string;
  readonly data: unknown;
}

/** What was seen while something was done with a plugin. */
export interface Observed {
  /** Answer of the plugin, or the error it gave. */
  readonly answer: { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: Error };
  readonly emitted: readonly Emitted[];
  readonly requests: FakeProvider["requests"];
}

/** A built plugin running behind the boundary with a made-up world around it. */
export interface Probe {
  readonly process: PluginProcess;
  readonly exports: InitializeResult;
  readonly provider: FakeProvider;
  readonly config: Readonly<Record<string, string>>;
  readonly emitted: readonly Emitted[];
  readonly logs: readonly PluginLog[];
  /** Milliseconds from start to the answer of `initialize`. */
  readonly startMs: number;
  observe(work: () => Promise<unknown>): Promise<Observed>;
  /** Canaries that may appear in no log, event or answer. */
  readonly secrets: readonly string[];
}

/**
 * Configuration as a customer would give it: provider address from the first allowed host, secrets that are drawn anew each
 * time, and a value for each declared parameter.
 */
export function makeProbeConfig(
  manifest: PluginManifest,
  secret: () => string,
): { config: Record<string, string>; secrets: string[] } {
  const host = manifest.permissions.network.outbound[0];
  const port = host && host.port !== 443 ? `:${host.port}` : "";
  const apiKey = `sk_probe_${secret()}`;
  const webhookSecret = `whsec_probe_${secret()}`;
  const defaults = (manifest.params ?? []).flatMap(({ name, default: value }) =>
    value === undefined ? [] : [[name, value]],
  );
  const config = {
    ...Object.fromEntries(defaults),
    apiBase: `https://${host?.host ?? "provider.invalid"}${port}`,
    apiKey,
    webhookSecret,
  };
  return { config, secrets: [apiKey, webhookSecret] };
}

/** Compiling an interpreter's WebAssembly takes seconds on a busy machine. */
const portableInitializeMs = 60_000;

/** Starts the staged plugin. @throws ForgeError `load_failed`, `load_timeout`, `tool_missing`. */
export async function startProbe(options: {
  stage: string;
  entry: string;
  manifest: PluginManifest;
  confinement: Confinement;
  now: () => Date;
  interpreter?: Interpreter | undefined;
}): Promise<Probe> {
  const { stage, entry, manifest, confinement, interpreter } = options;
  const now = () => options.now().getTime();
  const { config, secrets } = makeProbeConfig(manifest, randomUUID);
  const provider = fakeProvider(manifest.permissions, now);
  const emitted: Emitted[] = [];
  const logs: PluginLog[] = [];
  const started = now();
  const process = await startPluginProcess({
    folder: stage,
    entry,
    runtime: manifest.runtime,
    plugin: { name: manifest.name, version: manifest.version },
    config,
    permissions: manifest.permissions,
    confinement,
    limits: { cpuSeconds: 60 },
    ...(interpreter?.portable ? { interpreter } : {}),
    broker: provider,
    onEmit: (event, data) => emitted.push({ event, data }),
    onLog: (log) => void (logs.length < 2_000 && logs.push(log)),
  });
  try {
    const exports = await process.initialize(interpreter?.portable ? { timeoutMs: portableInitializeMs } : {});
    return {
      process,
      exports,
      provider,
      config,
      emitted,
      logs,
      secrets,
      startMs: now() - started,
      async observe(work) {
        const events = emitted.length;
        const requests = provider.requests.length;
        const answer = await work().then(
          (value) => ({ ok: true as const, value }),
          (error: Error) => ({ ok: false as const, error }),
        );
        return { answer, emitted: emitted.slice(events), requests: provider.requests.slice(requests) };
      },
    };
  } catch (error) {
    await process.stop({ graceMs: 0 });
    throw error;
  }
}
