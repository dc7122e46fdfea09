import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { maskSecrets } from "./mask-secrets.ts";
import { type ProviderDouble, providerDouble, renderPayPage, type SignedWebhook } from "./provider-double.ts";

const usualPort = 9500;
/** Where shops behind the boundary find it. */
export const providerUrl = `http://127.0.0.1:${usualPort}`;

/** What the provider heard and said; `in`: from the shop, `out`: webhooks to it. */
export interface ProviderRecord {
  readonly at: string;
  readonly direction: "in" | "out";
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly request: unknown;
  readonly answer: unknown;
  readonly idempotencyKey?: string;
  readonly signed?: boolean;
}

export interface Provider {
  readonly url: string;
  readonly double: ProviderDouble;
  readonly records: readonly ProviderRecord[];
  /** Where it sends webhooks, once the shop's owner told it. */
  webhookUrl: string | undefined;
  /** Sends a webhook and answers the shop's status. */
  deliver(webhook: SignedWebhook): Promise<number>;
  close(): void;
}

const readBody = async (request: IncomingMessage) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
};

const tryParse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text.slice(0, 400);
  }
};

/** The provider's double on a port of this machine; its keys are masked in its records. */
export async function openProvider(
  keys: { apiKey: string; webhookSecret: string },
  port: number = usualPort,
): Promise<Provider> {
  const double = providerDouble(keys, providerUrl);
  const records: ProviderRecord[] = [];
  const mask = (value: unknown) => maskSecrets(value, [keys.apiKey, keys.webhookSecret]);
  const now = () => new Date().toISOString();

  // Clients end idle connections: this busy process would end them before it reads what they still sent.
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    serve(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const provider: Provider = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    double,
    records,
    webhookUrl: undefined,
    async deliver({ body, headers }) {
      const url = provider.webhookUrl;
      if (url === undefined) return 0;
      const at = now();
      const answer = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(60_000) });
      const said = tryParse(await answer.text());
      const signed = "x-signature" in headers;
      const told = { request: mask(tryParse(body)), answer: mask(said), signed };
      records.push({ at, direction: "out", method: "POST", url, status: answer.status, ...told });
      return answer.status;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url = "/" } = request;
    const [, checkoutId = "", declined] = /^\/pay\/([a-z]+_\d+)(\/decline)?$/.exec(url) ?? [];
    const checkout = double.checkout(checkoutId);
    if (checkout && method === "GET") {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(renderPayPage(checkout));
      return;
    }
    if (checkout && method === "POST") {
      // The webhook comes first, as with most providers; the shopper's way back must stand it.
      const at = Math.floor(Date.now() / 1000);
      await provider.deliver(declined ? double.decline(checkoutId, at) : double.pay(checkoutId, at));
      response.writeHead(303, { location: checkout.returnUrl }).end();
      return;
    }
    const at = now();
    const body = await readBody(request);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const answer = double.answer({ method, path: url, headers, body });
    const key = headers["idempotency-key"];
    records.push({
      ...{ at, direction: "in", method, url, status: answer.status },
      ...{ request: mask(tryParse(body)), answer: mask(answer.body) },
      ...(key === undefined ? {} : { idempotencyKey: key }),
    });
    response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
  }

  return provider;
}
