import type { ConfinementLimits, LaunchPlan, LaunchRequest } from "./confinement.ts";
import { planSyscallFilter } from "./plan-syscall-filter.ts";

const mebibyte = 1024 * 1024;
/** Node 24 does not start below about 400 MB of data segment, and Node 26 needs a little more. */
const smallestDataMiB = 512;
/** Buffers, code and stacks of Node besides its heap: with 16 MiB of heap Node 24 aborts below 600 MiB of RLIMIT_DATA. */
const nodeOverheadMiB = 640;

/** Semaphores and small buffers of Python's multiprocessing fit. */
const sharedMemoryMiB = 16;

const isNode = (program: string) => /(^|\/)node(\.exe)?$/.test(program);

function planNodeFlags(request: LaunchRequest): string[] {
  const { binds, limits, nodeAllows = [] } = request;
  const writable = [...binds.readWrite, ...(request.confinement.level === "os" ? ["/tmp"] : [])];
  return [
    "--permission",
    ...[...binds.readOnly, ...writable].map((path) => `--allow-fs-read=${path}`),
    ...writable.map((path) => `--allow-fs-write=${path}`),
    ...nodeAllows.map((name) => `--allow-${name}`),
    // node:sqlite does not ask the permission model (facts M1).
    "--no-experimental-sqlite",
    ...(limits.memoryMiB === undefined ? [] : [`--max-old-space-size=${limits.memoryMiB}`]),
  ];
}

function planLimitArguments(limits: ConfinementLimits, node: boolean): string[] {
  const args = ["--core=0"];
  const { memoryMiB, processes, openFiles, fileSizeMiB, cpuSeconds, addressSpaceMiB } = limits;
  if (memoryMiB !== undefined) {
    const data = Math.max(smallestDataMiB, memoryMiB + (node ? nodeOverheadMiB : 0));
    args.push(`--data=${data * mebibyte}`);
  }
  if (processes !== undefined) args.push(`--nproc=${processes}`);
  if (openFiles !== undefined) args.push(`--nofile=${openFiles}`);
  if (fileSizeMiB !== undefined) args.push(`--fsize=${fileSizeMiB * mebibyte}`);
  if (addressSpaceMiB !== undefined) args.push(`--as=${Math.max(smallestDataMiB, addressSpaceMiB) * mebibyte}`);
  if (cpuSeconds !== undefined) args.push(`--cpu=${cpuSeconds}`);
  return args;
}

function planBwrapArguments(request: LaunchRequest, nodeBinary: string | null, filtered: boolean): string[] {
  const { binds, limits } = request;
  const readOnly = nodeBinary && nodeBinary.startsWith("/") ? [...binds.readOnly, nodeBinary] : binds.readOnly;
  const tmpBytes = (limits.fileSizeMiB ?? 64) * mebibyte;
  const bind = (option: string, paths: readonly string[]) => paths.flatMap((path) => [option, path, path]);
  return [
    "--unshare-all",
    "--die-with-parent",
    "--new-session",
    "--cap-drop",
    "ALL",
    "--hostname",
    "plugin",
    ...(request.system
      ? bind("--ro-bind-try", request.system)
      : [...bind("--ro-bind", ["/usr"]), ...bind("--ro-bind-try", ["/bin", "/sbin", "/lib", "/lib32", "/lib64"])]),
    // What the loader and PHP need of /etc; no users, hosts, keys or machine id.
    ...bind("--ro-bind-try", ["/etc/ld.so.cache", "/etc/alternatives", "/etc/php"]),
    "--proc",
    "/proc",
    // Of an agent that runs as root, the plugin's user owns the kernel's settings, and no capability is asked for them.
    ...bind("--ro-bind", ["/proc/sys"]),
    "--dev",
    "/dev",
    "--size",
    String(sharedMemoryMiB * mebibyte),
    "--tmpfs",
    "/dev/shm",
    // /dev is a tmpfs without a size.
    "--remount-ro",
    "/dev",
    // A tmpfs is memory that no rlimit counts, so it gets a size.
    "--size",
    String(tmpBytes),
    "--tmpfs",
    "/tmp",
    ...bind("--ro-bind", readOnly),
    ...bind("--bind", binds.readWrite),
    "--remount-ro",
    "/",
    ...(filtered ? ["--seccomp", "3"] : []),
    "--chdir",
    request.cwd,
    "--",
  ];
}

/**
 * The command line that starts a program behind the boundary `request.confinement` offers: bubblewrap (no network, own
 * processes, read-only system, private /tmp, a filter of kernel calls), then prlimit, then for Node its permission model. Pure: starts nothing.
 * At level `process` only prlimit, the permission model and the clean environment remain.
 */
export function planConfinedLaunch(request: LaunchRequest, arch: string = process.arch): LaunchPlan {
  const { program, limits, confinement } = request;
  const node = isNode(program);
  const inner = [program, ...(node ? planNodeFlags(request) : []), ...request.args];
  const limited =
    confinement.limitTool === null ? inner : ["prlimit", ...planLimitArguments(limits, node), "--", ...inner];
  const os = confinement.level === "os";
  const filter = os ? planSyscallFilter(arch) : undefined;
  const [command = "", ...args] = os
    ? ["bwrap", ...planBwrapArguments(request, node ? program : null, filter !== undefined), ...limited]
    : limited;
  const environment = {
    PATH: "/usr/local/bin:/usr/bin:/bin",
    HOME: "/tmp",
    TMPDIR: "/tmp",
    LANG: "C.UTF-8",
    TZ: "UTC",
    ...request.environment,
  };
  return { command, args, environment, ...(filter ? { filter } : {}) };
}
