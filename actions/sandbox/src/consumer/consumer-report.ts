import type { PluginManifest } from "@plugsmith/schemas";

/** Whom a package is for: its platform is the language itself. */
export type ConsumerKind = "node" | "php" | "python";

/** What came of using a package as its users do. */
export type ConsumerReport =
  | {
      readonly kind: "used";
      /** Of the language that ran it. */
      readonly version: string;
      /** What was done and found, without a full stop. */
      readonly detail: string;
      readonly durationMs: number;
      /** The language ran in WebAssembly. */
      readonly portable?: boolean;
    }
  /** Not tried; `why` without a full stop. */
  | { readonly kind: "left"; readonly why: string }
  | { readonly kind: "failed"; readonly why: string };

const metadata: Readonly<Record<ConsumerKind, string>> = {
  node: "package.json",
  php: "composer.json",
  python: "pyproject.toml",
};

/**
 * The kind of package that a plugin's users install; null: it is made for a shop system or a bench, or is no package.
 * @param hasFile whether the plugin's folder has a file of that name.
 */
export function decideConsumer(
  { cms, runtime }: Pick<PluginManifest, "cms" | "runtime">,
  hasFile: (name: string) => boolean,
): ConsumerKind | null {
  const kind = (["node", "php", "python"] as const).find((one) => one === cms && one === runtime);
  return kind !== undefined && hasFile(metadata[kind]) ? kind : null;
}
