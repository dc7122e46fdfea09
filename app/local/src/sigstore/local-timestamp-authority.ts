import { generateKeyPairSync } from "node:crypto";
import { mockCrypto } from "./mock-crypto.ts";
import type { Reply } from "./reply.ts";

export interface LocalTimestampAuthority {
  readonly path: string;
  /** DER, signing certificate first, root last. */
  readonly certificates: readonly Uint8Array[];
  stamp(body: string): Promise<Reply>;
}

/**
 * A timestamp authority (RFC 3161) whose clock shows whole seconds. @sigstore/mock's own clock has milliseconds, whose
 * trailing zeros its encoder drops; @sigstore/core reads exactly three digits and refuses about one token in ten.
 */
export async function makeLocalTimestampAuthority(now: () => number = Date.now): Promise<LocalTimestampAuthority> {
  const authority = await mockCrypto.initializeTSA(generateKeyPairSync("ec", { namedCurve: "prime256v1" }));
  Object.assign(authority, { getCurrentTime: () => new Date(Math.floor(now() / 1000) * 1000) });
  const { path, fn } = mockCrypto.tsaHandler(authority, { strict: true });
  const copy = (view: ArrayBufferView<ArrayBuffer>) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  return {
    path,
    certificates: [copy(authority.intCertificate), copy(authority.rootCertificate)],
    async stamp(body) {
      const { statusCode, response, contentType } = await fn(body);
      return {
        status: statusCode,
        body: typeof response === "string" ? response : Buffer.from(copy(response)),
        contentType: contentType ?? "text/plain",
      };
    },
  };
}
