import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openRevocationWorld, type RevocationWorld } from "../testing/open-revocation-world.ts";
import { openSignedBench } from "../testing/open-signed-bench.ts";

/** Far longer than any test: a bench that learns of something has been woken. */
const never = 3_600;

/** The agent's way out, in which a test hears what the bot says. */
function overhear(marks: string[]): typeof fetch {
  return async (url, init) => {
    const response = await fetch(url, init);
    if (!String(url).endsWith("/stream") || !response.body) return response;
    const heard = response.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          if (Buffer.from(chunk).includes("event: registry")) marks.push("the bot says: look");
          controller.enqueue(chunk);
        },
      }),
    );
    return new Response(heard, response);
  };
}

describe("from the registry's commit to the plugin's end", () => {
  const marks: string[] = [];
  let world: RevocationWorld;
  beforeAll(async () => {
    world = await openRevocationWorld(never, overhear(marks));
  }, 60_000);
  afterAll(() => world.close());

  it("goes: pushed, told to the bot, told to the bench, looked, killed, reported", async () => {
    const { bench, door } = world;
    const pid = await world.run("1.0.0");
    await world.waitForStream("open");
    await door.settle();
    marks.length = 0;
    const before = bench.agent().status().registry.sequence;
    // A call that never ends does not keep it.
    const held = bench.call("acme-meter", "hold").catch((error: unknown) => error);
    expect(world.isAlive(pid)).toBe(true);
    const pushed = world.set("1.0.0", "revoked");
    await world.waitUntilDead(pid);
    marks.push("killed");
    expect(bench.agent().status().registry.sequence).toBe(before + 1);
    await bench.waitFor("forge.plugin.revoked", 0, 45_000);
    marks.push("reported");
    await Promise.all([pushed, held]);
    expect(marks).toEqual(["the bot says: look", "killed", "reported"]);
    expect(bench.agent().status().plugins).toMatchObject([{ phase: "stopped" }]);
  }, 60_000);

  it("goes on after a restart of the bot: what was revoked meanwhile is found when the stream is back", async () => {
    const { door } = world;
    const pid = await world.run("1.1.0");
    await door.settle();
    door.killBot();
    await world.waitForStream("waiting");
    await world.set("1.1.0", "revoked");
    expect(world.isAlive(pid)).toBe(true);
    await door.restartBot();
    await world.waitUntilDead(pid);
    await world.waitForStream("open");
  }, 90_000);
});

describe("a bench whose bot opens no stream", () => {
  it("learns of it by its own looks", async () => {
    const bench = await openSignedBench();
    try {
      const meter = { name: "acme-meter", version: "1.0.0", code: "export const methods = { identify: () => 1 };" };
      const ids = { vendorId: "0403", productId: "6001" };
      bench.forge.publish({ ...meter, usb: [ids] });
      await bench.publish();
      await bench.attach({ ...ids, port: "1-2", serial: "A1" });
      await bench.waitFor("forge.plugin.loaded", 0, 45_000);
      expect(bench.agent().status().registry.stream).toMatchObject({ lastError: expect.stringContaining("404") });
      bench.forge.setStatus("acme-meter", "1.0.0", "revoked");
      await bench.publish();
      await bench.waitFor("forge.plugin.revoked", 0, 45_000);
    } finally {
      await bench.close();
    }
  }, 60_000);
});
