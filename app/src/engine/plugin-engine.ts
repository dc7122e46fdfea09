import type { ForgeRequest, PluginManifest } from "@plugsmith/schemas";
import type { MergeConflict, Migration } from "@plugsmith/templates";
import type { PluginFiles, PublishedPlugin } from "../facts/facts.ts";

export interface GenerationInput {
  readonly request: ForgeRequest;
  readonly requestNumber: number;
  readonly requester: { readonly id: number; readonly login: string };
  /** The plugin as it stands on the default branch; null for a new one. */
  readonly published: PublishedPlugin | null;
  /** The request's own branch, where it is generated again: people's commits there are kept as well. */
  readonly branch?: { readonly files: PluginFiles; readonly render: PluginFiles | null } | null;
}

export interface GeneratedFile {
  /** Empty where `sha` or `base64` stands for bytes that are no text. */
  readonly content: string;
  /** Bytes that are no text: a picture. */
  readonly base64?: string;
  readonly executable: boolean;
  /** A blob that the repository has already: the file is people's own, as it was. */
  readonly sha?: string;
}

/** Paths below plugins/<name>/. */
export type GeneratedFiles = ReadonlyMap<string, GeneratedFile>;

export interface GeneratedPlugin {
  readonly manifest: PluginManifest;
  readonly previous: PluginManifest | null;
  readonly pack: { readonly name: string; readonly version: string; readonly digest: string };
  /** The pack's version that the plugin was made with before, and the migrations since; null: the same, or another pack. */
  readonly upgraded: { readonly from: string; readonly migrations: readonly Migration[] } | null;
  /** What works where, as Markdown for the pull request; empty: nothing to compare. */
  readonly parity: string;
  readonly files: GeneratedFiles;
  /** The rendering alone, without anything that people wrote; null: `files` is just that. */
  readonly render: GeneratedFiles | null;
  /** Files of the published plugin that the new version no longer has. */
  readonly removed: readonly string[];
  /** Places where people's text was kept and the rendering says something else. */
  readonly conflicts: readonly MergeConflict[];
}

/**
 * Makes a plugin of a request: pure, the same files for the same input.
 * @throws ForgeError `pack_unknown`, `feature_unsupported`, `request_invalid` and other refusals people can act on.
 */
export type PluginEngine = (input: GenerationInput) => GeneratedPlugin;
