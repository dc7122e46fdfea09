import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runPlugsmith } from "../testing/run-plugsmith.ts";

const folder = mkdtempSync(join(tmpdir(), "plugsmith-install-"));
const config = join(folder, "bench.yml");
const install = (...words: string[]) => runPlugsmith(["agent", "install", ...words, "--config", config]);
beforeAll(() => {
  const lines = ["schemaVersion: 1", "id: lab-1", "stateDir: state", "registry: { repository: acme/forge }"];
  writeFileSync(config, [...lines, "trust: { policyFile: policy.json }"].join("\n"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("plugsmith agent install", { timeout: 60_000 }, () => {
  it("prints the unit for this bench and changes nothing", async () => {
    const { code, stdout, stderr } = await install("--user", "bench");
    expect(code).toBe(0);
    expect(stdout).toContain(`--config "${config}"`);
    expect(stdout).toContain("User=bench");
    expect(stderr).toContain("Nothing was changed.");
    expect(stderr).toContain("systemctl daemon-reload");
  });

  it("puts unit and rules in their places below a root, and runs nothing there", async () => {
    const root = join(folder, "image");
    const words = [
      "all",
      "--device",
      "0403:6001",
      "--device",
      "1209:0001",
      "--group",
      "lab",
      "--apply",
      "--root",
      root,
    ];
    expect((await install(...words)).code).toBe(0);
    const rules = readFileSync(join(root, "etc/udev/rules.d/70-plugsmith.rules"), "utf8");
    expect(rules.match(/GROUP="lab"/g)).toHaveLength(4);
    const unit = readFileSync(join(root, "etc/systemd/system/plugsmith-agent.service"), "utf8");
    expect(unit).toContain("SupplementaryGroups=lab");
  });

  it("prints a Dockerfile and a DaemonSet with the image it was given", async () => {
    expect((await install("docker")).stdout).toMatch(/^FROM /m);
    expect((await install("kubernetes", "--image", "ghcr.io/acme/agent:7")).stdout).toContain(
      "image: ghcr.io/acme/agent:7",
    );
  });

  it("refuses what it does not know, and what has no place on this machine", async () => {
    for (const words of [["cake"], ["docker", "--apply"], ["udev", "--device", "0403"]])
      expect((await install(...words)).code, words.join(" ")).toBe(2);
  });
});
