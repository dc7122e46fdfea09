export type CgroupPlace =
  | { readonly version: 2; readonly folder: string; readonly root: boolean }
  | { readonly version: 1; readonly folders: Readonly<Record<"memory" | "pids" | "cpu", string>> }
  | { readonly version: null; readonly reason: string };

const unescape = (path: string) =>
  path.replace(/\\([0-7]{3})/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 8)));

interface Mount {
  readonly root: string;
  readonly point: string;
  readonly type: string;
  readonly options: readonly string[];
}

function parseMounts(mountInfo: string): Mount[] {
  return mountInfo.split("\n").flatMap((line) => {
    const [before = "", after = ""] = line.split(" - ");
    const fields = before.split(" ");
    const [type = "", , options = ""] = after.split(" ");
    if (!type.startsWith("cgroup")) return [];
    return [{ root: unescape(fields[3] ?? ""), point: unescape(fields[4] ?? ""), type, options: options.split(",") }];
  });
}

/** Where a group's folder lies: what a mount shows begins at its root (a container sees only its own part). */
function locate({ root, point }: Mount, path: string): string {
  const below = root === "/" ? path : path.startsWith(`${root}/`) || path === root ? path.slice(root.length) : "";
  return `${point}${below === "/" ? "" : below}`;
}

/**
 * Which control groups this process is in, from its /proc/self/cgroup and /proc/self/mountinfo. Controllers that both versions
 * could have belong to the one that has them: version 2 counts only where version 1 has no memory controller.
 */
export function parseCgroupPlace(ownGroups: string, mountInfo: string): CgroupPlace {
  const own = ownGroups.split("\n").flatMap((line) => {
    const [id = "", controllers = "", ...path] = line.split(":");
    return path.length === 0 ? [] : [{ id, controllers: controllers.split(","), path: path.join(":") }];
  });
  const mounts = parseMounts(mountInfo);
  const findFirst = (controller: string) => {
    const group = own.find(({ controllers }) => controllers.includes(controller));
    const mount = mounts.find(({ type, options }) => type === "cgroup" && options.includes(controller));
    return group && mount ? locate(mount, group.path) : undefined;
  };
  const [memory, pids, cpu] = [findFirst("memory"), findFirst("pids"), findFirst("cpu")];
  if (memory !== undefined && pids !== undefined && cpu !== undefined)
    return { version: 1, folders: { memory, pids, cpu } };
  const unified = own.find(({ id }) => id === "0");
  const mount = mounts.find(({ type }) => type === "cgroup2");
  if (memory === undefined && unified && mount)
    return { version: 2, folder: locate(mount, unified.path), root: unified.path === "/" && mount.root === "/" };
  return { version: null, reason: "no control groups with memory, pids and cpu are mounted here" };
}
