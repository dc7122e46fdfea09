import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { CmsFacts } from "./decide-driver.ts";

const ask =
  'echo json_encode(["version" => PHP_VERSION, "extensions" => array_map("strtolower", get_loaded_extensions())]);';

/** Version and extensions of this machine's PHP; undefined when there is none. */
export async function readNativePhp(program = "/usr/bin/php"): Promise<CmsFacts["php"]> {
  try {
    const { stdout } = await promisify(execFile)(program, ["-d", "display_errors=0", "-r", ask], { timeout: 20_000 });
    return JSON.parse(stdout) as CmsFacts["php"];
  } catch {
    return undefined;
  }
}
