import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startProcess } from "./process-transport.ts";

const plan = (command: string, ...args: string[]) => ({
  command,
  args,
  environment: { PATH: "/usr/bin:/bin", ONLY: "this" },
});
const read = async (stream: NodeJS.ReadableStream) => {
  let text = "";
  for await (const chunk of stream) text += String(chunk);
  return text;
};

describe("startProcess", () => {
  it("hands over exactly the planned environment", async () => {
    const child = await startProcess(plan("/usr/bin/env"), "/");
    expect((await read(child.output)).trim().split("\n").sort()).toEqual(["ONLY=this", "PATH=/usr/bin:/bin"]);
    expect(await child.exited).toEqual({ code: 0, signal: null });
  });

  it("names a program that is missing", async () => {
    await expect(startProcess(plan("/no/such/program"), "/")).rejects.toMatchObject({ code: "tool_missing" });
  });

  it("ends a process that ignores SIGTERM, and its children with it", async () => {
    const script = "trap '' TERM; (trap '' TERM; sleep 30) & echo $!; wait";
    const child = await startProcess(plan("/bin/bash", "-c", script), "/");
    const grandchild = await new Promise<number>((resolve) =>
      child.output.once("data", (text) => resolve(Number(text))),
    );
    expect(await child.stop(50)).toEqual({ code: null, signal: "SIGKILL", ours: true });
    await new Promise((resolve) => setTimeout(resolve, 20));
    // Where nobody reaps orphans, a dead one stays as a zombie.
    const state = existsSync(`/proc/${grandchild}`) ? readFileSync(`/proc/${grandchild}/stat`, "utf8") : ") Z";
    expect(state.slice(state.lastIndexOf(")"))).toMatch(/^\) Z/);
  });

  it("survives writing to a process that is gone", async () => {
    const child = await startProcess(plan("/usr/bin/true"), "/");
    await child.exited;
    child.input.write("anybody there?\n");
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await child.stop(10)).toEqual({ code: 0, signal: null });
  });

  it("lets no descriptor of its own starter through", () => {
    // A runner may start us with open descriptors; vitest's own are closed on exec, so a fresh Node gets one on purpose.
    const secret = openSync("/etc/hostname", "r");
    const module = join(import.meta.dirname, "process-transport.ts");
    const script = `
      const { startProcess } = await import(${JSON.stringify(module)});
      const child = await startProcess({ command: "/usr/bin/cat", args: ["/proc/self/fd/9"], environment: { PATH: "/usr/bin" } }, "/");
      child.output.pipe(process.stdout);
      await child.exited;
    `;
    const stdio: (number | "ignore" | "pipe")[] = [
      "ignore",
      "pipe",
      "pipe",
      ..."345678".split("").map(() => "ignore" as const),
    ];
    const run = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
      stdio: [...stdio, secret],
      cwd: import.meta.dirname,
      encoding: "utf8",
    });
    closeSync(secret);
    expect(run.stderr).toBe("");
    expect(run.stdout).toBe("");
    expect(run.status).toBe(0);
  });
});
