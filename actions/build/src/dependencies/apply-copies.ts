import { chmodSync, copyFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";

/** Copies files below one folder to another, with modes 644 and 755 whatever the machine's umask is. */
export function applyCopies(
  from: string,
  to: string,
  files: readonly { readonly path: string; readonly executable: boolean }[],
): void {
  for (const { path, executable } of files) {
    const target = join(to, path);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(from, path), target);
    chmodSync(target, executable ? 0o755 : 0o644);
  }
}
