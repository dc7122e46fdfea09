import { join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";
import type { Interpreter } from "./interpreter.ts";
import { readPortableHome } from "./read-portable-home.ts";

/**
 * PHP of a release in WebAssembly, of packages that somebody else has installed.
 * @param root folder with `node_modules/@php-wasm/node` and `universal`. @param version as `8.4`.
 * @throws ForgeError `tool_missing` where a release was copied without its programs.
 */
export function readPhpOfVersion(root: string, version: string): Interpreter {
  const home = readPortableHome(process.env);
  if (home === undefined) {
    throw new ForgeError("tool_missing", {
      message: "This release does not hold the program that starts PHP in WebAssembly.",
      hint: "Use a checkout of Plugsmith, or leave --php out.",
    });
  }
  const { sources } = home;
  // Through env, because a bare node gets Node's permission model, which refuses what WebAssembly's loader asks for.
  const args = [process.execPath, join(sources, "php-of-version.mjs"), root, version];
  return { program: "/usr/bin/env", args, readOnly: [process.execPath, sources, root], portable: true };
}
