import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useTemporaryFolders } from "../testing/temporary-folder.ts";
import { gatherDeviceNodes } from "./gather-device-nodes.ts";

describe("gatherDeviceNodes", () => {
  const makeFolder = useTemporaryFolders();
  function makeDev() {
    const dev = makeFolder();
    mkdirSync(join(dev, "bus/usb/001"), { recursive: true });
    for (const node of ["bus/usb/001/002", "ttyACM0", "ttyS0", "null"]) writeFileSync(join(dev, node), "");
    return dev;
  }

  it("counts devices and serial lines of USB, and nothing else", () => {
    expect(gatherDeviceNodes(makeDev())).toMatch(/ can open all 2, 1 of them serial lines$/);
    expect(gatherDeviceNodes(makeFolder())).toContain("nothing is plugged in");
  });

  it("names the nodes that this user cannot open", () => {
    const dev = makeDev();
    chmodSync(join(dev, "ttyACM0"), 0);
    // Whoever runs the tests as root can open everything but what is not there.
    symlinkSync(join(dev, "gone"), join(dev, "ttyUSB7"));
    expect(() => gatherDeviceNodes(dev)).toThrow(/ cannot open [12] of 3: .*ttyUSB7/);
  });
});
