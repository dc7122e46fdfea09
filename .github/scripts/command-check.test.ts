import { describe, expect, it } from "vitest";
import { commandCheck, countFrom } from "./command-check.ts";

const node = (script: string, count = countFrom(/saw (\d+)/), timeoutMs = 10_000) =>
  commandCheck({
    name: "x",
    argv: [process.execPath, "-e", script],
    count,
    unit: "files",
    fix: "Mend it.",
    timeoutMs,
  }).run();

describe("commandCheck", () => {
  it("passes when the command exits 0 and says how much it saw", async () => {
    expect(await node("console.log('saw 12')")).toEqual({ passed: 1, failed: 0, skips: [], saw: "12 files" });
  });

  it("fails when the command exits with another code, and shows what it said", async () => {
    const result = await node("console.error('saw 3, one is bad'); process.exit(1)");
    expect(result).toMatchObject({ passed: 0, failed: 1 });
    expect(result.details).toContain("one is bad");
    expect(result.details).toContain("Mend it.");
  });

  it.each(["console.log('saw 0')", "console.log('all is well')", ""])(
    "fails when the command saw nothing: %s",
    async (script) => {
      expect(await node(script)).toMatchObject({ passed: 0, failed: 1 });
    },
  );

  it("fails when the command does not end in time, and ends its children too", async () => {
    const script =
      "require('child_process').spawn(process.execPath, ['-e', 'setInterval(()=>{},1e3)'], {stdio:'inherit'}); console.log('saw 1')";
    const result = await node(script, undefined, 700);
    expect(result).toMatchObject({ failed: 1 });
    expect(result.details).toContain("Stopped after");
  });

  it("fails when the program is not there", async () => {
    const check = commandCheck({ name: "x", argv: ["no-such-program-here"], count: () => 1, unit: "files", fix: "" });
    expect(await check.run()).toMatchObject({ failed: 1 });
  });
});
