import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runPlugsmith } from "../testing/run-plugsmith.ts";

const good = 'cms: bench\nname: lab-scale\ndescription: Reads the scale on the bench\nusb: ["0403:6001"]\n';
const bad = "cms: drupal\nname: Lab Scale\n";
let work = "";
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), "plugsmith-request-"));
  writeFileSync(join(work, "good.yml"), good);
  writeFileSync(join(work, "bad.yml"), bad);
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe("plugsmith request check", () => {
  it("says what the bot would answer, from a file and from stdin", async () => {
    const fromFile = await runPlugsmith(["request", "check", join(work, "good.yml"), "--json"]);
    expect(fromFile).toMatchObject({ code: 0, result: { code: "ok", request: { name: "lab-scale", cms: "bench" } } });
    const fromStdin = await runPlugsmith(["request", "check", "-", "--json"], { input: good });
    expect(fromStdin.result).toEqual(fromFile.result);
  });

  it("reads the body of an issue as GitHub's form writes it", async () => {
    const body = "### cms\n\nnode\n\n### name\n\nacme-hook\n\n### description\n\nWebhooks for the Acme shop\n";
    expect(await runPlugsmith(["request", "check", "-", "--json"], { input: body })).toMatchObject({
      code: 0,
      result: { request: { name: "acme-hook" } },
    });
  });

  it("names every problem at once, with exit code 1", async () => {
    const run = await runPlugsmith(["request", "check", join(work, "bad.yml"), "--json"]);
    expect(run).toMatchObject({ code: 1, result: { status: "failed", code: "request_invalid" } });
    const paths = (run.result["issues"] as { path: string }[]).map(({ path }) => path);
    expect(paths.sort()).toEqual(["cms", "description", "name"]);
    for (const path of paths) expect(run.stderr).toContain(path);
  });
});

describe("plugsmith generate", () => {
  it("writes the plugin that the bot would commit", async () => {
    const out = join(work, "plugin");
    const run = await runPlugsmith(["generate", join(work, "good.yml"), "--out", out, "--json"]);
    expect(run).toMatchObject({ code: 0, result: { plugin: { name: "lab-scale", version: "1.0.0" }, pack: "bench" } });
    expect(JSON.parse(readFileSync(join(out, "plugin.json"), "utf8"))).toMatchObject({ name: "lab-scale" });
    expect(readdirSync(out, { recursive: true }).length).toBeGreaterThan(5);
  });

  it("writes no file for a request with problems, or over existing files", async () => {
    const out = join(work, "nothing");
    expect((await runPlugsmith(["generate", join(work, "bad.yml"), "--out", out])).code).toBe(1);
    expect(existsSync(out)).toBe(false);
    expect(await runPlugsmith(["generate", join(work, "good.yml"), "--out", work, "--json"])).toMatchObject({
      code: 1,
      result: { code: "input_invalid" },
    });
    expect((await runPlugsmith(["generate", join(work, "good.yml")])).code).toBe(2);
  });
});
