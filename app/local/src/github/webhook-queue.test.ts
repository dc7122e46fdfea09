import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HookReceiver, startHookReceiver } from "./testing/hook-receiver.ts";
import { type Pair, startPair } from "./testing/start-pair.ts";
import { createWebhookQueue } from "./webhook-queue.ts";

const count = 30;
let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

describe("webhooks", () => {
  it("are named by the millisecond in plain emulate, so that two at once look like one repeated", async () => {
    await pair.plain.call({ as: "requester", route: "POST ~/issues", body: { title: "x" } });
    expect((await pair.plain.hooks.find("issues"))?.delivery).toMatch(/^\d{13}$/);
  });

  it("come in the order of their events, each with an id of its own and a signature over its bytes", async () => {
    for (let index = 0; index < count; index++)
      await pair.local.call({ as: "requester", route: "POST ~/issues", body: { title: `${index}` } });
    await pair.github.idle();
    const { received } = pair.local.hooks;
    expect(received.map((hook) => hook.payload.issue.title)).toEqual(
      Array.from({ length: count }, (_, index) => `${index}`),
    );
    expect(new Set(received.map((hook) => hook.delivery)).size).toBe(count);
    const [first] = received;
    const signature = createHmac("sha256", pair.github.app.webhookSecret)
      .update(first?.body ?? "")
      .digest("hex");
    expect(first?.signature).toBe(`sha256=${signature}`);
    expect(first?.payload).toMatchObject({
      action: "opened",
      installation: { id: 777 },
      organization: { login: "forge" },
      repository: { full_name: "forge/plugins" },
    });
  });

  it("are remembered, and sent again with the same id", async () => {
    const [delivery] = pair.github.deliveries;
    expect(delivery).toMatchObject({ event: "issues", action: "opened", status: 200, attempts: 1 });
    await pair.github.redeliver(delivery?.id ?? 0);
    const [first, again] = [pair.local.hooks.received[0], pair.local.hooks.received.at(-1)];
    expect(again).toEqual(first);
    expect(delivery?.attempts).toBe(2);
  });
});

describe("createWebhookQueue", () => {
  let receiver: HookReceiver;
  it("goes on after a receiver that is not there, and keeps what was not sent", async () => {
    receiver = await startHookReceiver();
    const queue = createWebhookQueue({ secret: "s", appId: 1, url: "http://127.0.0.1:1/" });
    queue.send("ping", undefined, { n: 1 });
    await queue.idle();
    expect(queue.deliveries).toMatchObject([{ status: 0, attempts: 1 }]);
    queue.setUrl(receiver.url);
    queue.send("ping", undefined, { n: 2 });
    await queue.redeliver(1);
    expect(receiver.received.map((hook) => hook.payload.n)).toEqual([2, 1]);
    await receiver.close();
  });

  it("loses none to a receiver that ends the connection of the one before", async () => {
    const used = new Set<unknown>();
    const server = createServer((request, response) => {
      if (used.has(request.socket)) return request.socket.resetAndDestroy();
      used.add(request.socket);
      return response.end("ok");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const queue = createWebhookQueue({ secret: "s", appId: 1, url: `http://127.0.0.1:${port}/` });
    for (const n of [1, 2, 3]) queue.send("ping", undefined, { n });
    await queue.idle();
    server.close();
    expect(queue.deliveries.map(({ status }) => status)).toEqual([200, 200, 200]);
  });
});
