import {
  readTufRegistry,
  readTufTrust,
  refreshTuf,
  refuseSlow,
  type TufState,
  type TufTransport,
} from "@plugsmith/trust/tuf";
import type { PinnedRoot } from "./read-pinned-root.ts";
import type { RegistryReader, RegistryRemote } from "./registry-reader.ts";
import type { RegistryTrust, RegistryTrustStore } from "./registry-trust-store.ts";

export interface SignedRegistryOptions {
  readonly repository: string;
  readonly pinned: PinnedRoot;
  readonly remote: RegistryRemote;
  readonly trust: RegistryTrustStore;
  readonly now: () => Date;
  /** Of one look, from its first file to its last. Default 180,000. */
  readonly lookMs?: number;
}

/** Each file has its time, and all together have theirs: many files that come just in time are slow as well. */
function hurry(transport: TufTransport, now: () => Date, lookMs: number): TufTransport {
  const endsAt = now().getTime() + lookMs;
  return {
    async read(path, maximumBytes) {
      if (now().getTime() > endsAt) return refuseSlow("The registry as a whole", lookMs);
      return transport.read(path, maximumBytes);
    },
  };
}

/**
 * The registry as its pinned root's keys have signed it. What was accepted is kept after each look, also after one that breaks off, so
 * that a restart forgets no version number and no key that was taken out of use.
 */
export function createSignedRegistryReader(options: SignedRegistryOptions): RegistryReader {
  const { repository, pinned, remote, trust, now, lookMs = 180_000 } = options;
  let seen: { readonly commit: string; readonly expiresAt: Date } | undefined;
  return {
    async read() {
      const listed = await remote.findCommit();
      // The same commit is looked at again when its word has ended: then it is frozen.
      if (seen?.commit === listed && now() < seen.expiresAt) return null;
      const { commit, transport: unhurried } = await remote.open(listed);
      const transport = hurry(unhurried, now, lookMs);
      const known = trust.read();
      const own = known?.pin === pinned.pin ? known : undefined;
      let state: TufState = own?.state ?? { root: await pinned.readRoot(transport) };
      let accepted: Pick<RegistryTrust, "rootVersion" | "signedAt" | "expiresAt" | "signedTrust"> = own ?? {};
      let isMoved = false;
      try {
        const view = await refreshTuf({
          state,
          transport,
          now: now(),
          keep(next) {
            state = next;
            isMoved = true;
          },
        });
        const { registry, reviewers } = await readTufRegistry(view, repository);
        const signedTrust = await readTufTrust(view);
        const { rootVersion, signedAt, expiresAt } = view;
        // A state that was kept before this was read along has none of it.
        isMoved ||= own?.signedTrust === undefined;
        accepted = {
          signedTrust,
          rootVersion,
          expiresAt: expiresAt.toISOString(),
          ...(signedAt ? { signedAt: signedAt.toISOString() } : {}),
        };
        return {
          registry,
          reviewers,
          isNew: own?.signedAt === undefined,
          keep() {
            seen = { commit, expiresAt };
          },
        };
      } finally {
        const { rootVersion, signedAt, expiresAt, signedTrust } = accepted;
        if (isMoved)
          trust.write({
            schemaVersion: 1,
            pin: pinned.pin,
            state,
            ...(rootVersion === undefined ? {} : { rootVersion }),
            ...(signedAt === undefined ? {} : { signedAt }),
            ...(expiresAt === undefined ? {} : { expiresAt }),
            ...(signedTrust === undefined ? {} : { signedTrust }),
          });
      }
    },
  };
}
