import { ForgeError } from "@plugsmith/schemas";
import { tufFolder } from "@plugsmith/trust";
import { readTufRegistry, readTufTrust, refreshTuf, type TufTransport } from "@plugsmith/trust/tuf";
import type { RegistryBranch } from "../registry-store.ts";
import { findNewestRoot } from "./gather-tree.ts";
import type { TufFiles } from "./sign-plan.ts";

/**
 * Reads what would be on the branch as a client does that trusts the root before, so that nothing is pushed that benches would refuse.
 * @param branch null: the files are the first ones.
 * @throws ForgeError `publish_failed` with the client's refusal as cause.
 */
export async function checkFiles(
  files: TufFiles,
  branch: RegistryBranch | null,
  { repository, now }: { readonly repository: string; readonly now: Date },
): Promise<void> {
  const read = async (path: string) =>
    path in files ? (files[path] ?? null) : ((await branch?.readFile(`${tufFolder}/${path}`)) ?? null);
  const transport: TufTransport = {
    read: async (path) => {
      const text = await read(path);
      return text === null ? null : Buffer.from(text);
    },
  };
  const trusted = branch && (await findNewestRoot(branch));
  const root = trusted ? await branch.readFile(`${tufFolder}/${trusted}`) : files["1.root.json"];
  try {
    const view = await refreshTuf({ state: { root: root ?? "" }, transport, now });
    await readTufRegistry(view, repository);
    await readTufTrust(view);
  } catch (cause) {
    throw new ForgeError("publish_failed", {
      message: "The registry's new metadata would be refused by those who read them.",
      hint: "Nothing was pushed. The cause says which check refuses.",
      cause,
    });
  }
}
