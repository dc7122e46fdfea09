import { createHash } from "node:crypto";
import { ForgeError } from "@plugsmith/schemas";
import { canonicalize } from "@tufjs/canonical-json";
import { findRoleKeys } from "./find-role-keys.ts";
import { renderMetadata } from "./render-metadata.ts";
import type { TufPlan } from "./tuf-plan.ts";
import { computeKeyId, type TufSigner } from "./tuf-signer.ts";
import type { AnySigned, KeyRole, VersionMeta } from "./tuf-tree.ts";

/** Files below `tuf/` by path; null: the file goes. */
export type TufFiles = Readonly<Record<string, string | null>>;

/** Signatures of everyone here who holds a key of one of these roles; each role's threshold must be met. */
async function signOne(name: string, signed: AnySigned, roles: readonly KeyRole[], signers: readonly TufSigner[]) {
  const wanted = new Set(roles.flatMap(({ keyids }) => keyids));
  const able = signers.filter(({ key }) => wanted.has(computeKeyId(key)));
  const ids = new Set(able.map(({ key }) => computeKeyId(key)));
  const short = roles.find(({ keyids, threshold }) => keyids.filter((id) => ids.has(id)).length < threshold);
  if (short)
    throw new ForgeError("signatures_missing", {
      message: `The registry's ${name} metadata need ${short.threshold} of the keys ${short.keyids.map((id) => id.slice(0, 8)).join(", ")}.`,
      hint: "Run this where enough of them can be reached.",
      facts: { role: name, threshold: short.threshold },
    });
  const bytes = Buffer.from(canonicalize(signed));
  const signatures = await Promise.all(
    [...ids].sort().map(async (keyid) => {
      const signer = able.find(({ key }) => computeKeyId(key) === keyid) as TufSigner;
      return { keyid, sig: Buffer.from(await signer.sign(bytes)).toString("hex") };
    }),
  );
  return renderMetadata({ signatures, signed });
}

const describe = (version: number, text: string): VersionMeta => ({
  version,
  length: Buffer.byteLength(text),
  hashes: { sha256: createHash("sha256").update(text).digest("hex") },
});

/**
 * Signs a plan in TUF's order: root, roles, snapshot, timestamp.
 * @returns the files to write. The same plan and Ed25519 keys give the same bytes.
 * @throws ForgeError `signatures_missing` when too few of a role's keys are among the signers.
 */
export async function signPlan(plan: TufPlan, signers: readonly TufSigner[]): Promise<TufFiles> {
  const files: Record<string, string | null> = Object.fromEntries(plan.removed.map((path) => [path, null]));
  Object.assign(files, plan.files);
  const { root, previousRoot, keyRoles } = plan;
  const rolesOf = (name: string) => [findRoleKeys({ root, roles: keyRoles }, name)];
  if (plan.isNewRoot) {
    const both = [...(previousRoot ? [previousRoot.roles.root] : []), root.roles.root];
    files[`${root.version}.root.json`] = await signOne("root", root, both, signers);
  }
  const meta: Record<string, VersionMeta> = { ...plan.snapshot?.meta };
  for (const [name, signed] of Object.entries(plan.roles)) {
    const text = await signOne(name, signed, rolesOf(name), signers);
    files[`${signed.version}.${name}.json`] = text;
    meta[`${name}.json`] = describe(signed.version, text);
  }
  let { timestamp } = plan;
  if (plan.snapshot) {
    const text = await signOne("snapshot", { ...plan.snapshot, meta }, rolesOf("snapshot"), signers);
    files[`${plan.snapshot.version}.snapshot.json`] = text;
    timestamp = { ...timestamp, meta: { "snapshot.json": describe(plan.snapshot.version, text) } };
  }
  files["timestamp.json"] = await signOne("timestamp", timestamp, rolesOf("timestamp"), signers);
  return files;
}
