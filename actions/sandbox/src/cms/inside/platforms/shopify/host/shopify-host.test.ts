import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { GraphqlLibrary } from "./payments-graphql.ts";
import { createShopifyHost, type HostAnswer, type HostRequest } from "./shopify-host.ts";

const shopName = "corner-shop.myshopify.com";
const secrets = { apiKey: "key", apiSecret: "shpss", password: "door" };
const app = {
  ...{ name: "acme-pay", brand: "Acme <b>", scopes: "write_payment_sessions", callback: "/auth/callback" },
  ...{ paymentSession: "/payments/session", refundSession: "/payments/refund", webhooks: "/webhooks/shopify" },
};
/** Answers every document as if the library had refused it: the real one is among the sandbox's parts, and tried there. */
const library: GraphqlLibrary = {
  buildSchema: (text) => ({ text }),
  graphql: async ({ source }) => ({ errors: [{ message: `Cannot query ${source}` }] }),
};

function openHost(answer: HostAnswer = { status: 200, headers: {}, body: '{"redirect_url":"https://pay.example/1"}' }) {
  const complaints: string[] = [];
  const calls: { path: string; body: string }[] = [];
  const host = createShopifyHost({
    ...{
      library,
      sdl: "type Query { none: Boolean }",
      app,
      locale: "fr_FR",
      secrets,
      shopName,
      appName: "app.example",
    },
    async callApp(path, _headers, body) {
      calls.push({ path, body });
      return answer;
    },
    complain: (words) => complaints.push(words),
    now: () => 1_700_000_000_000,
  });
  let cookie = "";
  const ask = async (method: string, path: string, body = "", headers: HostRequest["headers"] = {}) => {
    const said = await host.handle({ method, path, headers: { cookie, ...headers }, body });
    cookie = said.headers["set-cookie"]?.split(";")[0] ?? cookie;
    return said;
  };
  return { host, ask, complaints, calls };
}

async function installApp({ ask }: ReturnType<typeof openHost>): Promise<string> {
  await ask("POST", "/admin/login", "password=door");
  const form = "client_id=key&state=s&redirect_uri=https://app.example/auth/callback";
  const { headers } = await ask("POST", "/admin/oauth/authorize", form);
  const code = new URL(headers["location"] ?? "").searchParams.get("code");
  const asked = JSON.stringify({ client_id: "key", client_secret: "shpss", code });
  const answer = await ask("POST", "/admin/oauth/access_token", asked);
  return (JSON.parse(answer.body) as { access_token: string }).access_token;
}

describe("the contract host of Shopify", () => {
  it("keeps its desk shut, gives a code to the app's own address only, and a token for a code once", async () => {
    const shop = openHost();
    expect((await shop.ask("GET", "/admin/orders")).body).toContain("Mot de passe");
    expect((await shop.ask("POST", "/admin/login", "password=guess")).status).toBe(401);
    expect(await installApp(shop)).toMatch(/^shpat_/);
    const again = JSON.stringify({ client_id: "key", client_secret: "shpss", code: "code-guessed" });
    expect((await shop.ask("POST", "/admin/oauth/access_token", again)).status).toBe(400);
    const elsewhere = "client_id=key&state=s&redirect_uri=https://evil.example/";
    expect((await shop.ask("POST", "/admin/oauth/authorize", elsewhere)).status).toBe(400);
    expect(shop.complaints).toHaveLength(1);
  });

  it("answers a document with the library's errors and complains, and nobody without a token", async () => {
    const shop = openHost();
    const path = "/payments_apps/api/2026-04/graphql.json";
    expect((await shop.ask("POST", path, "{}")).status).toBe(401);
    const token = await installApp(shop);
    const body = JSON.stringify({ query: "mutation { none }" });
    const answer = await shop.ask("POST", path, body, { "x-shopify-access-token": token });
    expect(JSON.parse(answer.body)).toEqual({ errors: [{ message: "Cannot query mutation { none }" }] });
    expect(shop.complaints[0]).toContain("outside the contract host of Shopify");
  });

  it("offers the app once it is ready, opens a session for the cart, and escapes what the app is called", async () => {
    const shop = openHost();
    expect((await shop.ask("GET", "/checkout")).body).toContain("Aucun moyen de paiement");
    shop.host.state.ready = true;
    for (let piece = 0; piece < 2; piece += 1) await shop.ask("POST", "/cart/add");
    const page = await shop.ask("GET", "/checkout");
    expect(page.body).toContain("Acme &#60;b&#62;");
    const paid = await shop.ask("POST", "/checkout", "email=a@example.test&name=A");
    expect(paid).toMatchObject({ status: 303, headers: { location: "https://pay.example/1" } });
    const session = JSON.parse(shop.calls[0]?.body ?? "{}") as { amount: string; gid: string; kind: string };
    expect(session).toMatchObject({ amount: "25.00", currency: "EUR", kind: "sale" });
    expect(session.gid).toMatch(/^gid:\/\/shopify\/PaymentSession\//);
  });

  it("shows the checkout again when the app does not answer with an address", async () => {
    const shop = openHost({ status: 503, headers: {}, body: "" });
    const answer = await shop.ask("POST", "/checkout", "email=a&name=b");
    expect(answer.body).toContain("(503)");
  });

  it("complains about a call that it does not know", async () => {
    const shop = openHost();
    expect((await shop.ask("GET", "/admin/api/2026-04/orders.json")).status).toBe(404);
    expect(shop.complaints).toEqual(["GET /admin/api/2026-04/orders.json is outside the contract host of Shopify"]);
  });
});

describe("the schema beside the host", () => {
  it("names every mutation that the pack sends", () => {
    const root = join(import.meta.dirname, "../../../../../../../..");
    const sdl = readFileSync(join(root, "actions/sandbox/cms/shopify-host/payments-app.graphql"), "utf8");
    const api = readFileSync(join(root, "templates/packs/shopify/files/web/src/payments-api.js"), "utf8");
    const sent = [...api.matchAll(/^ {2}([a-zA-Z]+): `mutation/gm)].map(([, name]) => name);
    expect(sent.length).toBeGreaterThan(5);
    for (const name of sent) expect(sdl).toContain(`  ${name}(`);
  });
});
