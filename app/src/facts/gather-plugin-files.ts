import type { AuditRecord } from "@plugsmith/schemas";
import type { RepositoryMirror } from "../mirror/repository-mirror.ts";
import type { PluginFiles } from "./facts.ts";

const maxFiles = 2000;
/** Older renders are not looked for. */
const maxRenders = 20;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decode(bytes: Uint8Array): string | Uint8Array {
  try {
    return utf8.decode(bytes);
  } catch {
    return bytes;
  }
}

/** All files of plugins/<name> at a commit; null: there are none. */
export async function gatherPluginFiles(
  mirror: RepositoryMirror,
  commit: string,
  name: string,
): Promise<PluginFiles | null> {
  const folder = `plugins/${name}/`;
  const files = (await mirror.listFiles(commit, folder))
    .filter((file) => file.path.startsWith(folder) && file.mode.startsWith("100"))
    .slice(0, maxFiles);
  if (files.length === 0) return null;
  const contents = await mirror.readBlobs(files.map(({ sha }) => sha));
  return new Map(
    files.map(({ path, mode, sha }, index) => [
      path.slice(folder.length),
      { content: decode(contents[index] as Uint8Array), executable: mode === "100755", sha },
    ]),
  );
}

/**
 * What the forge itself had rendered of a plugin before people changed it: the newest commit that the log names and that
 * `commit` is or comes after. The log cannot be forged by whoever pushes; a commit's message can. Null: there is none.
 */
export async function gatherRender(
  mirror: RepositoryMirror,
  commit: string,
  name: string,
  records: readonly AuditRecord[],
): Promise<PluginFiles | null> {
  const renders = records.flatMap(({ kind, data }) =>
    kind === "generated" && data?.["name"] === name ? [String(data["render"])] : [],
  );
  for (const render of [...new Set(renders.reverse())].slice(0, maxRenders))
    if (await mirror.contains(commit, render)) return gatherPluginFiles(mirror, render, name);
  return null;
}
