import { describe, expect, it } from "vitest";
import { detectConfinement } from "./detect-confinement.ts";
import { planConfinedLaunch } from "./plan-confined-launch.ts";
import { planSyscallFilter } from "./plan-syscall-filter.ts";
import { startProcess } from "./process-transport.ts";

const allow = 0x7fff0000;
const kill = 0x80000000;
const notPermitted = 0x00050001;
const notThere = 0x00050026;
const x64 = 0xc000003e;

/** What the kernel would answer: its seccomp machine, as much of it as the filter uses. */
function judge(program: Uint8Array, call: { architecture: number; number: number; argument?: number }): number {
  const words = new Map([
    [0, call.number],
    [4, call.architecture],
    [16, call.argument ?? 0],
  ]);
  const view = new DataView(program.buffer, program.byteOffset, program.byteLength);
  let accumulator = 0;
  for (let at = 0; at * 8 < program.length; at += 1) {
    const value = view.getUint32(at * 8 + 4, true);
    const jump = (yes: boolean) => {
      at += view.getUint8(at * 8 + (yes ? 2 : 3));
    };
    const code = view.getUint16(at * 8, true);
    if (code === 0x06) return value;
    if (code === 0x20) accumulator = words.get(value) ?? Number.NaN;
    else if (code === 0x15) jump(accumulator === value);
    else if (code === 0x35) jump(accumulator >= value);
    else if (code === 0x45) jump((accumulator & value) !== 0);
    else throw new Error(`unknown instruction ${code}`);
  }
  throw new Error("the program ran out");
}
const ask = (number: number, argument = 0, architecture = x64) =>
  judge(planSyscallFilter("x64") ?? new Uint8Array(), { architecture, number, argument });

describe("planSyscallFilter", () => {
  it("lets through what programs live on: read, mmap, clone of a thread, execve, exit", () => {
    expect([0, 9, 59, 231].map((number) => ask(number))).toEqual(Array(4).fill(allow));
    expect(ask(56, 0x3d0f00)).toBe(allow);
    expect(ask(272, 0x200)).toBe(allow);
  });

  it("refuses keyrings, tracing, mounts, modules, bpf, memory files and io_uring", () => {
    const calls = [250, 101, 165, 313, 321, 319, 425];
    expect(calls.map((number) => ask(number))).toEqual(calls.map(() => notPermitted));
  });

  it("refuses user namespaces by clone and unshare, and hides clone3, whose flags it cannot see", () => {
    expect(ask(56, 0x10000011)).toBe(notPermitted);
    expect(ask(272, 0x10020000)).toBe(notPermitted);
    expect(ask(435)).toBe(notThere);
  });

  it("lets no other table of calls around it", () => {
    expect(ask(0, 0, 0x40000003)).toBe(kill);
    expect(ask(0x40000000 + 250)).toBe(notThere);
    expect(judge(planSyscallFilter("arm64") ?? new Uint8Array(), { architecture: 0xc00000b7, number: 219 })).toBe(
      notPermitted,
    );
    expect(planSyscallFilter("mips")).toBeUndefined();
  });
});

const found = await detectConfinement();

describe.skipIf(found.level !== "os")("the boundary of this machine", () => {
  async function run(script: string) {
    const plan = planConfinedLaunch({
      program: "/bin/bash",
      args: ["-c", script],
      cwd: "/",
      binds: { readOnly: [], readWrite: [] },
      limits: { openFiles: 64 },
      confinement: found,
      environment: {},
    });
    const child = await startProcess(plan, "/");
    let text = "";
    child.output.on("data", (chunk) => {
      text += chunk;
    });
    child.errors.resume();
    await child.exited;
    return text.trim();
  }

  it("lets no program make user namespaces, and shows it none of the filter's descriptor", async () => {
    expect(await run("unshare --user true && echo made; [ -e /proc/self/fd/3 ] && echo open; echo end")).toBe("end");
  });

  it("lets nobody write the kernel's settings or fill /dev, root's plugin or not", async () => {
    expect(
      await run(
        "(: > /proc/sys/kernel/core_pattern) && echo settings; (: > /dev/flood) && echo dev; : > /dev/shm/ok && echo shm",
      ),
    ).toBe("shm");
  });
});
