import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createFakeClock } from "../fake-clock.ts";
import { useTemporaryFolders } from "../testing/temporary-folder.ts";
import { createPluginLogs } from "./plugin-log-store.ts";

describe("createPluginLogs", () => {
  const makeFolder = useTemporaryFolders();

  it("keeps lines per plugin and gives them to who follows", () => {
    const logs = createPluginLogs(makeFolder(), createFakeClock());
    const followed: string[] = [];
    const end = logs.follow("meter", ({ message }) => void followed.push(message));
    logs.write("meter", "info", "one\nstill one");
    logs.write("lamp", "info", "other");
    end();
    logs.write("meter", "warn", "two");
    expect(logs.read("meter", 10).map(({ level, message }) => [level, message])).toEqual([
      ["info", "one\nstill one"],
      ["warn", "two"],
    ]);
    expect(logs.read("meter", 1)).toHaveLength(1);
    expect(followed).toEqual(["one\nstill one"]);
  });

  it("drops a flood, says how much, and lets others through", async () => {
    const clock = createFakeClock();
    const logs = createPluginLogs(makeFolder(), clock);
    for (let count = 0; count < 1_000; count += 1) logs.write("meter", "info", "x".repeat(10_000));
    logs.write("lamp", "info", "heard");
    expect(logs.read("meter", 10_000).length).toBeLessThanOrEqual(200);
    expect(logs.read("lamp", 10)).toHaveLength(1);
    await clock.advance(1_000);
    logs.write("meter", "info", "calm");
    expect(logs.read("meter", 2).map(({ message }) => message)).toEqual([
      "800 lines were dropped: too many at once",
      "calm",
    ]);
  });

  it("keeps one older file and no more", async () => {
    const folder = makeFolder();
    const clock = createFakeClock();
    const logs = createPluginLogs(folder, clock);
    for (let round = 0; round < 20; round += 1) {
      for (let count = 0; count < 50; count += 1) logs.write("meter", "info", "y".repeat(4_000));
      await clock.advance(1_000);
    }
    expect(statSync(join(folder, "meter.log")).size).toBeLessThan(1_200_000);
    expect(existsSync(join(folder, "meter.log.1"))).toBe(true);
    // Whoever asks right after a rotation still gets what was just written.
    const { size } = statSync(join(folder, "meter.log"));
    expect(logs.read("meter", 400).length).toBeGreaterThan(Math.ceil(size / 4_000));
  });
});
