import { describe, expect, it } from "vitest";
import type { LaunchRequest } from "./confinement.ts";
import { planConfinedLaunch } from "./plan-confined-launch.ts";

const request: LaunchRequest = {
  program: "/opt/node/bin/node",
  args: ["main.js"],
  cwd: "/plugin",
  binds: { readOnly: ["/plugin"], readWrite: ["/out"] },
  limits: { memoryMiB: 64, processes: 32, openFiles: 128, fileSizeMiB: 8, cpuSeconds: 5 },
  confinement: { level: "os", tool: "bwrap", limitTool: "prlimit" },
  environment: { MODE: "x" },
};
const words = (changes: Partial<LaunchRequest> = {}) => {
  const { command, args } = planConfinedLaunch({ ...request, ...changes });
  return [command, ...args].join(" ");
};

describe("planConfinedLaunch", () => {
  it("stacks namespaces, limits and the permission model in this order", () => {
    const line = words();
    const order = ["bwrap --unshare-all", "prlimit --core=0", "/opt/node/bin/node --permission", "main.js"];
    const places = order.map((part) => line.indexOf(part));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });

  it("binds what it is told and Node itself, read-only where told, after the private /tmp", () => {
    const line = words();
    expect(line).toContain("--ro-bind /plugin /plugin");
    expect(line).toContain("--ro-bind /opt/node/bin/node /opt/node/bin/node");
    expect(line).toContain("--bind /out /out");
    expect(line.indexOf("--tmpfs /tmp")).toBeLessThan(line.indexOf("--ro-bind /plugin"));
    expect(line).not.toMatch(/--(ro-)?bind (\/|\/home|\/root|\/etc) /);
  });

  it("closes the holes of the permission model that were measured", () => {
    const line = words();
    expect(line).toContain("--no-experimental-sqlite");
    expect(line).not.toMatch(/--allow-(worker|child-process|addons|wasi|net)/);
    expect(words({ nodeAllows: ["addons"] })).toContain("--allow-addons");
  });

  it("lets no data limit sink below what Node needs to start", () => {
    expect(words()).toContain(`--data=${(64 + 640) * 1024 * 1024}`);
    expect(words({ program: "/usr/bin/php", limits: { memoryMiB: 16 } })).toContain(`--data=${512 * 1024 * 1024}`);
    expect(words()).toContain("--nproc=32 --nofile=128 --fsize=8388608 --cpu=5");
  });

  it("gives the wrapper itself nothing but the planned environment", () => {
    const { environment } = planConfinedLaunch(request);
    expect(Object.keys(environment).sort()).toEqual(["HOME", "LANG", "MODE", "PATH", "TMPDIR", "TZ"]);
  });

  it("keeps limits and permission model where there are no namespaces", () => {
    const line = words({ confinement: { level: "process", tool: null, limitTool: "prlimit" } });
    expect(line).toMatch(/^prlimit .* -- \/opt\/node\/bin\/node --permission/);
    expect(line).not.toContain("--allow-fs-write=/tmp");
    expect(words({ confinement: { level: "process", tool: null, limitTool: null } })).toMatch(
      /^\/opt\/node\/bin\/node /,
    );
  });

  it("gives other programs no flags of Node", () => {
    expect(words({ program: "/usr/bin/php", args: ["-l", "a.php"] })).toMatch(/-- \/usr\/bin\/php -l a\.php$/);
  });
});
