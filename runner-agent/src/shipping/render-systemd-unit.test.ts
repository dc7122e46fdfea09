import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { renderSystemdUnit } from "./render-systemd-unit.ts";

const unit = {
  node: "/usr/bin/node",
  main: "/opt/a b/main.ts",
  config: "/etc/bench.yml",
  stateDir: "/var/lib/plugsmith",
  user: "bench",
  group: "plugsmith",
};

describe("renderSystemdUnit", () => {
  it("leaves open what usb@3 and bubblewrap need", () => {
    const text = renderSystemdUnit(unit);
    expect(text).toMatch(/RestrictAddressFamilies=.*AF_NETLINK/);
    expect(text).toContain("PrivateNetwork=no");
    expect(text).not.toMatch(
      /RestrictNamespaces|PrivateUsers|PrivateDevices|MemoryDeny|ProtectProc|ProtectKernelTunables|ProtectHostname|ProtectControlGroups/,
    );
    expect(text).toMatch(/^DeviceAllow=char-usb_device rw$/m);
    expect(text).toMatch(/^Delegate=memory pids cpu$/m);
  });

  const analyze = (...args: string[]) => spawnSync("systemd-analyze", args, { encoding: "utf8" });

  it.skipIf(analyze("--version").status !== 0)(
    "passes systemd-analyze verify, and is exposed no more than what it must do makes it",
    () => {
      const folder = mkdtempSync(join(tmpdir(), "plugsmith-unit-"));
      const file = join(folder, "plugsmith-agent.service");
      writeFileSync(file, renderSystemdUnit({ ...unit, node: process.execPath, user: "daemon", group: "daemon" }));
      const { status, stderr } = analyze("verify", "--man=no", file);
      // Other units of the machine may be reported too.
      const own = stderr.split("\n").filter((line) => line.includes("plugsmith-agent.service"));
      expect({ status, own }).toEqual({ status: 0, own: [] });
      const security = analyze("security", "--offline=true", "--no-pager", file).stdout;
      const level = /Overall exposure level for .*: ([0-9.]+)/.exec(security)?.[1];
      expect(Number(level)).toBeLessThanOrEqual(5);
      rmSync(folder, { recursive: true, force: true });
    },
  );

  it("quotes paths so that none becomes another argument or setting", () => {
    const text = renderSystemdUnit({ ...unit, config: '/etc/%i "$HOME".yml' });
    expect(text).toContain('ExecStart="/usr/bin/node" "/opt/a b/main.ts" --config "/etc/%%i \\"$$HOME\\".yml"');
  });
});
