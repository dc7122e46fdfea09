import { readFile } from "node:fs/promises";
import { join } from "node:path";

export interface PinnedWorkflow {
  /** Address of the called workflow as certificates name it, without @ref. */
  readonly workflow: string;
  /** Commit that the forge pins. */
  readonly digest: string;
}

const call =
  /^ {4}uses: ([A-Za-z0-9][A-Za-z0-9-]{0,38}\/[A-Za-z0-9._-]{1,100}\/\.github\/workflows\/publish\.yml)@([0-9a-f]{40})(?: #.*)?$/gmu;

/** The publish workflow that the callers in a forge's clone pin; null where there is no such clone, or it pins none or several. */
export async function readPinnedWorkflow(folder: string, server: string): Promise<PinnedWorkflow | null> {
  const text = await readFile(join(folder, ".github/workflows/forge-publish.yml"), "utf8").catch(() => "");
  const [found, ...others] = [...text.matchAll(call)];
  const [, path, digest] = found ?? [];
  if (path === undefined || digest === undefined || others.length > 0) return null;
  return { workflow: `${server}/${path}`, digest };
}
