import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const home = join(import.meta.dirname, "../peers");

/** The folder of the peers' scripts, their packages installed from their own lockfile at first use. */
export function installPeers(say: (line: string) => void): string {
  if (!existsSync(join(home, "node_modules/plop"))) {
    say("installing plop and hygen from their own lockfile");
    execFileSync("npm", ["ci", "--prefix", home, "--ignore-scripts"], { stdio: ["ignore", "ignore", "inherit"] });
  }
  return home;
}
