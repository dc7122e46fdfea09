import { execFile, execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const tool = join(import.meta.dirname, "../../../../../shared/usb-vm/usb-vm");
const guest = join(import.meta.dirname, "testing/cgroup-guest.ts");
const bootSeconds = 900;

function findObstacle(): string | undefined {
  if (!process.env["PLUGSMITH_VM"]) return "it boots a kernel for minutes: npm run test:deep -- vm-cgroups";
  if (!existsSync(tool)) return "the tool usb-vm is not beside the checkout";
  try {
    execFileSync("qemu-system-x86_64", ["--version"]);
  } catch {
    return "qemu-system-x86_64 is not installed";
  }
  return undefined;
}

it("limits memory and processes of a family by control groups of version 2, in a real kernel that has no others", {
  timeout: (bootSeconds + 120) * 1_000,
}, async (context) => {
  const obstacle = findObstacle();
  if (obstacle !== undefined) return context.skip(obstacle);
  await promisify(execFile)(tool, ["build"]);
  const run = ["run", "--timeout", String(bootSeconds), "--", process.execPath, guest];
  const { stdout } = await promisify(execFile)(tool, run);
  const said = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
  expect(said).toMatchObject({
    version: 2,
    own: "0::/service/agent",
    memory: { exit: "SIGKILL", said: "" },
    processes: { said: expect.stringContaining("Cannot fork") },
    left: ["/sys/fs/cgroup/service/agent"],
  });
  expect(said.memory.kills).toBeGreaterThan(0);
});
