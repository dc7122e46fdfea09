import { describe, expect, it } from "vitest";
import { renderSystemdUnit } from "./render-systemd-unit.ts";

const unit = {
  node: "/usr/bin/node",
  main: "/opt/a b/main.ts",
  config: "/etc/bench.yml",
  stateDir: "/var/lib/plugsmith",
  user: "bench",
};

describe("renderSystemdUnit", () => {
  it("leaves open what usb@3 and bubblewrap need", () => {
    const text = renderSystemdUnit(unit);
    expect(text).toMatch(/RestrictAddressFamilies=.*AF_NETLINK/);
    expect(text).toContain("PrivateNetwork=no");
    expect(text).not.toMatch(/RestrictNamespaces|PrivateUsers/);
  });

  it("quotes paths so that none becomes another argument or setting", () => {
    const text = renderSystemdUnit({ ...unit, config: '/etc/%i "$HOME".yml' });
    expect(text).toContain('ExecStart="/usr/bin/node" "/opt/a b/main.ts" --config "/etc/%%i \\"$$HOME\\".yml"');
  });
});
