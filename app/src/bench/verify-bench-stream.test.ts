import { generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createFakeForge } from "../testing/fake-forge.ts";
import { streamPayloadType, verifyBenchStream } from "./verify-bench-stream.ts";
import { benchPayloadType, encodePreAuth } from "./verify-envelope.ts";

const keys = generateKeyPairSync("ed25519");
const config = `benches:
  - id: bench-1
    publicKey: ${JSON.stringify(keys.publicKey.export({ type: "spki", format: "pem" }))}
`;

function openForge() {
  const forge = createFakeForge({ config });
  const counts = { fetched: 0 };
  const refresh = async () => {
    counts.fetched += 1;
    await forge.context.mirror.refresh();
  };
  return { forge, counts, ask: (value: unknown) => verifyBenchStream({ ...forge.context, refresh }, value) };
}
type Asked = ReturnType<typeof openForge>;

const requestOf = ({ forge }: Asked, aheadMs = 0, more: object = {}) => ({
  schemaVersion: 1,
  bench: "bench-1",
  repository: "acme/forge",
  at: new Date(forge.context.now().getTime() + aheadMs).toISOString(),
  ...more,
});
function seal(request: object, privateKey = keys.privateKey, type = streamPayloadType) {
  const payload = Buffer.from(JSON.stringify(request));
  const sig = sign(null, encodePreAuth(type, payload), privateKey).toString("base64");
  return { payloadType: type, payload: payload.toString("base64"), signatures: [{ keyid: "", sig }] };
}

describe("verifyBenchStream", () => {
  it("takes the request of a bench of forge.yml without fetching anything", async () => {
    const world = openForge();
    await world.forge.context.mirror.refresh();
    expect(await world.ask(seal(requestOf(world)))).toMatchObject({ bench: "bench-1" });
    expect(world.counts.fetched).toBe(0);
  });

  it("fetches once before it refuses a bench or a key that it does not know", async () => {
    const world = openForge();
    const stranger = generateKeyPairSync("ed25519").privateKey;
    for (const envelope of [
      seal(requestOf(world), stranger),
      seal(requestOf(world, 0, { bench: "bench-2" })),
      { ...seal(requestOf(world)), payload: seal(requestOf(world, 1)).payload },
    ]) {
      const before = world.counts.fetched;
      await expect(world.ask(envelope)).rejects.toMatchObject({ code: "bench_event_refused", facts: { status: 401 } });
      expect(world.counts.fetched).toBe(before + 1);
    }
  });

  it.each([-300_001, 300_001])("refuses a request that was signed %d ms from now", async (ms) => {
    const world = openForge();
    await expect(world.ask(seal(requestOf(world, ms)))).rejects.toMatchObject({
      facts: { status: 401 },
      hint: expect.stringContaining("clocks"),
    });
  });

  it("refuses another repository's request, a bench event in its place, and what is no envelope", async () => {
    const world = openForge();
    for (const value of [
      seal(requestOf(world, 0, { repository: "acme/else" })),
      seal(requestOf(world), keys.privateKey, benchPayloadType),
      seal(requestOf(world, 0, { more: 1 })),
      seal({}),
      null,
    ])
      await expect(world.ask(value)).rejects.toMatchObject({ code: "bench_event_refused" });
    expect(world.counts.fetched).toBe(0);
  });
});
