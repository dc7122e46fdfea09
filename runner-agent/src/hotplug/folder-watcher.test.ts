import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeManifest } from "@plugsmith/trust/testing";
import { describe, expect, it, vi } from "vitest";
import { createFakeClock } from "../fake-clock.ts";
import { useTemporaryFolders } from "../testing/temporary-folder.ts";
import { createFolderWatcher } from "./folder-watcher.ts";

describe("createFolderWatcher", () => {
  const makeFolder = useTemporaryFolders();

  it("sees plugins come, change, break, heal and go", async () => {
    const folder = makeFolder();
    const clock = createFakeClock();
    const watcher = createFolderWatcher(folder, clock);
    const events: string[] = [];
    await watcher.start(({ kind, plugin }) => void events.push(`${kind} ${plugin?.name}`));
    const look = async () => {
      await clock.advance(500);
      // The next look is armed when this one has ended.
      await vi.waitFor(() => expect(clock.pending()).toBe(1));
    };
    const own = join(folder, "hello");
    mkdirSync(join(own, "src"), { recursive: true });
    writeFileSync(join(own, "src/index.js"), "export {}");
    writeFileSync(join(own, "plugin.json"), JSON.stringify(makeManifest()));
    await look();
    await look();
    expect(events).toEqual(["plugin_changed bench-hello"]);
    writeFileSync(join(own, "plugin.json"), "{ half saved");
    await look();
    expect(watcher.releases()).toHaveLength(1);
    expect(watcher.status().message).toContain("plugin.json");
    writeFileSync(join(own, "plugin.json"), JSON.stringify(makeManifest({ version: "1.0.1" })));
    await look();
    expect(watcher.releases()).toMatchObject([{ version: "1.0.1", origin: "folder" }]);
    rmSync(own, { recursive: true });
    await look();
    expect(events).toEqual(["plugin_changed bench-hello", "plugin_changed bench-hello", "plugin_removed bench-hello"]);
    await watcher.stop();
  });

  it("says when the folder is not there, and does not end", async () => {
    const clock = createFakeClock();
    const watcher = createFolderWatcher(join(makeFolder(), "missing"), clock);
    await watcher.start(() => {});
    expect(watcher.status().state).toBe("failing");
    await watcher.stop();
  });
});
