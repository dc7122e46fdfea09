import { generateKeyPairSync } from "node:crypto";
import { createMemoryTufTransport, refreshTuf, type TufState, type TufTransport } from "@plugsmith/trust/tuf";
import { initRegistry } from "../init-registry.ts";
import { createMemoryRegistryStore } from "../memory-registry-store.ts";
import { createTufRegistryStore } from "../tuf/tuf-registry-store.ts";
import { makeKeySigner, type TufSigner } from "../tuf/tuf-signer.ts";
import type { RoleKeys, RoleName } from "../tuf/tuf-tree.ts";

export const repository = "acme/forge";
export const dayMs = 86_400_000;
export const start = new Date("2026-06-01T12:00:00.000Z");
export const daysLater = (days: number): Date => new Date(start.getTime() + days * dayMs);

export function makeSigner(kind: "ed25519" | "p256" = "ed25519"): TufSigner {
  const { privateKey, publicKey } =
    kind === "ed25519" ? generateKeyPairSync("ed25519") : generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  return makeKeySigner(privateKey, publicKey);
}

export const keysOf = (threshold: number, ...signers: readonly TufSigner[]): RoleKeys => ({
  threshold,
  keys: signers.map(({ key }) => key),
});

/** Three people for root and targets, two for revocations, one online key for the rest. */
export function makeRing() {
  const people = [makeSigner(), makeSigner("p256"), makeSigner()] as const;
  const online = makeSigner();
  const roles: Record<RoleName, RoleKeys> = {
    root: keysOf(2, ...people),
    targets: keysOf(2, ...people),
    plugins: keysOf(2, ...people),
    revocations: keysOf(2, people[0], people[1]),
    snapshot: keysOf(1, online),
    timestamp: keysOf(1, online),
    registry: keysOf(1, online),
    suspensions: keysOf(1, online),
    bins: keysOf(1, online),
  };
  return { people, online, roles, everybody: [...people, online] };
}

/** A forge's branch in memory with signed metadata, a clock that tests turn, and clients of it. */
export async function makeTufForge(ring: ReturnType<typeof makeRing> = makeRing(), bits = 2) {
  const clock = { now: start };
  const reviewers = [{ id: 1, login: "ada" }];
  const store = createMemoryRegistryStore(initRegistry({ repository, reviewers, at: start.toISOString() }));
  const open = (signers: readonly TufSigner[]) => createTufRegistryStore({ store, signers, now: () => clock.now });
  await open(ring.everybody).start({ roles: ring.roles, bits });
  /** The folder `tuf/` as it is now; later writes do not change it. */
  const copyFiles = () =>
    new Map([...store.files].flatMap(([path, text]) => (path.startsWith("tuf/") ? [[path.slice(4), text]] : [])));
  const files = copyFiles();
  const pinned: TufState = { root: files.get("1.root.json") ?? "" };
  return {
    ...ring,
    clock,
    store,
    open,
    copyFiles,
    pinned,
    /** Looks as a client does. */
    look: (state: TufState = pinned, from: ReadonlyMap<string, string> | TufTransport | null = copyFiles()) =>
      refreshTuf({
        state,
        transport: from instanceof Map ? createMemoryTufTransport(from) : (from as TufTransport | null),
        now: clock.now,
      }),
  };
}

export type TufForge = Awaited<ReturnType<typeof makeTufForge>>;
