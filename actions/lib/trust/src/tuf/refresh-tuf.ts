import { EqualVersionError } from "tuf-js/dist/error.js";
import { checkSameTimestamp, checkSnapshotSteps, checkVersionStep } from "./check-metadata.ts";
import { refuseTuf } from "./explain-tuf-error.ts";
import { openTufStore, recallMetadata, type TufStore, tryMetadata } from "./open-tuf-store.ts";
import { readBounded } from "./read-bounded.ts";
import { addRetiredKeys } from "./retired-keys.ts";
import { tufLimits } from "./tuf-limits.ts";
import type { RetiredKeys, TufState, TufTransport } from "./tuf-ports.ts";
import { createTufView, type TufView } from "./tuf-view.ts";

export interface TufRefresh {
  /** What was accepted last, or `{root}` with the pinned first root. */
  readonly state: TufState;
  /** null: offline; only what is remembered counts, as long as it has not expired. */
  readonly transport: TufTransport | null;
  readonly now: Date;
  /** Called with each step forward, so that a look that breaks off later loses nothing of it. Keep it durably. */
  readonly keep?: (state: TufState) => void;
}

interface Look extends TufRefresh {
  readonly store: TufStore;
}

/** The remote file, or a refusal to go on without one. @param named whether another file says that it is there. */
async function fetchMetadata({ transport }: Look, file: string, maximumBytes: number, named: boolean): Promise<Buffer> {
  const bytes = transport && (await readBounded(transport, file, maximumBytes));
  return bytes ?? refuseTuf(named ? "registry_mixed" : "registry_invalid", `The registry has no ${file}.`, { file });
}

/** Client workflow 5.3: every newer root in turn, each signed by the one before and by itself. */
async function walkRoots({ state, transport, store }: Look): Promise<TufState> {
  let next = state;
  for (let walked = 0; transport && walked < tufLimits.roots; walked++) {
    const before = store.root;
    const version = before.signed.version + 1;
    const bytes = await readBounded(transport, `${version}.root.json`, tufLimits.root);
    if (bytes === null) return next;
    tryMetadata("root", bytes, next.retired ?? {}, () => store.updateRoot(bytes));
    next = { ...next, root: bytes.toString("utf8"), retired: addRetiredKeys(next.retired ?? {}, before, store.root) };
  }
  return next;
}

/** Client workflow 5.4. Remembered metadata of a key that the root has dropped no longer count, which undoes a leap of its thief. */
async function takeTimestamp(look: Look, retired: RetiredKeys): Promise<string> {
  const { state, store, transport } = look;
  const known = recallMetadata(state.timestamp, (bytes) => store.updateTimestamp(bytes));
  if (known && !transport) return state.timestamp ?? "";
  if (!transport && store.timestamp)
    return refuseTuf(
      "registry_frozen",
      `The registry's last known timestamp expired at ${store.timestamp.signed.expires}.`,
    );
  const bytes = await fetchMetadata(look, "timestamp.json", tufLimits.timestamp, false);
  const trusted = store.timestamp;
  let isSame = false;
  tryMetadata("timestamp", bytes, retired, () => {
    try {
      store.updateTimestamp(bytes);
    } catch (error) {
      isSame = error instanceof EqualVersionError;
      if (!isSame) throw error;
    }
  });
  if (isSame && trusted) {
    checkSameTimestamp(trusted, bytes);
    return state.timestamp ?? "";
  }
  const { version = 0, snapshotMeta } = store.timestamp?.signed ?? {};
  checkVersionStep("timestamp", trusted?.signed.version ?? 0, version);
  checkVersionStep("snapshot", trusted?.signed.snapshotMeta.version ?? 0, snapshotMeta?.version ?? 0);
  return bytes.toString("utf8");
}

/** Client workflow 5.5. */
async function takeSnapshot(look: Look, retired: RetiredKeys): Promise<string> {
  const { state, store } = look;
  if (recallMetadata(state.snapshot, (bytes) => store.updateSnapshot(bytes, true))) return state.snapshot ?? "";
  const trusted = store.snapshot;
  const version = store.timestamp?.signed.snapshotMeta.version;
  const bytes = await fetchMetadata(look, `${version}.snapshot.json`, tufLimits.snapshot, true);
  tryMetadata("snapshot", bytes, retired, () => store.updateSnapshot(bytes));
  if (store.snapshot) checkSnapshotSteps(trusted, store.snapshot);
  return bytes.toString("utf8");
}

/**
 * Brings what is known of the registry up to date, as TUF's client workflow says, with tuf-js's checks.
 * @throws ForgeError `registry_unsigned`, `registry_key_retired`, `registry_frozen`, `registry_rollback`,
 * `registry_fast_forward`, `registry_mixed`, `registry_endless`, `registry_invalid`, and what the transport throws.
 */
export async function refreshTuf(refresh: TufRefresh): Promise<TufView> {
  const { keep = () => {} } = refresh;
  const look: Look = { ...refresh, store: openTufStore(refresh.state.root, refresh.now) };
  const rooted = await walkRoots(look);
  if (rooted !== refresh.state) keep(rooted);
  const retired = rooted.retired ?? {};
  const timestamp = await takeTimestamp(look, retired);
  keep({ ...rooted, timestamp });
  const snapshot = await takeSnapshot(look, retired);
  const view = createTufView({ ...look, keep, state: { ...rooted, timestamp, snapshot } });
  await view.loadRole("targets", "root");
  return view;
}
