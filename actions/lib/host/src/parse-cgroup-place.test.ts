import { describe, expect, it } from "vitest";
import { parseCgroupPlace } from "./parse-cgroup-place.ts";

const first = (controller: string, root = "/") =>
  `30 25 0:26 ${root} /sys/fs/cgroup/${controller} rw,relatime shared:9 - cgroup cgroup rw,${controller}`;
const second = (point: string, root = "/") =>
  `35 24 0:30 ${root} ${point} rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate`;
const other = "22 1 8:1 / / rw,relatime - ext4 /dev/root rw";

describe("parseCgroupPlace", () => {
  it("finds version 2, and knows the root of all groups", () => {
    expect(parseCgroupPlace("0::/system.slice/plugsmith.service\n", `${other}\n${second("/sys/fs/cgroup")}\n`)).toEqual(
      {
        version: 2,
        folder: "/sys/fs/cgroup/system.slice/plugsmith.service",
        root: false,
      },
    );
    expect(parseCgroupPlace("0::/\n", second("/sys/fs/cgroup"))).toMatchObject({
      folder: "/sys/fs/cgroup",
      root: true,
    });
  });

  it("finds version 1, each controller in its own place, also where version 2 is mounted without any", () => {
    const groups = "4:memory:/agent\n8:pids:/\n2:cpuacct:/\n1:cpu:/\n0::/\n";
    const mounts = ["memory", "pids", "cpu", "cpuacct"].map((name) => first(name));
    expect(parseCgroupPlace(groups, [...mounts, second("/sys/fs/cgroup/unified")].join("\n"))).toEqual({
      version: 1,
      folders: {
        memory: "/sys/fs/cgroup/memory/agent",
        pids: "/sys/fs/cgroup/pids",
        cpu: "/sys/fs/cgroup/cpu",
      },
    });
  });

  it("stays below the root of a mount in a container, and reads escaped names", () => {
    const inside = parseCgroupPlace("0::/docker/ab/agent\n", second("/sys/fs/cgroup", "/docker/ab"));
    expect(inside).toMatchObject({ folder: "/sys/fs/cgroup/agent", root: false });
    expect(parseCgroupPlace("0::/a\n", second("/mnt/my\\040groups"))).toMatchObject({ folder: "/mnt/my groups/a" });
  });

  it("says that there are none", () => {
    for (const [groups, mounts] of [
      ["", ""],
      ["0::/\n", other],
      ["4:memory:/\n", first("memory")],
      ["garbage", "garbage - cgroup"],
    ] as const)
      expect(parseCgroupPlace(groups, mounts).version).toBeNull();
  });
});
