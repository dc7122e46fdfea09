import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type AnalysisPort, gatherAnalysis } from "./gather-analysis.ts";

const permissions = {
  filesystem: [],
  network: { outbound: [{ host: "api.pay.example", port: 443 }], inbound: false },
  usb: [],
  memory: 64,
  queue: [],
};
const manifest = { name: "acme-pay", permissions };
let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "plugsmith-analysis-")));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};

/** A boundary that answers what it is told and remembers what it was asked. */
function fakePort(answer: (program: string, input: string) => { exitCode: number | null; stdout: string }) {
  const asked: Parameters<AnalysisPort["runConfined"]>[0][] = [];
  const port: AnalysisPort = {
    async runConfined(request) {
      asked.push(request);
      return { signal: null, stderr: "", ...answer(request.program, request.input ?? "") };
    },
  };
  return { asked, port };
}

const empty = JSON.stringify({ files: 1, lines: 1, findings: [] });

describe("gatherAnalysis", () => {
  it("gives the parsers the folder to read and nothing to write, and tells them what the manifest declares", async () => {
    write("a.php", "<?php");
    const { asked, port } = fakePort(() => ({ exitCode: 0, stdout: empty }));
    await gatherAnalysis(port, folder, manifest);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.readOnly).toContain(folder);
    expect(asked[0]).not.toHaveProperty("readWrite");
    expect(JSON.parse(asked[0]?.input ?? "")).toEqual({
      declared: { hosts: ["api.pay.example"], network: true, files: false, usb: false },
      python: "",
    });
  });

  it("lets Python read Python, isolated, and hands its trees on", async () => {
    write("src/b.py", "x = 1");
    write("a.py", "x = 1");
    const { asked, port } = fakePort((program) => ({
      exitCode: 0,
      stdout: program.endsWith("python3") ? "trees" : empty,
    }));
    await gatherAnalysis(port, folder, manifest);
    expect(asked[0]?.args[0]).toBe("-I");
    expect(asked[0]?.args.slice(2)).toEqual([folder, "a.py", "src/b.py"]);
    expect(JSON.parse(asked[1]?.input ?? "").python).toBe("trees");
  });

  it("takes a Python that dies for files that nobody could read", async () => {
    write("a.py", "x = 1");
    const { asked, port } = fakePort((program) =>
      program.endsWith("python3") ? { exitCode: 139, stdout: "" } : { exitCode: 0, stdout: empty },
    );
    await gatherAnalysis(port, folder, manifest);
    const { python } = JSON.parse(asked[1]?.input ?? "");
    expect(JSON.parse(python)).toEqual({ path: "a.py", why: expect.stringContaining("ended with 139") });
  });

  it("refuses a plugin that ends the parsers", async () => {
    write("a.php", "<?php");
    const { port } = fakePort(() => ({ exitCode: 134, stdout: "" }));
    await expect(gatherAnalysis(port, folder, manifest)).rejects.toMatchObject({ code: "analysis_failed" });
  });
});
