import type { ChannelLedger } from "@plugsmith/schemas";
import { ledgerPath, parseLedgerText } from "@plugsmith/trust";
import { readMirrorFile } from "../mirror/read-mirror-file.ts";
import type { RepositoryMirror } from "../mirror/repository-mirror.ts";

/** Where a version was published, as the publish runs wrote it; null: before there were ledgers, or not readable. */
export async function gatherLedger(
  mirror: RepositoryMirror,
  name: string,
  version: string,
): Promise<ChannelLedger | null> {
  const branch = await mirror.readBranch("forge/registry");
  if (!branch) return null;
  const path = ledgerPath(name, version);
  try {
    return parseLedgerText(path, await readMirrorFile(mirror, branch.commit, path));
  } catch {
    // The publisher refuses it with a code; for the views it is as if there were none.
    return null;
  }
}
