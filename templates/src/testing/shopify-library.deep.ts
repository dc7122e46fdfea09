import { spawnSync } from "node:child_process";
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

/** The part of the Payments Apps API 2026-04 that the app uses, written down from Shopify's public reference. */
const schema = `
  scalar DateTime
  scalar URL
  type Query { none: Boolean }
  type UserError { field: [String!] message: String! }
  type PaymentSessionActionsRedirect { redirectUrl: URL! }
  union PaymentSessionNextActionContext = PaymentSessionActionsRedirect
  enum PaymentSessionNextActionAction { REDIRECT }
  type PaymentSessionNextAction { action: PaymentSessionNextActionAction! context: PaymentSessionNextActionContext }
  type PaymentSession { id: ID! nextAction: PaymentSessionNextAction }
  type RefundSession { id: ID! }
  type PaymentsAppConfiguration { externalHandle: String ready: Boolean! }
  enum PaymentSessionStateRejectedReason { PROCESSING_ERROR RISKY AUTHENTICATION_FAILED }
  enum PaymentSessionStatePendingReason { BUYER_ACTION_REQUIRED NETWORK_ACTION_REQUIRED PARTNER_ACTION_REQUIRED }
  enum RefundSessionStatusReasonRejectionCode { PROCESSING_ERROR }
  input PaymentSessionRejectionReasonInput { code: PaymentSessionStateRejectedReason! merchantMessage: String }
  input RefundSessionRejectionReasonInput { code: RefundSessionStatusReasonRejectionCode! merchantMessage: String }
  type PaymentSessionPayload { paymentSession: PaymentSession userErrors: [UserError!]! }
  type RefundSessionPayload { refundSession: RefundSession userErrors: [UserError!]! }
  type PaymentsAppConfigurePayload { paymentsAppConfiguration: PaymentsAppConfiguration userErrors: [UserError!]! }
  type Mutation {
    paymentsAppConfigure(externalHandle: String, ready: Boolean!): PaymentsAppConfigurePayload
    paymentSessionResolve(id: ID!, authorizationExpiresAt: DateTime): PaymentSessionPayload
    paymentSessionReject(id: ID!, reason: PaymentSessionRejectionReasonInput!): PaymentSessionPayload
    paymentSessionPending(id: ID!, pendingExpiresAt: DateTime!, reason: PaymentSessionStatePendingReason!): PaymentSessionPayload
    refundSessionResolve(id: ID!): RefundSessionPayload
    refundSessionReject(id: ID!, reason: RefundSessionRejectionReasonInput!): RefundSessionPayload
  }`;

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
