import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeManifest } from "@plugsmith/trust/testing";
import { describe, expect, it, vi } from "vitest";
import { createFakeClock } from "../fake-clock.ts";
import { useTemporaryFolders } from "../testing/temporary-folder.ts";
import { createFolderWatcher } from "./folder-watcher.ts";

describe("createFolderWatcher", () => {
  const makeFolder = useTemporaryFolders();

  /** The fake clock stands in the past of every file, so only two equal looks make a folder count as written. */
  async function watch(folder = makeFolder(), allowUnsigned = true) {
    const clock = createFakeClock();
    const watcher = createFolderWatcher(folder, clock, allowUnsigned);
    const events: string[] = [];
    await watcher.start(({ kind, plugin }) => void events.push(`${kind} ${plugin?.name} ${plugin?.version}`));
    const look = async (times = 1) => {
      for (let n = 0; n < times; n += 1) {
        await clock.advance(500);
        // The next look is armed when this one has ended.
        await vi.waitFor(() => expect(clock.pending()).toBe(1));
      }
    };
    const write = (name: string, change: object = {}, parent = folder) => {
      const own = join(parent, name);
      mkdirSync(join(own, "src"), { recursive: true });
      writeFileSync(join(own, "src/index.js"), "export {}");
      writeFileSync(join(own, "plugin.json"), JSON.stringify(makeManifest(change)));
      return own;
    };
    return { folder, watcher, events, look, write };
  }

  it("sees plugins come, change, break, heal and go", async () => {
    const { watcher, events, look, write } = await watch();
    const own = write("hello");
    await look(2);
    expect(events).toEqual(["plugin_changed bench-hello 1.0.0"]);
    writeFileSync(join(own, "plugin.json"), "{ half saved");
    await look(3);
    expect(watcher.releases()).toHaveLength(1);
    expect(watcher.status().message).toContain("plugin.json");
    write("hello", { version: "1.0.1" });
    await look(2);
    expect(watcher.releases()).toMatchObject([{ version: "1.0.1", origin: "folder" }]);
    rmSync(own, { recursive: true });
    await look();
    expect(events).toEqual([
      "plugin_changed bench-hello 1.0.0",
      "plugin_changed bench-hello 1.0.1",
      "plugin_removed bench-hello 1.0.1",
    ]);
    await watcher.stop();
  });

  it("waits for a folder that is still being written, and then takes it as a whole", async () => {
    const { watcher, events, look, write } = await watch();
    const own = write("hello");
    for (let n = 0; n < 4; n += 1) {
      writeFileSync(join(own, "src/index.js"), `export const part = ${n};`.padEnd(100 + n));
      await look();
      expect(events).toEqual([]);
    }
    await look();
    expect(events).toEqual(["plugin_changed bench-hello 1.0.0"]);
    await watcher.stop();
  });

  it("takes a folder that was renamed into place, and none that is still under a hidden name", async () => {
    const { folder, watcher, events, look, write } = await watch();
    write(".hello.new");
    await look(3);
    expect(events).toEqual([]);
    renameSync(join(folder, ".hello.new"), join(folder, "hello"));
    await look(2);
    expect(events).toEqual(["plugin_changed bench-hello 1.0.0"]);
    await watcher.stop();
  });

  it("notices a change that keeps size and time, as copy tools do", async () => {
    const { watcher, events, look, write } = await watch();
    const file = join(write("hello"), "src/index.js");
    utimesSync(file, 1_000, 1_000);
    await look(2);
    const first = watcher.releases()[0]?.digest;
    writeFileSync(file, "export []");
    utimesSync(file, 1_000, 1_000);
    await look(2);
    expect(watcher.releases()[0]?.digest).not.toBe(first);
    expect(events).toHaveLength(2);
    await watcher.stop();
  });

  it("follows no link: neither a folder nor a file in it, also when it takes a running plugin's place", async () => {
    const elsewhere = makeFolder();
    const { folder, watcher, events, look, write } = await watch();
    symlinkSync(write("outside", { name: "bench-outside" }, elsewhere), join(folder, "outside"));
    const own = write("hello");
    await look(2);
    expect(events).toEqual(["plugin_changed bench-hello 1.0.0"]);
    expect(watcher.status().message).toContain("links are not followed");
    rmSync(join(own, "src/index.js"));
    symlinkSync("/etc/hostname", join(own, "src/index.js"));
    await look(3);
    expect(events).toHaveLength(1);
    expect(watcher.status().message).toContain("src/index.js is no regular file");
    await watcher.stop();
  });

  it("takes one of two folders with the same plugin, says which, and the other when that one goes", async () => {
    const { folder, watcher, events, look, write } = await watch();
    write("a", { version: "1.0.0" });
    write("b", { version: "2.0.0" });
    await look(2);
    expect(watcher.releases()).toMatchObject([{ version: "1.0.0" }]);
    expect(watcher.status().message).toContain("b is left out");
    rmSync(join(folder, "a"), { recursive: true });
    await look();
    expect(events).toEqual(["plugin_changed bench-hello 1.0.0", "plugin_changed bench-hello 2.0.0"]);
    await watcher.stop();
  });

  it("says loudly that its plugins are unsigned, and whether they run", async () => {
    const open = await watch();
    expect(open.watcher.status().message).toContain("UNSIGNED plugins run");
    const shut = await watch(makeFolder(), false);
    expect(shut.watcher.status().message).toContain("unsigned and do not run");
    await Promise.all([open.watcher.stop(), shut.watcher.stop()]);
  });

  it("takes nothing from a folder that every user can write to, and goes on when that is repaired", async () => {
    const folder = makeFolder();
    chmodSync(folder, 0o777);
    const { watcher, events, look, write } = await watch(folder);
    write("hello");
    await look(2);
    expect(watcher.status()).toMatchObject({ state: "failing", message: expect.stringContaining("every user") });
    chmodSync(folder, 0o755);
    await look(2);
    expect(events).toEqual(["plugin_changed bench-hello 1.0.0"]);
    await watcher.stop();
  });

  it("says when the folder is not there, and does not end", async () => {
    const { watcher } = await watch(join(makeFolder(), "missing"));
    expect(watcher.status().state).toBe("failing");
    await watcher.stop();
  });
});
