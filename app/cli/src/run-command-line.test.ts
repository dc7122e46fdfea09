import { describe, expect, it } from "vitest";
import { runPlugsmith as plugsmith } from "./testing/run-plugsmith.ts";

describe("plugsmith", () => {
  it("says its version to people on stderr, and to programs as one object on stdout", async () => {
    const people = await plugsmith(["version"]);
    expect(people).toMatchObject({ code: 0, stdout: "" });
    expect(people.stderr).toMatch(/^plugsmith \d+\.\d+\.\d+ /);
    const programs = await plugsmith(["version", "--json"]);
    expect(programs.stdout.trim().split("\n")).toHaveLength(1);
    expect(JSON.parse(programs.stdout)).toMatchObject({ schemaVersion: 1, status: "success", code: "ok" });
  });

  it("exits 2 for wrong usage and names the mistake", async () => {
    const run = await plugsmith(["version", "--nonsense", "--json"]);
    expect(run.code).toBe(2);
    expect(JSON.parse(run.stdout)).toMatchObject({ code: "wrong_usage", message: "unknown option '--nonsense'" });
    expect(run.stderr).toContain("--nonsense");
  });

  it("prints help with exit code 0, as an object when asked for JSON", async () => {
    const run = await plugsmith(["request", "check", "--help"]);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain("Usage: plugsmith request check");
    const json = await plugsmith(["request", "check", "--help", "--json"]);
    expect(JSON.parse(json.stdout).usage).toContain("Usage: plugsmith request check");
  });

  it("refuses with exit code 1, a code and a hint when a file is not there", async () => {
    const run = await plugsmith(["inspect", "/nowhere/a.zip", "--json"]);
    expect(run.code).toBe(1);
    expect(JSON.parse(run.stdout)).toMatchObject({ status: "failed", code: "input_invalid", hint: "Check the path." });
    expect(run.stderr).toContain("does not exist");
  });
});
