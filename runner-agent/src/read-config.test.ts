import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readConfig } from "./read-config.ts";
import { useTemporaryFolders } from "./testing/temporary-folder.ts";

describe("readConfig", () => {
  const makeFolder = useTemporaryFolders();
  function read(text: string) {
    const folder = makeFolder();
    writeFileSync(join(folder, "bench.yml"), text);
    return { folder, read: () => readConfig(join(folder, "bench.yml")) };
  }
  const lines = [
    "schemaVersion: 1",
    "id: bench-1",
    "stateDir: state",
    "registry: {repository: acme/forge}",
    "trust: {policyFile: policy.json}",
  ];

  it("reads YAML, and paths in it are beside the file", () => {
    const { folder, read: config } = read(
      [...lines, "sources: {folder: plugins}", "control: {socket: /run/agent.sock}"].join("\n"),
    );
    expect(config()).toMatchObject({
      id: "bench-1",
      stateDir: join(folder, "state"),
      trust: { policyFile: join(folder, "policy.json") },
      sources: { folder: join(folder, "plugins") },
      control: { socket: "/run/agent.sock" },
    });
  });

  it("names every problem at once", () => {
    const { read: config } = read([...lines.slice(1), "sorces: {}", "limits: {callMs: 1}"].join("\n"));
    expect(config).toThrow(/schemaVersion.*(sorces|limits)/);
    expect(config).toThrow(expect.objectContaining({ code: "bench_config_invalid" }));
  });

  it("refuses aliases, text that is no YAML, and a missing file", () => {
    const invalid = expect.objectContaining({ code: "bench_config_invalid" });
    expect(read(`${lines.join("\n")}\nsources: &a {usb: true}\nlimits: *a`).read).toThrow(invalid);
    expect(read("{{{").read).toThrow(invalid);
    expect(() => readConfig("/does/not/exist.yml")).toThrow(invalid);
  });
});
