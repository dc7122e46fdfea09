import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startWatchdog } from "./watchdog-transport.ts";

/** A docker that writes down what it is asked, and has one container. */
const docker = (log: string) => `#!${process.execPath}
const { appendFileSync } = require("node:fs");
appendFileSync(${JSON.stringify(log)}, process.argv.slice(2).join(" ") + " " + Object.keys(process.env).filter((name) => name === "GITHUB_TOKEN").join() + "\\n");
if (process.argv[2] === "ps") console.log("abc");
`;

describe("startWatchdog", () => {
  let folder: string;
  let log: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "watchdog-"));
    log = join(folder, "log");
    writeFileSync(join(folder, "docker"), docker(log));
    chmodSync(join(folder, "docker"), 0o755);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("removes the run's containers when the step ends without a word", async () => {
    const watchdog = startWatchdog("00ff", join(folder, "docker"));
    watchdog.abandon();
    while (!existsSync(log) || !readFileSync(log, "utf8").includes("rm "))
      await new Promise((wait) => setTimeout(wait, 20));
    watchdog.kill();
    const [first, second] = readFileSync(log, "utf8").split("\n");
    expect(first?.trim()).toBe("ps --all --quiet --no-trunc --filter label=org.plugsmith.run=00ff");
    expect(second?.trim()).toBe("rm --force --volumes abc");
  });

  it("asks nothing of the engine when the step said that it is done", async () => {
    const watchdog = startWatchdog("00ff", join(folder, "docker"));
    watchdog.dismiss();
    await watchdog.ended;
    expect(existsSync(log)).toBe(false);
  });
});
