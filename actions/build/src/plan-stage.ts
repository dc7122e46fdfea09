import type { PluginManifest } from "@plugsmith/schemas";

/** Not part of what a customer installs: tests, CI, the forge's own files, advice for agents, developers' files. */
const left =
  /^(tests?|spec|ci|node_modules)\/|^(forge\.json|phpunit\.xml(\.dist)?|package-index\.json|AGENTS\.md|CONTRIBUTING\.md|package-lock\.json|composer\.lock)$|\.(test|spec)\.[^/]+$/;
const nodeSource = /\.(c|m)?(js|ts)$|\.(js|ts)\.map$|^package\.json$|^tsconfig\.json$/;
/** A server that its shop's operator runs, with its own package.json and lockfile: it ships as it is. */
const server = /^web\//;

/**
 * Which files of the plugin's folder are copied into `stage/`. For node the sources are left out: the bundle
 * `dist/plugin.mjs` stands for them, except below `web/`.
 */
export function planStage(paths: readonly string[], runtime: PluginManifest["runtime"]): string[] {
  return paths.filter(
    (path) => !left.test(path) && !(runtime === "node" && nodeSource.test(path) && !server.test(path)),
  );
}

/** The file that a host starts: the bundle for node, the manifest's entry for the others. */
export function planEntry(manifest: Pick<PluginManifest, "runtime" | "entry">): string {
  return manifest.runtime === "node" ? "dist/plugin.mjs" : manifest.entry;
}
