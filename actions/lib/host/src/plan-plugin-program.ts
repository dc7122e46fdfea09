import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ForgeError, type PackageIndex } from "@plugsmith/schemas";
import type { PortableInterpreter } from "./plugin-process.ts";
import type { RuntimeBinds } from "./read-runtime-binds.ts";

export interface PluginProgram {
  readonly program: string;
  readonly args: readonly string[];
  readonly readOnly: readonly string[];
  /** See LaunchRequest.system. */
  readonly system?: readonly string[];
}

/**
 * Which program runs an entry file. Node gets the child side of the protocol; other runtimes speak it themselves, so
 * their entry is started as it is. `folder` is absolute, `entry` a path below it.
 */
export function planPluginProgram(options: {
  runtime: PackageIndex["runtime"];
  folder: string;
  entry: string;
  childEntry: string;
  nodeBinary: string;
  /** Of python and bash: where this machine has them (read-runtime-binds.ts). */
  binds?: RuntimeBinds | undefined;
  /** In place of the machine's PHP or Python. */
  interpreter?: PortableInterpreter | undefined;
}): PluginProgram {
  const own = planOwnProgram(options);
  const { interpreter } = options;
  if (!interpreter) return own;
  const { program, args, readOnly } = interpreter;
  return { program, args: [...args, ...own.args], readOnly: [...own.readOnly, ...readOnly] };
}

function planOwnProgram(options: Parameters<typeof planPluginProgram>[0]): PluginProgram {
  const { runtime, folder, entry, childEntry, nodeBinary, binds } = options;
  const system = binds ? { system: binds.system } : {};
  const file = join(folder, entry);
  if (!file.startsWith(join(folder, "/"))) {
    throw new ForgeError("load_failed", {
      message: `The entry ${JSON.stringify(entry)} is outside the plugin's folder.`,
    });
  }
  switch (runtime) {
    case "node":
      return { program: nodeBinary, args: [childEntry, pathToFileURL(file).href], readOnly: [folder, childEntry] };
    case "php":
      // Errors as text on stderr: stdout carries the protocol.
      return {
        program: "/usr/bin/php",
        args: ["-d", "display_errors=stderr", "-d", "html_errors=0", file],
        readOnly: [folder],
      };
    case "python":
      return {
        program: binds?.program ?? "/usr/bin/python3",
        args: ["-I", "-B", "-u", file],
        readOnly: [folder],
        ...system,
      };
    case "bash":
      return {
        program: binds?.program ?? "/bin/bash",
        args: ["--noprofile", "--norc", file],
        readOnly: [folder],
        ...system,
      };
    case "executable":
      return { program: file, args: [], readOnly: [folder] };
    case "webhook":
      throw new ForgeError("load_failed", {
        message: "A plugin of runtime webhook is a service of its own: there is no program to start.",
        hint: "Only a bench calls it; see docs/bench.md.",
      });
  }
}
