import { computeDigest, type PackageIndex, type PluginManifest } from "@plugsmith/schemas";
import type { FakeForge } from "../../runner-agent/src/testing/fake-forge.ts";
import type { Attempt } from "./attempt.ts";
import { neighbour } from "./open-world.ts";
import { entryOf, renderPlugin } from "./render-plugin.ts";

/** MiB that every hostile plugin declares. */
export const declaredMiB = 64;

function makeManifest(name: string, runtime: Attempt["runtime"], hooks: readonly string[]): PluginManifest {
  return {
    schemaVersion: 1,
    name,
    version: "1.0.0",
    description: "A plugin that tries to escape",
    type: "bench",
    runtime,
    entry: entryOf(runtime),
    engine: ">=0.1.0",
    cms: "bench",
    methods: name === neighbour ? ["echo", "reveal"] : ["attack"],
    events: { publishes: ["trial.seen"], subscribes: name === neighbour ? ["trial.seen"] : [] },
    permissions: {
      filesystem: [{ path: "data", mode: "rw" }],
      network: { outbound: [{ host: "api.example.test", port: 443 }], inbound: false },
      usb: [{ vendorId: "0403", productId: "6001" }],
      memory: declaredMiB,
      queue: [],
    },
    hooks: [...hooks] as PluginManifest["hooks"],
    isolation: "process",
    dependencies: [],
    author: "trial",
    licence: "MIT",
  };
}

function publish(forge: FakeForge, name: string, runtime: Attempt["runtime"], code: string, hooks: readonly string[]) {
  const entry = entryOf(runtime);
  const manifest = makeManifest(name, runtime, hooks);
  const contents = { [entry]: code, "plugin.json": JSON.stringify(manifest) };
  const index: PackageIndex = {
    schemaVersion: 1,
    name,
    version: manifest.version,
    runtime,
    entry,
    files: Object.entries(contents).map(([path, text]) => ({
      path,
      size: Buffer.byteLength(text),
      digest: computeDigest(Buffer.from(text)),
      executable: false,
    })),
  };
  forge.publishBytes({ manifest, zip: Buffer.from(JSON.stringify({ manifest, index, contents })), bundles: "signed" });
}

/**
 * The well-behaved plugin beside the hostile one: it must go on answering, and `reveal` must stay its own affair. It hears the
 * hostile one's event, slowly.
 */
export const neighbourCode = (canary: string): string =>
  `export const onLoad = (ctx) => void ctx.on("trial.seen", () => new Promise((resolve) => setTimeout(resolve, 3000)));
export const methods = { echo: (args) => args, reveal: () => ${JSON.stringify(canary)} };
`;

/** Puts the neighbour and every hostile plugin into the forge's registry. */
export function publishAttempts(forge: FakeForge, attempts: readonly Attempt[], canary: string): void {
  publish(forge, neighbour, "node", neighbourCode(canary), ["onLoad"]);
  for (const attempt of attempts)
    publish(forge, attempt.id, attempt.runtime, renderPlugin(attempt), attempt.hooks ?? []);
}
