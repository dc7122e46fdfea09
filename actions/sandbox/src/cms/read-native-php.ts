import { execFile } from "node:child_process";
import type { CmsFacts } from "./decide-driver.ts";

const ask =
  'echo json_encode(["version" => PHP_VERSION, "extensions" => array_map("strtolower", get_loaded_extensions())]);';

/** Version and extensions of this machine's PHP; undefined when there is none. */
export function readNativePhp(program = "/usr/bin/php"): Promise<CmsFacts["php"]> {
  // Not promisify(execFile), whose answer depends on a symbol that bundles with lazy builtins do not keep.
  return new Promise((resolve) => {
    execFile(program, ["-d", "display_errors=0", "-r", ask], { timeout: 20_000 }, (error, stdout) =>
      resolve(error ? undefined : parseAnswer(stdout)),
    );
  });
}

function parseAnswer(text: string): CmsFacts["php"] {
  try {
    return JSON.parse(text) as CmsFacts["php"];
  } catch {
    return undefined;
  }
}
