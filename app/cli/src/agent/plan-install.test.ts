import { describe, expect, it } from "vitest";
import { chooseFiles, type InstallFile, planInstallSteps } from "./plan-install.ts";

const files: InstallFile[] = [
  { what: "unit", path: "/etc/systemd/system/plugsmith-agent.service", text: "" },
  { what: "udev", path: "/etc/udev/rules.d/70-plugsmith.rules", text: "" },
  { what: "docker", path: null, text: "" },
];
const commands = (...chosen: readonly InstallFile[]) =>
  planInstallSteps(chosen, "plugsmith", "bench").map(({ argv }) => argv.slice(0, 2).join(" "));

describe("plugsmith agent install", () => {
  it("takes one kind, or all", () => {
    expect(chooseFiles(files, "udev").map(({ what }) => what)).toEqual(["udev"]);
    expect(chooseFiles(files, "all")).toEqual(files);
  });

  it("makes the group before the rules name it, and only tells systemd what it must", () => {
    expect(commands(...files)).toEqual([
      "groupadd --force",
      "usermod -aG",
      "udevadm control",
      "udevadm trigger",
      "systemctl daemon-reload",
    ]);
    expect(commands(...chooseFiles(files, "unit"))).toEqual([
      "groupadd --force",
      "usermod -aG",
      "systemctl daemon-reload",
    ]);
    expect(commands(...chooseFiles(files, "docker"))).toEqual([]);
  });
});
