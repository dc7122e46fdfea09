import { createHmac, randomUUID } from "node:crypto";
import { type AddressInfo, connect } from "node:net";
import { createBenchStreams } from "../server/bench-streams.ts";
import { createDeliveryQueue, type TakenDelivery } from "../server/delivery-queue.ts";
import { openDeliveryStore } from "../server/delivery-queue-store.ts";
import { createHttpServer, type ServerDoors } from "../server/http-transport.ts";
import { createMetrics } from "../server/metrics.ts";

export const doorSecret = "a-long-secret";

export const signBody = (body: string | Uint8Array, secret = doorSecret) =>
  `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;

/** A payload that the forge takes and that means nothing to it: a comment without a command. */
export const idlePayload = (extra: object = {}) => ({
  action: "created",
  issue: { number: 1 },
  comment: { id: 2, body: "hello" },
  repository: { id: 7, name: "forge", owner: { login: "acme" } },
  sender: { id: 1, login: "alice", type: "User" },
  ...extra,
});

/** The real HTTP server on a free port, with a queue in memory whose worked deliveries are kept. */
export async function startTestDoor(doors: Partial<ServerDoors> = {}) {
  const worked: TakenDelivery[] = [];
  const failing = { on: false };
  const queue = createDeliveryQueue(
    openDeliveryStore(":memory:", () => {}),
    async (delivery) => {
      if (failing.on) throw new Error("down");
      worked.push(delivery);
    },
    {
      now: Date.now,
      random: () => 0,
      onStoreError: (error) => {
        throw error;
      },
    },
  );
  const streams = createBenchStreams(Date.now);
  const server = createHttpServer({
    webhookSecret: doorSecret,
    queue,
    metrics: createMetrics(() => queue.size),
    isReady: () => true,
    handleBench: async () => {
      throw new Error("secret detail");
    },
    streams,
    acceptStream: async () => {
      throw new Error("secret detail");
    },
    ...doors,
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}`;

  /** Posts as GitHub does, and answers with status and parsed body. */
  async function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
    const response = await fetch(`${base}/api/github/webhooks`, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        "x-github-delivery": randomUUID(),
        "x-github-event": "issue_comment",
        "x-hub-signature-256": signBody(body),
        ...headers,
      },
    });
    const answer = (await response.json()) as { status?: string; code?: string; message?: string; hint?: string };
    return { ...answer, http: response.status };
  }

  /** Writes raw bytes to a socket, piece by piece, and answers with all that came back until the server closed it. */
  function talk(pieces: readonly (string | Uint8Array)[], options: { keepOpen?: boolean } = {}): Promise<string> {
    return new Promise((resolve) => {
      let answer = "";
      const socket = connect(port, "127.0.0.1");
      socket.setTimeout(5000, () => socket.destroy());
      socket.on("data", (chunk) => {
        answer += chunk.toString("latin1");
      });
      socket.on("error", () => {});
      socket.on("close", () => resolve(answer));
      for (const piece of pieces) socket.write(piece);
      if (!options.keepOpen) socket.end();
    });
  }

  return {
    base,
    port,
    server,
    queue,
    worked,
    failing,
    post,
    talk,
    async stop() {
      streams.end();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await queue.drain();
    },
  };
}

export type TestDoor = Awaited<ReturnType<typeof startTestDoor>>;
