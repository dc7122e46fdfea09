export const benchEventType = "application/vnd.plugsmith.bench-event+json";
export const benchStreamType = "application/vnd.plugsmith.bench-stream+json";

/** DSSE envelope (https://github.com/secure-systems-lab/dsse). */
export interface DsseEnvelope {
  readonly payloadType: string;
  /** base64 */
  readonly payload: string;
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
}

/** Pre-authentication encoding: what is signed, so that type and payload cannot be confused. */
export function encodePae(type: string, payload: Uint8Array): Buffer {
  const head = `DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}
