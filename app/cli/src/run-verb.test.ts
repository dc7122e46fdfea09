import { spawn } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const moduleUrl = JSON.stringify(join(import.meta.dirname, "run-verb.ts"));

/** Runs a verb's handler as a process of its own; a signal is sent once it says "ready". */
function runHandler(
  handler: string,
  { cleansUp = false, signal }: { cleansUp?: boolean; signal?: NodeJS.Signals } = {},
) {
  const script = `
    import { runVerb } from ${moduleUrl};
    const command = { optsWithGlobals: () => ({ json: true }), opts: () => ({}) };
    await runVerb(${handler}, { cleansUp: ${cleansUp} })({}, command);`;
  return new Promise<{ code: number | null; lines: string[]; stderr: string }>((resolve) => {
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      if (signal && /ready|stopping/.test(text)) child.kill(signal);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("close", (code) => resolve({ code, lines: stdout.trim().split("\n"), stderr }));
  });
}

describe("runVerb", () => {
  it("turns anything thrown into a failed outcome with exit code 1", async () => {
    const run = await runHandler("async () => { throw undefined; }");
    expect(run.code).toBe(1);
    expect(JSON.parse(run.lines[0] ?? "")).toMatchObject({ status: "failed", code: "unexpected" });
  });

  it("ends a verb that holds handles open", async () => {
    const run = await runHandler(
      "async () => { setInterval(() => {}, 1000); return { status: 'success', code: 'ok', message: 'm' }; }",
    );
    expect(run.code).toBe(0);
  });

  it("exits 130 on SIGINT", async () => {
    const run = await runHandler(
      "async (call) => { call.emit({ status: 'ready' }); await new Promise((r) => setTimeout(r, 60000)); }",
      {
        signal: "SIGINT",
      },
    );
    expect(run.code).toBe(130);
    expect(JSON.parse(run.lines.at(-1) ?? "")).toMatchObject({ status: "cancelled", code: "interrupted" });
  });

  it("waits for a verb that cleans up after itself", async () => {
    const handler = `async (call) => {
      call.emit({ status: 'ready' });
      const alive = setInterval(() => {}, 1000);
      await new Promise((r) => call.signal.addEventListener('abort', r));
      clearInterval(alive);
      call.say('swept');
      return { status: 'cancelled', code: 'interrupted', message: 'Stopped.' };
    }`;
    const run = await runHandler(handler, { signal: "SIGTERM", cleansUp: true });
    expect(run.code).toBe(130);
    expect(run.stderr).toContain("swept");
    expect(run.lines).toHaveLength(2);
  });

  it("takes a Ctrl-C that npm hands on a second time for the same one", async () => {
    const handler = `async (call) => {
      call.emit({ status: 'ready' });
      const alive = setInterval(() => {}, 1000);
      await new Promise((r) => call.signal.addEventListener('abort', r));
      call.emit({ status: 'stopping' });
      await new Promise((r) => process.once('SIGINT', () => setImmediate(r)));
      clearInterval(alive);
      call.say('swept');
      return { status: 'cancelled', code: 'interrupted', message: 'Stopped.' };
    }`;
    const run = await runHandler(handler, { signal: "SIGINT", cleansUp: true });
    expect(run.code).toBe(130);
    expect(run.stderr).toContain("swept");
  });
});
