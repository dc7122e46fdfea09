import { ForgeError, type Registry, type Reviewers } from "@plugsmith/schemas";
import type { SignedTrust } from "@plugsmith/trust";
import { readRegistryFile } from "./read-registry-file.ts";

export interface ReadRegistry {
  readonly registry: Registry;
  /** Who may approve, as people signed it; null in a plain view. */
  readonly reviewers: Reviewers | null;
  /** What people have signed about who signs packages; null in a plain view. */
  readonly signedTrust: SignedTrust | null;
  /** How far this can be believed: for people, and as facts. */
  readonly trust: Readonly<Record<string, unknown>> & { readonly signed: boolean };
  readonly note: string;
}

const asText = (value: unknown) => (typeof value === "string" ? value : undefined);

/**
 * The registry that the options name: signed where a root is pinned with --root, else the plain file, which says whatever its last
 * writer wrote.
 */
export async function readRegistry(options: Readonly<Record<string, unknown>>): Promise<ReadRegistry> {
  const [root, file, repository, dir] = ["root", "file", "repository", "dir"].map((name) => asText(options[name]));
  if (root === undefined) {
    const registry = await readRegistryFile({ file, repository, dir });
    return {
      registry,
      reviewers: null,
      signedTrust: null,
      trust: { signed: false },
      note: "Not checked: whoever can write the branch is believed. Pin the forge's root with --root <forge.root.json>.",
    };
  }
  if (file !== undefined)
    throw new ForgeError("wrong_usage", {
      message: "A single file carries no signatures.",
      hint: "Give --dir <clone or copy of the branch> or --repository owner/name beside --root.",
    });
  const { openSignedView } = await import("./registry/open-signed-view.ts");
  const { openRegistryMemory } = await import("./registry/registry-memory-store.ts");
  const from = repository ?? dir ?? ".";
  const source = { root: { file: root }, from, now: new Date(), openMemory: openRegistryMemory };
  const view = await openSignedView(source, repository);
  const { registry, reviewers, signedTrust, rootVersion, signedAt, expiresAt, knowledge } = view;
  return {
    registry,
    reviewers,
    signedTrust,
    trust: { signed: true, rootVersion, signedAt, expiresAt, knowledge },
    note: `Signed under root ${rootVersion}, ${signedAt?.toISOString() ?? "at an unknown time"}; the word ends ${expiresAt.toISOString()}.`,
  };
}
