import { createHash } from "node:crypto";
import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** GitHub's hashFiles: SHA-256 over the SHA-256 of each matching file in the workspace; empty when none matches. */
export function hashFiles(workspace: string | undefined, patterns: readonly string[]): string {
  if (workspace === undefined) return "";
  const files = globSync([...patterns], { cwd: workspace })
    .filter((file) => !file.startsWith("..") && statSync(join(workspace, file)).isFile())
    .sort();
  if (files.length === 0) return "";
  const hash = createHash("sha256");
  for (const file of files)
    hash.update(
      createHash("sha256")
        .update(readFileSync(join(workspace, file)))
        .digest(),
    );
  return hash.digest("hex");
}
