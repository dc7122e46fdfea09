import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serveRecordedControl } from "@plugsmith/runner-agent/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runPlugsmith } from "../testing/run-plugsmith.ts";

const folder = mkdtempSync(join(tmpdir(), "plugsmith-neighbour-"));
const socket = join(folder, "agent.sock");
let close = async () => {};
beforeAll(async () => {
  close = await serveRecordedControl(socket);
});
afterAll(async () => {
  await close();
  rmSync(folder, { recursive: true, force: true });
});

const run = (...args: string[]) => runPlugsmith(["agent", ...args, "--socket", socket]);

describe("plugsmith agent with an agent of the protocol before", () => {
  it("shows its status, and leaves out what it does not say", async () => {
    const { code, stdout, stderr } = await run("status");
    expect({ code, text: stdout + stderr }).toMatchObject({
      code: 0,
      text: expect.stringMatching(/bench bench-1 is running[\s\S]*acme-meter +1\.0\.0 +active/),
    });
  });

  it("lists leases without a queue, calls a plugin and reads its log", async () => {
    expect(await run("lease", "--json")).toMatchObject({ code: 0, result: { leases: [], queue: [] } });
    expect(await run("call", "acme-meter", "identify", "--json")).toMatchObject({
      code: 0,
      result: { result: { volts: 5 } },
    });
    expect(await run("logs", "acme-meter", "--json")).toMatchObject({ code: 0 });
    expect(await run("unload", "acme-meter", "--json")).toMatchObject({ code: 0 });
  });
});
