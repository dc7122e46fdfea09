import { createHmac, randomUUID } from "node:crypto";
import type { Delivery } from "./local-github.ts";

/** Sends webhooks one after another, in the order of their events, and remembers each. */
export interface WebhookQueue {
  readonly deliveries: Delivery[];
  send(event: string, action: string | undefined, payload: unknown): void;
  redeliver(id: number): Promise<void>;
  setUrl(url: string | undefined): void;
  idle(): Promise<void>;
  /** Sends nothing more. */
  stop(): void;
}

/** GitHub gives up on a receiver after ten seconds. */
const answerWithinMs = 10_000;

export function createWebhookQueue(options: { secret: string; appId: number; url?: string | undefined }): WebhookQueue {
  const deliveries: Delivery[] = [];
  let url = options.url;
  let tail = Promise.resolve();
  let stopped = false;

  const post = async (delivery: Delivery): Promise<void> => {
    if (stopped || url === undefined) return;
    delivery.attempts += 1;
    try {
      const response = await fetch(url, {
        method: "POST",
        body: delivery.body,
        headers: {
          // A delivery is sent once: of a connection that was kept the receiver may just have grown tired.
          connection: "close",
          "content-type": "application/json",
          "user-agent": "GitHub-Hookshot/local",
          "x-github-event": delivery.event,
          "x-github-delivery": delivery.guid,
          "x-github-hook-id": "1",
          "x-github-hook-installation-target-id": String(options.appId),
          "x-github-hook-installation-target-type": "integration",
          "x-hub-signature-256": `sha256=${createHmac("sha256", options.secret).update(delivery.body).digest("hex")}`,
        },
        signal: AbortSignal.timeout(answerWithinMs),
      });
      delivery.status = response.status;
      await response.arrayBuffer();
    } catch {
      delivery.status = 0;
    }
  };
  const enqueue = (delivery: Delivery) => {
    tail = tail.then(() => post(delivery));
    return tail;
  };

  return {
    deliveries,
    send(event, action, payload) {
      const delivery: Delivery = {
        id: deliveries.length + 1,
        guid: randomUUID(),
        event,
        action: action ?? null,
        body: JSON.stringify(payload),
        status: null,
        attempts: 0,
      };
      deliveries.push(delivery);
      void enqueue(delivery);
    },
    async redeliver(id) {
      const delivery = deliveries[id - 1];
      if (delivery) await enqueue(delivery);
    },
    setUrl(next) {
      url = next;
    },
    async idle() {
      for (let seen: Promise<void> | undefined; seen !== tail; ) {
        seen = tail;
        await seen;
      }
    },
    stop() {
      stopped = true;
    },
  };
}
