import type { PluginManifest } from "@plugsmith/schemas";

export interface SandboxLimits {
  readonly memoryMiB: number;
  readonly processes: number;
  readonly openFiles: number;
  readonly fileSizeMiB: number;
  readonly cpuSeconds: number;
}

/** The limits of one plugin: memory from its manifest, the rest as a bench has them. */
export function makeLimits(manifest: Pick<PluginManifest, "permissions">): SandboxLimits {
  return { memoryMiB: manifest.permissions.memory, processes: 64, openFiles: 256, fileSizeMiB: 64, cpuSeconds: 60 };
}
