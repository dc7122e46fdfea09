import { existsSync, readdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";

/** Folders in the temporary folder that begin so are a dev forge's. */
export const workPrefix = "plugsmith-dev-";

const isBench = (folder: string) => existsSync(join(folder, "agent.sock"));

/**
 * The work folder of the running `plugsmith dev`: the one named, else the only one of this user in the temporary folder.
 * @throws ForgeError `wrong_usage` when none or several are there, `agent_unreachable` when no bench runs in the one named
 */
export function findWorkFolder(named: unknown, inside = tmpdir()): string {
  if (typeof named === "string") {
    if (isBench(named)) return named;
    throw new ForgeError("agent_unreachable", {
      message: "No bench runs in that work folder.",
      hint: "plugsmith dev prints its work folder when it is up.",
    });
  }
  const user = process.getuid?.();
  const found = readdirSync(inside)
    .filter((name) => name.startsWith(workPrefix))
    .map((name) => join(inside, name))
    .filter((folder) => isBench(folder) && (user === undefined || statSync(folder).uid === user));
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  throw new ForgeError("wrong_usage", {
    message: only ? `Several dev forges are there: ${found.join(", ")}.` : "No dev forge runs here.",
    hint: only ? "Say which with --work <folder>." : "Start one with npm run dev.",
  });
}
