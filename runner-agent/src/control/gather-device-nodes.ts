import { accessSync, constants, globSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";

/** Where USB devices and the serial lines of USB devices have their nodes, below /dev. */
const patterns = ["bus/usb/*/*", "ttyACM*", "ttyUSB*"];
const shown = 3;

/**
 * How many nodes of USB devices and serial lines there are, all of which this user can open.
 * @throws Error naming the first of those that it cannot.
 */
export function gatherDeviceNodes(dev: string): string {
  const nodes = globSync(patterns, { cwd: dev }).sort();
  const closed = nodes.filter((node) => {
    try {
      accessSync(join(dev, node), constants.R_OK | constants.W_OK);
      return false;
    } catch {
      return true;
    }
  });
  const user = userInfo().username;
  if (closed.length > 0)
    throw new Error(
      `${user} cannot open ${closed.length} of ${nodes.length}: ${closed
        .slice(0, shown)
        .map((node) => join(dev, node))
        .join(", ")}${closed.length > shown ? " …" : ""}`,
    );
  const serial = nodes.filter((node) => node.startsWith("tty")).length;
  if (nodes.length === 0) return "none now: nothing is plugged in";
  return `${user} can open all ${nodes.length}, ${serial} of them serial lines`;
}
