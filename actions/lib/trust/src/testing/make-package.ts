import { computeDigest, type PackageIndex, type PluginManifest } from "@plugsmith/schemas";
import { makeZip } from "./make-zip.ts";

/** A valid manifest of a bench plugin; what is given replaces its fields. */
export function makeManifest(given: Partial<PluginManifest> = {}): PluginManifest {
  return {
    schemaVersion: 1,
    name: "bench-hello",
    version: "1.0.0",
    description: "Greets a device on the bench.",
    type: "bench",
    runtime: "node",
    entry: "src/index.js",
    engine: ">=0.1.0",
    cms: "bench",
    events: { publishes: [], subscribes: [] },
    permissions: { filesystem: [], network: { outbound: [], inbound: false }, usb: [], memory: 64, queue: [] },
    hooks: ["onLoad"],
    isolation: "process",
    dependencies: [],
    author: "Test",
    licence: "MIT",
    ...given,
  };
}

export interface PackageParts {
  readonly manifest?: Partial<PluginManifest>;
  readonly files?: Readonly<Record<string, string>>;
  /** Path of a file that is left out of zip and index. */
  readonly without?: string;
  /** Changes the index after it was made, for packages that lie. */
  readonly changeIndex?: (index: PackageIndex) => unknown;
}

/** A package zip with manifest, entry and index, as the package step would make it. */
export function makePackage(parts: PackageParts = {}): Buffer {
  const manifest = makeManifest(parts.manifest);
  const files: Record<string, string> = {
    "entry.mjs": "export function onLoad() {}\n",
    "plugin.json": `${JSON.stringify(manifest)}\n`,
    ...parts.files,
  };
  if (parts.without !== undefined) delete files[parts.without];
  const index: PackageIndex = {
    schemaVersion: 1,
    name: manifest.name,
    version: manifest.version,
    runtime: manifest.runtime,
    entry: "entry.mjs",
    files: Object.entries(files).map(([path, text]) => ({
      path,
      size: Buffer.byteLength(text),
      digest: computeDigest(Buffer.from(text)),
      executable: false,
    })),
  };
  const text = `${JSON.stringify(parts.changeIndex ? parts.changeIndex(index) : index)}\n`;
  return makeZip(
    Object.entries({ ...files, "package-index.json": text }).map(([name, data]) => ({ name, data, deflate: true })),
  );
}
