import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { ForgeError, type PackageIndex } from "@plugsmith/schemas";

type Runtime = PackageIndex["runtime"];

export interface RuntimeBinds {
  readonly program: string;
  /** All that the program sees of this machine, read-only, besides the plugin itself. */
  readonly system: readonly string[];
}

const programs: Partial<Record<Runtime, readonly string[]>> = {
  python: ["/usr/bin/python3", "/usr/local/bin/python3"],
  bash: ["/bin/bash", "/usr/local/bin/bash"],
};

/** What a shell script cannot do without, and nothing that reaches a network, another interpreter or another user. */
const shellTools = [
  ...["awk", "base64", "cat", "cut", "date", "dd", "env", "expr", "grep", "head", "jq", "ls", "mkdir", "mktemp", "mv"],
  ...["od", "rm", "sed", "seq", "sha256sum", "sleep", "sort", "stty", "tail", "tee", "tr", "true", "uniq", "wc"],
];

/** Debian and its relatives keep shared libraries in one folder a machine type, others beside everything else. */
function listLibraries(exists: (path: string) => boolean): string[] {
  const machine = { x64: "x86_64", arm64: "aarch64", arm: "arm" }[process.arch as string] ?? process.arch;
  const suffix = process.arch === "arm" ? "gnueabihf" : "gnu";
  const own = [`/usr/lib/${machine}-linux-${suffix}`, `/lib/${machine}-linux-${suffix}`].filter(exists);
  return [...(own.length > 0 ? own : ["/usr/lib", "/lib", "/usr/lib64"]), "/lib64", "/lib/ld-linux-armhf.so.3"];
}

/**
 * What a runtime other than Node needs of this machine to run: its program, its own library, the shared libraries; for
 * bash a closed list of text tools. `undefined`: the runtime gets the whole /usr (an executable may be a script of any
 * interpreter). @throws ForgeError `tool_missing` when the runtime is not installed.
 */
export function readRuntimeBinds(
  runtime: Runtime,
  exists: (path: string) => boolean = existsSync,
  follow: (path: string) => string = realpathSync,
): RuntimeBinds | undefined {
  const places = programs[runtime];
  if (places === undefined) return undefined;
  const program = places.find(exists);
  if (program === undefined)
    throw new ForgeError("tool_missing", {
      message: `This machine has no ${runtime}: none of ${places.join(", ")} exists.`,
      hint: `Install ${runtime} on the bench, or use a plugin of another runtime.`,
    });
  const libraries = listLibraries(exists);
  const own = [program, "/usr/bin/prlimit", ...libraries];
  if (runtime === "bash") {
    const tools = shellTools.flatMap((name) => [`/usr/bin/${name}`, `/bin/${name}`].filter(exists).slice(0, 1));
    return { program, system: [...own, ...tools] };
  }
  // python3 is a link to python3.N; its library is lib/python3.N of the same prefix.
  const prefix = dirname(dirname(program));
  const versioned = basename(follow(program));
  const library = ["lib", "lib64"].map((name) => join(prefix, name, versioned)).filter(exists);
  const packages = [join(prefix, "lib/python3"), "/usr/share/zoneinfo"].filter(exists);
  const shared = prefix === "/usr" ? [] : [join(prefix, "lib")].filter(exists);
  return { program, system: [...own, ...library, ...packages, ...shared] };
}
