import type { DependencyLock, PluginManifest } from "@plugsmith/schemas";

export type Lock = Pick<DependencyLock, "path" | "ecosystem" | "use"> & {
  /** Folder of the lockfile below the plugin's, `""` for the plugin's own. */
  readonly folder: string;
};

const lockfile = /^(?:(.*)\/)?(package-lock\.json|composer\.lock|requirements\.txt)$/;
const mostLocks = 20;

function decideUse(folder: string, file: string, runtime: PluginManifest["runtime"]): Omit<Lock, "path" | "folder"> {
  if (file === "composer.lock") {
    return { ecosystem: "composer", use: folder === "" && runtime === "php" ? "shipped" : "tools" };
  }
  if (file === "requirements.txt") {
    return { ecosystem: "pypi", use: folder === "" && runtime === "python" ? "shipped" : "tools" };
  }
  if (folder === "web" && runtime === "node") return { ecosystem: "npm", use: "operator" };
  return { ecosystem: "npm", use: folder === "" && runtime === "node" ? "bundled" : "tools" };
}

/** The lockfiles of a plugin and what becomes of their packages; those of its tests and of CI are nobody's dependencies. */
export function planLocks(paths: readonly string[], runtime: PluginManifest["runtime"]): Lock[] {
  return paths
    .filter((path) => !/^(tests?|spec|ci|vendor)\//.test(path))
    .flatMap((path): Lock[] => {
      const [, folder = "", file] = lockfile.exec(path) ?? [];
      return file === undefined ? [] : [{ path, folder, ...decideUse(folder, file, runtime) }];
    })
    .slice(0, mostLocks);
}
