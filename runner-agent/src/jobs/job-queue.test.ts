import { ForgeError } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { openTestQueue, settle } from "../testing/open-test-queue.ts";

const failed = new ForgeError("call_failed", { message: "the probe is wet" });

describe("the job queue", () => {
  it("hands a job to its plugin and keeps the answer", async () => {
    const bench = openTestQueue();
    const id = await bench.add({ data: { channel: 2 }, key: "order-17", timeoutMs: 700 });
    const delivery = await bench.first();
    expect(delivery).toMatchObject({
      plugin: "acme-meter",
      timeoutMs: 700,
      job: { id, name: "measure", data: { channel: 2 }, key: "order-17", attempt: 1, attempts: 3, children: [] },
    });
    expect(bench.state(id)).toBe("running");
    await delivery.answer({ volts: 3.3 });
    expect(bench.queue.show(id)).toMatchObject({ state: "done", result: { volts: 3.3 }, failure: null });
  });

  it("takes higher priorities first, then older jobs, within the plugin's concurrency", async () => {
    const bench = openTestQueue({ concurrency: () => 1 });
    await bench.queue.pause();
    for (const [name, priority] of Object.entries({ a: 0, b: 5, c: 0, d: -1, e: 5 }))
      await bench.add({ name, priority });
    await settle();
    expect(bench.open).toEqual([]);
    await bench.queue.resume();
    const order: string[] = [];
    for (let turn = 0; turn < 5; turn += 1) {
      const delivery = await bench.first();
      expect(bench.open).toHaveLength(1);
      order.push(delivery.job.name);
      await delivery.answer();
    }
    expect(order).toEqual(["b", "e", "a", "c", "d"]);
  });

  it("lets plugins not wait for each other", async () => {
    const bench = openTestQueue({ concurrency: (plugin) => (plugin === "acme-relay" ? 1 : 3) });
    for (let count = 0; count < 4; count += 1) {
      await bench.add({});
      await bench.add({ plugin: "acme-relay" });
    }
    await settle();
    expect(bench.open.map(({ plugin }) => plugin).sort()).toEqual([
      ...["acme-meter", "acme-meter", "acme-meter"],
      "acme-relay",
    ]);
  });

  it("keeps a delayed job until its time", async () => {
    const bench = openTestQueue();
    const id = await bench.add({ delayMs: 90_000 });
    await bench.advance(89_999);
    expect([bench.state(id), bench.open.length]).toEqual(["delayed", 0]);
    await bench.advance(1);
    expect([bench.state(id), bench.open.length]).toEqual(["running", 1]);
  });

  it("tries again with growing pauses, and keeps a dead letter with its failure that a person can send again", async () => {
    const bench = openTestQueue();
    const id = await bench.add({ attempts: 3, backoff: { firstMs: 1_000 } });
    await (await bench.first()).fail(failed);
    expect(bench.queue.show(id)).toMatchObject({ state: "delayed", attempts: 1, failure: { code: "call_failed" } });
    await bench.advance(999);
    expect(bench.open).toEqual([]);
    await bench.advance(1);
    await (await bench.first()).fail(failed);
    await bench.advance(1_999);
    expect(bench.open).toEqual([]);
    await bench.advance(1);
    expect((await bench.first()).job.attempt).toBe(3);
    await (await bench.first()).fail(failed);
    await bench.advance(1_000_000);
    expect(bench.queue.show(id)).toMatchObject({
      state: "dead",
      attempts: 3,
      failure: { message: "the probe is wet" },
    });
    expect(await bench.queue.retry(id)).toMatchObject({ state: "waiting", attempts: 0, failure: null });
    await (await bench.first()).answer();
    expect(bench.state(id)).toBe("done");
  });

  it("does not try again what cannot get better", async () => {
    const bench = openTestQueue();
    const id = await bench.add({});
    await (await bench.first()).fail(new ForgeError("permission_denied"));
    expect(bench.state(id)).toBe("dead");
  });

  it("ends a try at its deadline and tells the plugin", async () => {
    const bench = openTestQueue();
    const id = await bench.add({ timeoutMs: 500, attempts: 1 });
    const delivery = await bench.first();
    await bench.advance(499);
    expect(delivery.signal.aborted).toBe(false);
    await bench.advance(1);
    expect(delivery.signal.aborted).toBe(true);
    expect(bench.queue.show(id)).toMatchObject({ state: "dead", failure: { code: "call_timeout" } });
  });

  it("waits for a plugin that is not there, and counts no try against the job", async () => {
    const bench = openTestQueue();
    bench.ready.delete("acme-meter");
    const id = await bench.add({ attempts: 1 });
    await bench.advance(60_000);
    expect([bench.state(id), bench.open.length]).toEqual(["waiting", 0]);
    bench.ready.add("acme-meter");
    bench.queue.poke();
    await (await bench.first()).fail(new ForgeError("plugin_not_ready"));
    expect(bench.queue.show(id)).toMatchObject({ state: "delayed", attempts: 0 });
    await bench.advance(1_000);
    await (await bench.first()).answer();
    expect(bench.state(id)).toBe("done");
  });

  it("asks an absent plugin again by itself", async () => {
    const bench = openTestQueue();
    bench.ready.delete("acme-meter");
    await bench.add({});
    await settle();
    bench.ready.add("acme-meter");
    await bench.advance(1_000);
    expect(bench.open).toHaveLength(1);
  });

  it("answers a second job of the same key with the first, and refuses another one under it", async () => {
    const bench = openTestQueue();
    const id = await bench.add({ key: "order-17", data: { n: 1 } });
    await (await bench.first()).answer();
    const request = { plugin: "acme-meter", name: "measure", key: "order-17" };
    expect(await bench.queue.add({ ...request, data: { n: 1 } })).toMatchObject({
      duplicate: true,
      job: { id, state: "done" },
    });
    await expect(bench.queue.add({ ...request, data: { n: 2 } })).rejects.toMatchObject({ code: "job_key_taken" });
    expect(await bench.queue.add({ ...request, plugin: "acme-relay" })).toMatchObject({ duplicate: false });
    await settle();
    expect(bench.open.map(({ plugin }) => plugin)).toEqual(["acme-relay"]);
  });

  it("makes one job of a key that is added twice in the same turn", async () => {
    const bench = openTestQueue();
    const [first, second] = await Promise.all([bench.add({ key: "k" }), bench.add({ key: "k" })]);
    expect(second).toBe(first);
    expect(bench.queue.stats().total.running).toBe(1);
  });

  it("pauses one plugin or all, and says so", async () => {
    const bench = openTestQueue();
    await bench.queue.pause("acme-meter");
    await bench.add({});
    await bench.add({ plugin: "acme-relay" });
    await settle();
    expect(bench.open.map(({ plugin }) => plugin)).toEqual(["acme-relay"]);
    expect(bench.queue.stats().plugins).toMatchObject([
      { plugin: "acme-meter", paused: true, jobs: { waiting: 1 } },
      { plugin: "acme-relay", paused: false, jobs: { running: 1 } },
    ]);
    await bench.queue.resume("acme-meter");
    await settle();
    expect(bench.open).toHaveLength(2);
  });

  it("cancels a job that waits, and tells the plugin of one that runs", async () => {
    const bench = openTestQueue({ concurrency: () => 1 });
    const running = await bench.add({});
    const waiting = await bench.add({});
    const { signal } = await bench.first();
    expect(await bench.queue.cancel(waiting)).toMatchObject({ state: "cancelled" });
    expect(await bench.queue.cancel(running)).toMatchObject({ state: "cancelling" });
    await settle();
    expect(signal.aborted).toBe(true);
    expect(bench.state(running)).toBe("cancelled");
    await expect(bench.queue.cancel(running)).rejects.toMatchObject({ code: "job_conflict" });
    await expect(bench.queue.cancel("999")).rejects.toMatchObject({ code: "job_unknown" });
  });

  it("refuses more unfinished jobs than it may hold, and takes more when some are done", async () => {
    const bench = openTestQueue({ most: 2 });
    await bench.add({});
    await bench.add({});
    await expect(bench.add({})).rejects.toMatchObject({ code: "job_queue_full" });
    await (await bench.first()).answer();
    await bench.add({});
  });

  it("gives back what runs when it closes, without counting the try", async () => {
    const bench = openTestQueue();
    const id = await bench.add({});
    await bench.first();
    bench.jobs.close = () => {};
    const closed = bench.queue.close(1_000);
    await bench.advance(1_000);
    await closed;
    expect(bench.jobs.find(Number(id))).toMatchObject({ state: "delayed", attempts: 0, failure: null });
    await expect(bench.add({})).rejects.toMatchObject({ code: "not_now" });
    expect(() => bench.queue.show(id)).toThrow(expect.objectContaining({ code: "not_now" }));
    expect(bench.queue.stats().total.delayed).toBe(1);
  });

  it("keeps the outcome of a job while the disk refuses it, and writes it later", async () => {
    let full = false;
    const bench = openTestQueue();
    const { exec } = bench.database;
    bench.database.exec = (sql) => {
      if (full && sql === "COMMIT") throw new Error("database or disk is full");
      exec.call(bench.database, sql);
    };
    const id = await bench.add({});
    const delivery = await bench.first();
    full = true;
    await expect(bench.add({})).rejects.toThrow("full");
    await delivery.answer(7);
    expect(bench.state(id)).toBe("running");
    expect(bench.logs).toContainEqual(expect.stringContaining("could not be written"));
    full = false;
    await bench.advance(1_000);
    expect(bench.queue.show(id)).toMatchObject({ state: "done", result: 7 });
    expect(bench.queue.stats().total).toMatchObject({ done: 1, waiting: 0, running: 0 });
  });
});
