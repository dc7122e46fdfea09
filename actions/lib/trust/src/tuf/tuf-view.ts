import { createHash } from "node:crypto";
import { posix } from "node:path";
import { Metadata, MetadataKind, type TargetFile, type Targets } from "@tufjs/models";
import { checkSpeech, limitSpeech, type Speaks } from "./check-metadata.ts";
import { refuseTuf } from "./explain-tuf-error.ts";
import { recallMetadata, type TufStore, tryMetadata } from "./open-tuf-store.ts";
import { readBounded } from "./read-bounded.ts";
import { addRetiredKeys } from "./retired-keys.ts";
import { tufLimits } from "./tuf-limits.ts";
import type { TufState, TufTransport } from "./tuf-ports.ts";

/** The registry as one refresh has found it. Roles are loaded when they are asked for. */
export interface TufView {
  readonly rootVersion: number;
  /** When the registry signed that this is its newest state; null where its timestamp does not say so. */
  readonly signedAt: Date | null;
  /** When that statement ends. */
  readonly expiresAt: Date;
  /** What to remember; grows while roles are loaded. */
  state(): TufState;
  /** Metadata of one role, checked. @throws ForgeError as `refreshTuf`, and `registry_extraneous`. */
  loadRole(role: string, delegator: string): Promise<Metadata<Targets>>;
  /**
   * The bytes of one target, checked against what its role signed; null when no role names it.
   * @throws ForgeError `registry_wrong_file`, and as `loadRole`.
   */
  readTarget(path: string): Promise<Uint8Array | null>;
}

export interface ViewPorts {
  readonly store: TufStore;
  readonly transport: TufTransport | null;
  readonly keep: (state: TufState) => void;
  readonly state: TufState;
}

const maximumDepth = 4;
/** A swapped file should be told from an endless one, so a little more than was promised is read. */
const slackBytes = 2 ** 20;

/** Where a target's bytes lie: the name carries its own hash, so that no write changes a file that somebody reads. */
export function locateTarget(path: string, sha256: string): string {
  const { dir, base } = posix.parse(path);
  return posix.join("targets", dir, `${sha256}.${base}`);
}

/** The view of a store whose snapshot is trusted. */
export function createTufView({ store, transport, keep, state: start }: ViewPorts): TufView {
  const named = store.snapshot?.signed.meta ?? {};
  const roles = Object.entries(start.roles ?? {}).filter(([role]) => Object.hasOwn(named, `${role}.json`));
  const loadedRoles = new Map<string, { readonly metadata: Metadata<Targets>; readonly speaks: Speaks }>();
  let state: TufState = { ...start, roles: Object.fromEntries(roles) };

  async function loadRole(role: string, delegator: string): Promise<Metadata<Targets>> {
    const known = loadedRoles.get(role);
    if (known) return known.metadata;
    const remembered = state.roles?.[role];
    let fresh = remembered ?? "";
    const take = (bytes: Buffer) => store.updateDelegatedTargets(bytes, role, delegator);
    if (!recallMetadata(remembered, take)) {
      const version = named[`${role}.json`]?.version;
      const file = `${version}.${encodeURIComponent(role)}.json`;
      const bytes = version === undefined || !transport ? null : await readBounded(transport, file, tufLimits.role);
      if (bytes === null) return refuseTuf("registry_mixed", `The registry has no ${file}, which its snapshot names.`);
      tryMetadata(role, bytes, state.retired ?? {}, () => take(bytes));
      fresh = bytes.toString("utf8");
    }
    const loaded = store.getRole(role);
    if (!loaded) return refuseTuf("registry_mixed", `The registry's role ${role} cannot be loaded.`);
    const above = loadedRoles.get(delegator);
    const speaks = above ? limitSpeech(above.metadata, role, above.speaks) : () => delegator === "root";
    checkSpeech(role, loaded, speaks);
    const before = fresh === remembered ? null : parseRole(remembered);
    const retired = before ? addRetiredKeys(state.retired ?? {}, before, loaded) : (state.retired ?? {});
    state = { ...state, roles: { ...state.roles, [role]: fresh }, retired };
    loadedRoles.set(role, { metadata: loaded, speaks });
    keep(state);
    return loaded;
  }

  async function findTarget(
    path: string,
    role: string,
    delegator: string,
    depth: number,
  ): Promise<TargetFile | undefined> {
    const { signed } = await loadRole(role, delegator);
    const own = Object.hasOwn(signed.targets, path) ? signed.targets[path] : undefined;
    if (own || depth === maximumDepth || !signed.delegations) return own;
    for (const { role: child, terminating } of signed.delegations.rolesForTarget(path)) {
      const found = await findTarget(path, child, role, depth + 1);
      if (found || terminating) return found;
    }
    return undefined;
  }

  return {
    rootVersion: store.root.signed.version,
    signedAt: parseTime(store.timestamp?.signed.unrecognizedFields["signed_at"]),
    expiresAt: new Date(store.timestamp?.signed.expires ?? 0),
    state: () => state,
    loadRole,
    async readTarget(path) {
      const target = await findTarget(path, "targets", "root", 1);
      if (!target) return null;
      const { length, hashes } = target;
      const sha256 = hashes["sha256"] ?? "";
      if (!/^[0-9a-f]{64}$/u.test(sha256) || length > tufLimits.target)
        return refuseTuf(
          "registry_invalid",
          `The registry describes ${path} without a SHA-256 or with ${length} bytes.`,
        );
      const limit = Math.max(length, slackBytes);
      const bytes = transport && (await readBounded(transport, locateTarget(path, sha256), limit));
      if (!bytes) return refuseTuf("registry_mixed", `The registry does not hold the bytes of ${path}.`, { path });
      if (bytes.length !== length || createHash("sha256").update(bytes).digest("hex") !== sha256)
        return refuseTuf("registry_wrong_file", `What the registry serves as ${path} is another file.`, {
          path,
          sha256,
        });
      return bytes;
    },
  };
}

/** Metadata that were accepted once; whether they still count is not asked here. */
function parseRole(text: string | undefined): Metadata<Targets> | null {
  try {
    return text === undefined ? null : Metadata.fromJSON(MetadataKind.Targets, JSON.parse(text));
  } catch {
    return null;
  }
}

function parseTime(value: unknown): Date | null {
  const time = typeof value === "string" ? new Date(value) : null;
  return time && !Number.isNaN(time.getTime()) ? time : null;
}
