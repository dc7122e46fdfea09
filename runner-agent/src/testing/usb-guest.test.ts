import { execFile, execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const tool = join(import.meta.dirname, "../../../../shared/usb-vm/usb-vm");
const guest = join(import.meta.dirname, "usb-guest.ts");
const bootSeconds = 900;

function findObstacle(): string | undefined {
  if (!process.env["PLUGSMITH_VM"]) return "it boots a kernel for minutes: npm run test:deep -- vm-usb";
  if (!existsSync(tool)) return "the tool usb-vm is not beside the checkout";
  try {
    execFileSync("qemu-system-x86_64", ["--version"]);
  } catch {
    return "qemu-system-x86_64 is not installed";
  }
  return undefined;
}

describe("agent in a real kernel with real device nodes", () => {
  it("lets a plugin drive the serial line and the endpoints that it declared, refuses others, and follows pull and replug", {
    timeout: (bootSeconds + 120) * 1_000,
  }, async (context) => {
    const obstacle = findObstacle();
    if (obstacle !== undefined) return context.skip(obstacle);
    await promisify(execFile)(tool, ["build"]);
    const run = ["run", "--timeout", String(bootSeconds), "--", process.execPath, guest];
    const { stdout } = await promisify(execFile)(tool, run);
    const said = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
    const denied = Array.from({ length: 3 }, () => "permission_denied");
    // By key, by port, by path; a line that others opened; USB itself; past the broker.
    const stopped = [...denied, "message_invalid", "permission_denied", "ERR_ACCESS_DENIED"];
    expect(said).toMatchObject({
      isolation: "os",
      keys: { first: ["DUT-7", "3-1"], second: ["4-1", "4-1"], again: ["DUT-7", "3-1"] },
      talk: "first:hello",
      long: "first:".length + 20_000,
      stolen: stopped,
      both: ["first:who", "second:who"],
      heldAfter: [],
      replug: "again:back",
      replugTtys: ["/dev/ttyACM0"],
      echo: { written: 500, same: true },
      usbStolen: stopped,
      log: [
        "attached DUT-7 at 3-1",
        "attached 4-1 at 4-1",
        "detached 4-1, its line: usb_unavailable",
        "detached DUT-7, its line: usb_unavailable",
        "attached DUT-7 at 3-1",
        "detached DUT-7, its line: usb_unavailable",
      ],
      exit: 0,
    });
    expect(said.openTtys).toBeGreaterThanOrEqual(2);
  });
});
