import type { ForgeRequest, PluginManifest } from "@plugsmith/schemas";
import type { PublishedPlugin } from "../facts/facts.ts";

export interface GenerationInput {
  readonly request: ForgeRequest;
  readonly requestNumber: number;
  readonly requester: { readonly id: number; readonly login: string };
  /** The plugin as it stands on the default branch; null for a new one. */
  readonly published: PublishedPlugin | null;
}

export interface GeneratedPlugin {
  readonly manifest: PluginManifest;
  readonly previous: PluginManifest | null;
  readonly pack: { readonly name: string; readonly version: string; readonly digest: string };
  /** Paths below plugins/<name>/. */
  readonly files: ReadonlyMap<string, { readonly content: string; readonly executable: boolean }>;
  /** Files of the published plugin that the new version no longer has. */
  readonly removed: readonly string[];
  /** Files where human edits and the new rendering change the same lines; the human edit was kept. */
  readonly conflicts: readonly string[];
}

/**
 * Makes a plugin of a request: pure, the same files for the same input.
 * @throws ForgeError `pack_unknown`, `feature_unsupported`, `request_invalid` and other refusals people can act on.
 */
export type PluginEngine = (input: GenerationInput) => GeneratedPlugin;
