import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Confinement } from "@plugsmith/plugin-host";
import { applyPortable } from "./apply-portable.ts";
import type { Interpreted, Interpreter } from "./interpreter.ts";
import type { PortableHome } from "./read-portable-home.ts";

export interface InterpreterSearch {
  /** Behind no boundary WebAssembly is the only wall, so it is taken before the machine's own. */
  readonly level: Confinement["level"];
  readonly say: (line: string) => void;
  /** `PLUGSMITH_INTERPRETERS=portable` takes WebAssembly although the machine has its own. */
  readonly environment?: NodeJS.ProcessEnv;
  readonly home?: PortableHome;
  readonly exists?: (path: string) => boolean;
}

const places: Readonly<Record<Interpreted, readonly string[]>> = {
  php: ["/usr/bin/php"],
  python: ["/usr/bin/python3", "/usr/local/bin/python3"],
};

/**
 * PHP or Python of this machine, else in WebAssembly from npm, installed on first use.
 * @throws ForgeError `tool_missing` when there is none and none can be fetched.
 */
export async function readInterpreter(runtime: Interpreted, search: InterpreterSearch): Promise<Interpreter> {
  const { level, say, environment = process.env, home, exists = existsSync } = search;
  const program = places[runtime].find(exists);
  const own = program === undefined ? undefined : { program, args: [], readOnly: [], portable: false };
  const asked = environment["PLUGSMITH_INTERPRETERS"] === "portable";
  if (own && level === "os" && !asked) return own;
  try {
    const folder = await applyPortable(runtime, say, home);
    // Through env, because a bare node gets Node's permission model, which refuses what WebAssembly's loader asks for.
    const args = [process.execPath, join(folder, `${runtime}.mjs`)];
    return { program: "/usr/bin/env", args, readOnly: [process.execPath, folder], portable: true };
  } catch (error) {
    if (own && !asked) return own;
    throw error;
  }
}
