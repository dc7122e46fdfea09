import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { Json } from "../router.ts";

export interface ReceivedHook {
  event: string;
  delivery: string;
  signature: string;
  body: string;
  payload: Json;
}

/** A webhook address that remembers what arrives. */
export interface HookReceiver {
  url: string;
  received: ReceivedHook[];
  /** The first hook of that kind; waits a little for it, undefined when none comes. */
  find(event: string, action?: string): Promise<ReceivedHook | undefined>;
  close(): Promise<void>;
}

const patienceMs = 400;

export async function startHookReceiver(): Promise<HookReceiver> {
  const received: ReceivedHook[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const header = (name: string) => String(request.headers[name] ?? "");
    received.push({
      event: header("x-github-event"),
      delivery: header("x-github-delivery"),
      signature: header("x-hub-signature-256"),
      body,
      payload: JSON.parse(body),
    });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const found = (event: string, action?: string) =>
    received.find((hook) => hook.event === event && (action === undefined || hook.payload.action === action));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    received,
    async find(event, action) {
      for (let waited = 0; waited < patienceMs && !found(event, action); waited += 10) await wait(10);
      return found(event, action);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
