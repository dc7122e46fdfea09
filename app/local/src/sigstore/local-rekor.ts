import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { createRequire } from "node:module";
import { makeDsseEntry } from "./dsse-entry.ts";
import { leafHash, MerkleLog } from "./merkle-log.ts";
import { type Reply, renderJson } from "./reply.ts";

const canonicalize = createRequire(import.meta.url)("canonicalize") as (value: unknown) => string;

export interface LocalRekor {
  readonly path: string;
  /** DER of the log's public key. */
  readonly publicKey: Uint8Array;
  append(body: string): Reply;
  find(uuid: string): Reply;
}

/** A transparency log that speaks Rekor v1: real inclusion proofs, signed checkpoints and signed entry timestamps. */
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

  function makeEntry(body: Buffer) {
    const logIndex = log.append(body);
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
        inclusionProof: {
          logIndex,
          treeSize: log.size,
          rootHash: log.root().toString("hex"),
          hashes: log.proof(logIndex).map((hash) => hash.toString("hex")),
          checkpoint: renderCheckpoint(),
        },
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
  };
}
