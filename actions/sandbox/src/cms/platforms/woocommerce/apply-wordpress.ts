import { cpSync, existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { unpackPart } from "../../apply-cms-parts.ts";

export interface AssembledWordpress {
  readonly folder: string;
  /** Folder of the SQLite driver, an unzipped plugin. */
  readonly sqlite: string;
  readonly versions: { readonly wordpress: string; readonly sqlite: string };
}

/** WordPress is split over two places of its package: code in a zip, styles and scripts beside it. */
function assemble(root: string, folder: string, series: string): void {
  if (existsSync(folder)) return;
  const builds = join(root, "node_modules/@wp-playground/wordpress-builds");
  const partial = `${folder}.partial-${process.pid}`;
  try {
    unpackPart(join(builds, `src/wordpress/wp-${series}.zip`), partial, false);
    cpSync(join(builds, `public/wp-${series}`), partial, { recursive: true });
    rmSync(join(partial, "wordpress-remote-asset-paths"), { force: true });
    if (!existsSync(folder)) renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/**
 * A release of WordPress: `series` as in `6.5`, assembled once in the cache of the parts, or the folder of one that the
 * operator brought. A folder that is not finished is never used.
 */
export function applyWordpress(root: string, series: string, brought?: string): AssembledWordpress {
  const folder = brought ?? join(root, `wordpress-${series}`);
  if (brought === undefined) assemble(root, folder, series);
  const find = (file: string, pattern: RegExp) => pattern.exec(readFileSync(file, "utf8"))?.[1] ?? "unknown";
  const sqlite = join(root, "sqlite");
  const versions = {
    wordpress: find(join(folder, "wp-includes/version.php"), /\$wp_version = '([^']+)'/),
    sqlite: find(join(sqlite, "load.php"), /Version:\s*(\S+)/),
  };
  return { folder, sqlite, versions };
}
