import { createHmac, randomUUID } from "node:crypto";

export interface SignedDelivery {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Fresh deliveries of one event: own id and own body each, signed as GitHub signs, so that no server may take them for a repetition. */
export function createDeliveries(event: string, payload: object, secret: string): () => SignedDelivery {
  let count = 0;
  return () => {
    const body = JSON.stringify({ ...payload, plugsmith_bench: ++count });
    const signature = createHmac("sha256", secret).update(body).digest("hex");
    return {
      body,
      headers: {
        "content-type": "application/json",
        "content-length": String(Buffer.byteLength(body)),
        "user-agent": "GitHub-Hookshot/bench",
        "x-github-delivery": randomUUID(),
        "x-github-event": event,
        "x-hub-signature-256": `sha256=${signature}`,
      },
    };
  };
}
