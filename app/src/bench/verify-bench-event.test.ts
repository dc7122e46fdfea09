import { generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createFakeForge, goodBody, people, publishAsWorkflow } from "../testing/fake-forge.ts";
import { verifyBenchEvent } from "./verify-bench-event.ts";
import { benchPayloadType, encodePreAuth } from "./verify-envelope.ts";

const keys = generateKeyPairSync("ed25519");
const config = `benches:
  - id: bench-1
    publicKey: ${JSON.stringify(keys.publicKey.export({ type: "spki", format: "pem" }))}
`;
const eventOf = (sequence: number, more: object = {}) => ({
  schemaVersion: 1,
  id: randomUUID(),
  bench: "bench-1",
  sequence,
  at: "2026-11-21T10:00:00.000Z",
  type: "forge.device.attached",
  repository: "acme/forge",
  plugin: { name: "acme-scale", version: "1.0.0" },
  ...more,
});
function seal(event: object, privateKey = keys.privateKey) {
  const payload = Buffer.from(JSON.stringify(event));
  const signature = sign(null, encodePreAuth(benchPayloadType, payload), privateKey);
  return {
    payloadType: benchPayloadType,
    payload: payload.toString("base64"),
    signatures: [{ keyid: "", sig: signature.toString("base64") }],
  };
}

async function openForge() {
  const forge = createFakeForge({ config });
  forge.openIssue(people.bob, "Forge request", goodBody, ["forge-request"]);
  await forge.touch(1, people.bob);
  publishAsWorkflow(forge, 1);
  return { forge, post: (envelope: unknown) => verifyBenchEvent(forge.context, envelope) };
}

describe("verifyBenchEvent", () => {
  it("records a signed event once and shows it on the request", async () => {
    const { forge, post } = await openForge();
    const envelope = seal(eventOf(1));
    expect(await post(envelope)).toMatchObject({ status: "recorded", request: 1 });
    expect(await post(envelope)).toMatchObject({ status: "duplicate", request: 1 });
    await forge.touch(1);
    expect(forge.status(1)).toMatch(/`bench-1` .*device attached/u);
    expect(forge.told(1).join("\n")).toContain("First device served");
  });

  it("opens an issue about a device or a broken plugin only for a bench that may, once", async () => {
    const device = { key: "1-2", bus: 1, address: 4, port: "1-2", vendorId: "1209", productId: "0001" };
    const names = { serial: null, manufacturer: null, product: null };
    const unknown = {
      type: "forge.device.unknown",
      plugin: undefined,
      wants: "request",
      device: { ...device, ...names },
    };
    const forge = createFakeForge({ config: `${config}    requests: true\n    alerts: true\n` });
    const { request, forge: own, serverUrl } = forge.context;
    const issues = { request, login: own.login, serverUrl };
    const post = (envelope: unknown) => verifyBenchEvent({ ...forge.context, issues }, envelope);
    expect(await post(seal(eventOf(1, unknown)))).toMatchObject({ status: "unlinked", issue: 1 });
    expect(await post(seal(eventOf(2, unknown)))).toMatchObject({ issue: 1 });
    expect(await post(seal(eventOf(3, { type: "forge.plugin.broken" })))).toMatchObject({ issue: 2 });
    expect(await post(seal(eventOf(4)))).not.toHaveProperty("issue");
    const { forge: strict } = await openForge();
    const may = { ...strict.context, issues: { ...issues, request: strict.context.request } };
    expect(await verifyBenchEvent(may, seal(eventOf(1, unknown)))).not.toHaveProperty("issue");
  });

  it("tells people of a rollback, with strangers' text harmless", async () => {
    const { forge, post } = await openForge();
    await post(
      seal(eventOf(1, { type: "forge.plugin.rolled_back", previousVersion: "0.9.0", message: "@all <b>boom</b>" })),
    );
    await forge.touch(1);
    expect(forge.status(1)).toContain("rolled back");
    expect(forge.told(1).at(-1)).toContain("@&#8203;all &lt;b&gt;boom");
  });

  it.each([
    ["another key", () => seal(eventOf(1), generateKeyPairSync("ed25519").privateKey), 401],
    ["an unknown bench", () => seal(eventOf(1, { bench: "bench-2" })), 401],
    ["another repository", () => seal(eventOf(1, { repository: "acme/other" })), 422],
    ["no event", () => seal({ hello: 1 }), 422],
    ["no envelope", () => ({ payload: "x" }), 422],
    [
      "a changed payload",
      () => ({ ...seal(eventOf(1)), payload: Buffer.from(JSON.stringify(eventOf(2))).toString("base64") }),
      401,
    ],
  ])("refuses %s", async (_, make, status) => {
    const { forge, post } = await openForge();
    const before = forge.audit.records.length;
    const error = await post(make()).catch((thrown: unknown) => thrown as { code: string; facts: { status?: number } });
    expect(error).toMatchObject({ code: "bench_event_refused" });
    expect((error as { facts: { status?: number } }).facts.status ?? 422).toBe(status);
    expect(forge.audit.records).toHaveLength(before);
  });

  it("takes no sequence a second time", async () => {
    const { post } = await openForge();
    await post(seal(eventOf(5)));
    await expect(post(seal(eventOf(5)))).rejects.toMatchObject({ code: "bench_event_refused" });
    expect(await post(seal(eventOf(6)))).toMatchObject({ status: "recorded" });
  });
});
