import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { createRequire } from "node:module";
import { makeDsseEntry, makeDsseEntryV2 } from "./dsse-entry.ts";
import { leafHash, MerkleLog } from "./merkle-log.ts";
import { type Reply, renderJson } from "./reply.ts";

const canonicalize = createRequire(import.meta.url)("canonicalize") as (value: unknown) => string;

export interface LocalRekor {
  readonly path: string;
  /** DER of the log's public key. */
  readonly publicKey: Uint8Array;
  append(body: string): Reply;
  find(uuid: string): Reply;
  /** The door of Rekor v2, to the same log. */
  readonly pathV2: string;
  appendV2(body: string): Reply;
}

/**
 * A transparency log that speaks Rekor v1 and v2: real inclusion proofs and signed checkpoints; v1 gives signed entry
 * timestamps as well, v2 tells no time.
 */
export function makeLocalRekor(origin: () => string): LocalRekor {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const der = publicKey.export({ format: "der", type: "spki" });
  const logId = createHash("sha256").update(der).digest();
  const log = new MerkleLog();
  const entries = new Map<string, unknown>();
  const path = "/api/v1/log/entries";

  function renderCheckpoint(): string {
    const note = `${origin()} - 1\n${log.size}\n${log.root().toString("base64")}\n`;
    const signature = Buffer.concat([logId.subarray(0, 4), sign("sha256", Buffer.from(note), privateKey)]);
    return `${note}\n\u2014 ${origin()} ${signature.toString("base64")}\n`;
  }

  /** Puts a body into the log and proves it; hashes in the encoding of that version. */
  function prove(body: Buffer, encoding: "hex" | "base64") {
    const index = log.append(body);
    const hashes = log.proof(index).map((hash) => hash.toString(encoding));
    return {
      index,
      treeSize: log.size,
      rootHash: log.root().toString(encoding),
      hashes,
      checkpoint: renderCheckpoint(),
    };
  }

  function makeEntry(body: Buffer) {
    const { index: logIndex, ...proof } = prove(body, "hex");
    const signed = {
      body: body.toString("base64"),
      integratedTime: Math.floor(Date.now() / 1000),
      logIndex,
      logID: logId.toString("hex"),
    };
    return {
      ...signed,
      verification: {
        signedEntryTimestamp: sign("sha256", Buffer.from(canonicalize(signed)), privateKey).toString("base64"),
        inclusionProof: { logIndex, ...proof },
      },
    };
  }

  return {
    path,
    publicKey: der,
    append(text) {
      const body = Buffer.from(canonicalize(makeDsseEntry(JSON.parse(text) as Record<string, unknown>)));
      const uuid = leafHash(body).toString("hex");
      if (entries.has(uuid)) {
        const message = "an equivalent entry already exists in the transparency log";
        return { ...renderJson(409, { code: 409, message }), location: `${path}/${uuid}` };
      }
      const entry = { [uuid]: makeEntry(body) };
      entries.set(uuid, entry);
      return renderJson(201, entry);
    },
    find(uuid) {
      const entry = entries.get(uuid);
      return entry === undefined ? renderJson(404, { code: 404, message: "no such entry" }) : renderJson(200, entry);
    },
    pathV2: "/api/v2/log/entries",
    appendV2(text) {
      const body = Buffer.from(canonicalize(makeDsseEntryV2(JSON.parse(text) as Record<string, unknown>)));
      const { index, treeSize, checkpoint, ...proof } = prove(body, "base64");
      const logIndex = String(index);
      return renderJson(201, {
        logIndex,
        logId: { keyId: logId.toString("base64") },
        kindVersion: { kind: "dsse", version: "0.0.2" },
        inclusionProof: { logIndex, treeSize: String(treeSize), ...proof, checkpoint: { envelope: checkpoint } },
        canonicalizedBody: body.toString("base64"),
      });
    },
  };
}
