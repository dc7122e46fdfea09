import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPacks } from "../read-pack.ts";
import { renderGolden } from "../testing.ts";

const root = join(import.meta.dirname, "../../..");
const modules = join(root, ".github/shopify/node_modules");
const home = mkdtempSync(join(tmpdir(), "plugsmith-shopify-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** What is used of the package graphql, which is installed beside the library only. */
interface GraphQL {
  buildSchema(text: string): object;
  parse(text: string): object;
  validate(schema: object, document: object): readonly { readonly message: string }[];
}

/** The part of the Payments Apps API 2026-04 that the app uses: the sandbox's contract host answers with the same. */
const schema = readFileSync(join(root, "actions/sandbox/cms/shopify-host/payments-app.graphql"), "utf8");

beforeAll(async () => {
  const packs = await readPacks(undefined, () => {});
  const request = { cms: "shopify", name: "acme-pay", description: "Payments for every feature." } as const;
  for (const [path, content] of renderGolden(packs, request)) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), content);
  }
  symlinkSync(modules, join(home, "web/node_modules"));
  symlinkSync(join(root, "node_modules"), join(home, "node_modules"));
});
const run = (program: string, args: readonly string[]) =>
  spawnSync(program, [...args], { cwd: home, encoding: "utf8", env: { PATH: process.env["PATH"] ?? "" } });

describe("a generated Shopify app", () => {
  it("passes its tests on the real library, with none skipped", () => {
    const { status, stdout } = run(process.execPath, ["--test", "--test-reporter=tap", "test/*.test.js"]);
    expect(status, stdout).toBe(0);
    expect(stdout).toMatch(/^# skipped 0$/m);
    expect(stdout).toContain("the adapter on the real @shopify/shopify-api");
  });

  it("serves what it promises, with Shopify's certificate and without", async () => {
    const secret = "0123456789abcdef".repeat(3);
    const child = spawn(process.execPath, ["web/server.js"], {
      cwd: home,
      env: {
        ...{
          PORT: "0",
          HOST_NAME: "app.test",
          SHOPIFY_API_KEY: "key",
          SHOPIFY_API_SECRET: "shpss",
          PROXY_SECRET: secret,
        },
        ...{ PROVIDER_API_BASE: "https://api.acme.example", STORE_FOLDER: join(home, "store"), STORE_SECRET: secret },
      },
    });
    try {
      const [line] = (await once(child.stdout, "data")) as [Buffer];
      const { port } = JSON.parse(String(line)) as { port: number };
      const ask = (path: string, init: RequestInit = {}) =>
        fetch(`http://127.0.0.1:${port}${path}`, { redirect: "manual", ...init });
      const shop = "acme.myshopify.com";
      const browser = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" };
      expect((await ask("/healthz")).status).toBe(204);
      expect((await ask("/settings")).status).toBe(401);
      const login = await ask(`/auth?shop=${shop}`, { headers: browser });
      expect(new URL(login.headers.get("location") ?? "").hostname).toBe(shop);
      expect(login.headers.getSetCookie().join()).toContain("shopify_app_state=");
      const session = {
        ...{ id: "s1", gid: "gid://shopify/PaymentSession/s1", amount: "19.99", currency: "EUR", kind: "sale" },
        payment_method: { data: { cancel_url: `https://${shop}/cart` } },
      };
      const open = (headers: Record<string, string>) =>
        ask("/payments/session", {
          method: "POST",
          headers: { "shopify-shop-domain": shop, ...headers },
          body: JSON.stringify(session),
        });
      expect((await open({})).status).toBe(401);
      expect((await open({ "x-proxy-secret": "guessed" })).status).toBe(401);
      // Trusted, but the shop has no keys yet.
      expect((await open({ "x-proxy-secret": secret })).status).toBe(503);
      expect(
        (await ask("/webhooks/shopify", { method: "POST", body: "x".repeat(300_000) }).catch(() => ({ status: 413 })))
          .status,
      ).toBe(413);
    } finally {
      child.kill();
      await once(child, "exit");
    }
  });

  it("has types that fit the real library's", () => {
    const { status, stdout } = run(join(root, "node_modules/.bin/tsc"), ["-p", "tsconfig.json"]);
    expect(stdout).toBe("");
    expect(status).toBe(0);
  });

  it("pins the library that was tried", () => {
    const read = (file: string) =>
      JSON.parse(readFileSync(file, "utf8")) as { dependencies?: object; devDependencies?: object };
    const tried = read(join(root, ".github/shopify/package.json")).devDependencies;
    expect(tried).toMatchObject(read(join(home, "web/package.json")).dependencies ?? { none: "" });
  });

  it("sends mutations that the Payments Apps API knows, and a wrong one would be found", async () => {
    const graphql = createRequire(join(modules, "x.js"))("graphql") as GraphQL;
    const api = graphql.buildSchema(schema);
    const problems = (text: string) => graphql.validate(api, graphql.parse(text)).map(({ message }) => message);
    const { mutations } = (await import(pathToFileURL(join(home, "web/src/payments-api.js")).href)) as {
      mutations: Record<string, string>;
    };
    expect(Object.keys(mutations)).toHaveLength(6);
    for (const [name, text] of Object.entries(mutations)) expect(problems(text), name).toEqual([]);
    expect(
      problems((mutations["refundSessionReject"] ?? "").replace("RefundSessionRejectionReasonInput", "String")),
    ).not.toEqual([]);
  });
});
