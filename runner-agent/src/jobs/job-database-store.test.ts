import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTestQueue, settle } from "../testing/open-test-queue.ts";
import { openJobDatabase } from "./job-database-store.ts";

describe("the file of the job queue", () => {
  let folder = "";
  let file = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "plugsmith-queue-"));
    file = join(folder, "jobs.sqlite");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("holds jobs, repeats and pauses from one agent to the next", async () => {
    const first = openTestQueue({}, file);
    await first.queue.pause("acme-relay");
    const ids = [await first.add({ delayMs: 1_000 }), await first.add({ plugin: "acme-relay" })];
    await first.add({ cron: "* * * * *" });
    await first.queue.close(0);
    const second = openTestQueue({}, file);
    await settle();
    expect(ids.map(second.state)).toEqual(["delayed", "waiting"]);
    expect(second.queue.stats()).toMatchObject({ repeats: 1, plugins: [{}, { plugin: "acme-relay", paused: true }] });
    second.database.close();
  });

  it("is put aside when it is broken, and said so", () => {
    writeFileSync(file, "this was a database once ".repeat(400));
    const logs: string[] = [];
    const database = openJobDatabase(file, (message) => logs.push(message));
    expect(database.prepare("SELECT count(*) AS jobs FROM job").get()).toEqual({ jobs: 0 });
    expect([existsSync(`${file}.broken`), logs.length]).toEqual([true, 1]);
    database.close();
  });

  it("is left alone when a newer agent wrote it or another process has it", () => {
    const database = openJobDatabase(file, () => {});
    expect(() => openJobDatabase(file, () => {})).toThrow(expect.objectContaining({ code: "bench_config_invalid" }));
    database.exec("PRAGMA user_version = 99");
    database.close();
    expect(() => openJobDatabase(file, () => {})).toThrow(/newer agent/);
    expect(existsSync(`${file}.broken`)).toBe(false);
  });
});

describe("old jobs", () => {
  it("are forgotten: done ones after a week, dead ones after a month, none that a flow still waits for", async () => {
    const bench = openTestQueue();
    const done = await bench.add({ name: "done" });
    const parent = await bench.add({ name: "parent", children: [{ plugin: "acme-meter", name: "child" }] });
    const dead = await bench.add({ name: "dead", attempts: 1 });
    await settle();
    await bench.open.find(({ job }) => job.name === "done")?.answer();
    await bench.open.find(({ job }) => job.name === "child")?.answer();
    await bench.queue.pause();
    await bench.open.find(({ job }) => job.name === "dead")?.fail(new Error("no"));
    const known = () => bench.queue.list({ limit: 9 }).jobs.map(({ id }) => id);
    const day = 24 * 60 * 60_000;
    bench.jobs.prune(bench.clock.now() + 6 * day, 100);
    expect(known()).toEqual([dead, String(Number(parent) + 1), parent, done]);
    bench.jobs.prune(bench.clock.now() + 8 * day, 100);
    expect(known()).not.toContain(done);
    expect(known()).toContain(dead);
    bench.jobs.prune(bench.clock.now() + 31 * day, 100);
    expect(known()).toEqual([String(Number(parent) + 1), parent]);
  });

  it("are forgotten when there are too many of them, the oldest first", async () => {
    const bench = openTestQueue();
    for (let count = 0; count < 5; count += 1) {
      await bench.add({});
      await (await bench.first()).answer();
    }
    expect(bench.jobs.prune(bench.clock.now(), 2)).toBe(3);
    expect(bench.queue.list({ limit: 9 }).jobs.map(({ id }) => id)).toEqual(["5", "4"]);
  });
});
