import { ForgeError } from "@plugsmith/schemas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openTestQueue, settle } from "../testing/open-test-queue.ts";

const flow = {
  name: "report",
  children: [
    { plugin: "acme-meter", name: "measure" },
    { plugin: "acme-relay", name: "close", children: [{ plugin: "acme-relay", name: "power" }] },
  ],
};
type Bench = ReturnType<typeof openTestQueue>;

async function answer(bench: Bench, name: string, value: unknown): Promise<void> {
  await settle();
  const delivery = bench.open.find(({ job }) => job.name === name);
  if (!delivery) throw new Error(`${name} was not delivered; there are ${bench.names().join(", ")}`);
  if (value instanceof Error) await delivery.fail(value);
  else await delivery.answer(value);
}
const failure = new ForgeError("permission_denied", { message: "no" });
const stateOf = (bench: Bench, name: string) =>
  bench.queue.list({ limit: 100 }).jobs.find((job) => job.name === name)?.state;

describe("a flow", () => {
  it("runs children before parents and hands their answers up", async () => {
    const bench = openTestQueue();
    await bench.add(flow);
    await settle();
    expect(bench.names().sort()).toEqual(["measure", "power"]);
    await answer(bench, "power", { on: true });
    expect(bench.names().sort()).toEqual(["close", "measure"]);
    await answer(bench, "measure", 3.3);
    expect(stateOf(bench, "report")).toBe("blocked");
    await answer(bench, "close", null);
    expect((await bench.first()).job).toMatchObject({
      name: "report",
      children: [
        { plugin: "acme-meter", name: "measure", result: 3.3 },
        { plugin: "acme-relay", name: "close", result: null },
      ],
    });
  });

  it("makes dead letters of all that wait for a dead one, each with the reason", async () => {
    const bench = openTestQueue();
    const root = await bench.add(flow);
    await answer(bench, "power", failure);
    expect([stateOf(bench, "close"), stateOf(bench, "report"), stateOf(bench, "measure")]).toEqual([
      "dead",
      "dead",
      "running",
    ]);
    expect(bench.queue.show(root)).toMatchObject({
      failure: { code: "job_child_failed", message: expect.stringContaining("acme-relay close") },
    });
  });

  it("goes on as a whole when its root, or its only failed job, is retried", async () => {
    for (const retried of ["report", "power"]) {
      const bench = openTestQueue();
      await bench.add(flow);
      await answer(bench, "power", failure);
      await answer(bench, "measure", 3.3);
      const id = bench.queue.list({ limit: 10 }).jobs.find(({ name }) => name === retried)?.id ?? "";
      await bench.queue.retry(id);
      await answer(bench, "power", 1);
      await answer(bench, "close", 2);
      await answer(bench, "report", 3);
      expect(bench.queue.stats().total).toMatchObject({ done: 4, dead: 0, blocked: 0 });
    }
  });

  it("stays dead while another of its jobs is", async () => {
    const bench = openTestQueue();
    await bench.add(flow);
    await answer(bench, "power", failure);
    await answer(bench, "measure", failure);
    const id = bench.queue.list({ limit: 10 }).jobs.find(({ name }) => name === "power")?.id ?? "";
    await bench.queue.retry(id);
    expect([stateOf(bench, "close"), stateOf(bench, "report")]).toEqual(["blocked", "dead"]);
  });

  it("is cancelled from the root down, what runs included", async () => {
    const bench = openTestQueue();
    const root = await bench.add(flow);
    await settle();
    const signals = bench.open.map(({ signal }) => signal);
    await bench.queue.cancel(root);
    await settle();
    expect(bench.queue.stats().total).toMatchObject({ cancelled: 4 });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  it("is written whole or not at all", async () => {
    const bench = openTestQueue({ most: 3 });
    await expect(bench.add(flow)).rejects.toMatchObject({ code: "job_queue_full" });
    const other = openTestQueue();
    await other.add({ plugin: "acme-relay", name: "x", key: "taken" });
    await expect(
      other.add({ ...flow, children: [...flow.children, { plugin: "acme-relay", name: "y", key: "taken" }] }),
    ).rejects.toMatchObject({ code: "job_key_taken" });
    expect([bench.queue.list({ limit: 10 }).jobs, other.queue.list({ limit: 10 }).jobs.length]).toEqual([[], 1]);
  });

  it("ends whatever is answered, failed, cancelled and retried in it", async () => {
    const act = fc.constantFrom("answer", "fail", "die", "cancel", "retry", "wait");
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(act, fc.nat(20)), { maxLength: 40 }), async (acts) => {
        const bench = openTestQueue();
        await bench.add(flow);
        for (const [what, at] of acts) {
          await settle();
          const delivery = bench.open[at % Math.max(1, bench.open.length)];
          const id = String((at % 4) + 1);
          if (what === "answer") await delivery?.answer(at);
          else if (what === "fail") await delivery?.fail(new Error("again"));
          else if (what === "die") await delivery?.fail(failure);
          else if (what === "wait") await bench.advance(1_000);
          else await bench.queue[what](id).catch((error) => expect(error).toMatchObject({ code: "job_conflict" }));
        }
        for (let turn = 0; turn < 30; turn += 1) {
          await bench.advance(300_000);
          for (const delivery of [...bench.open]) await delivery.answer(1);
        }
        const { blocked, delayed, waiting, running, cancelling, done, dead, cancelled } = bench.queue.stats().total;
        expect([blocked, delayed, waiting, running, cancelling, bench.open.length]).toEqual([0, 0, 0, 0, 0, 0]);
        expect(done + dead + cancelled).toBe(4);
      }),
      { numRuns: 25 },
    );
  });
});

describe("a repeating job", () => {
  it("makes a job at each of its times", async () => {
    const bench = openTestQueue();
    const id = await bench.add({ cron: "*/5 * * * *", key: "sweep", data: { all: true } });
    expect([id, bench.state(id)]).toEqual(["r1", "repeating"]);
    await bench.advance(5 * 60_000);
    expect((await bench.first()).job).toMatchObject({ data: { all: true }, key: "sweep@2026-01-01T00:05:00.000Z" });
    await (await bench.first()).answer();
    await bench.advance(5 * 60_000);
    expect((await bench.first()).job.key).toBe("sweep@2026-01-01T00:10:00.000Z");
  });

  it("leaves a time out while the job before is unfinished", async () => {
    const bench = openTestQueue();
    await bench.add({ cron: "* * * * *", timeoutMs: 3_600_000 });
    await bench.advance(10 * 60_000);
    expect(bench.queue.stats().total).toMatchObject({ running: 1, waiting: 0, done: 0 });
    await (await bench.first()).answer();
    await bench.advance(60_000);
    expect(bench.queue.stats().total).toMatchObject({ running: 1, done: 1 });
  });

  it("is the same one when it is added again under its key, and ends when it is cancelled", async () => {
    const bench = openTestQueue();
    const request = { cron: "* * * * *", key: "sweep" };
    expect([await bench.add(request), await bench.add(request)]).toEqual(["r1", "r1"]);
    await expect(bench.add({ ...request, cron: "*/2 * * * *" })).rejects.toMatchObject({ code: "job_key_taken" });
    await bench.queue.cancel("r1");
    await bench.advance(10 * 60_000);
    expect([bench.open, bench.queue.list({ limit: 5 }).repeats]).toEqual([[], []]);
    await expect(bench.queue.cancel("r1")).rejects.toMatchObject({ code: "job_unknown" });
  });
});
