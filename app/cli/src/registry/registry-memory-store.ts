import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";
import type { TufState } from "@plugsmith/trust/tuf";

/** What this machine has seen of one registry, so that nobody shows it an older state later. */
export interface RegistryMemory {
  /** File that holds it. */
  readonly file: string;
  /** undefined: this registry was never seen here. @throws ForgeError `registry_invalid` for a file that cannot be understood. */
  read(): TufState | undefined;
  /** false: nothing can be kept here. */
  write(state: TufState): boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The memory of the registry of this first root: below `PLUGSMITH_STATE`, else `XDG_STATE_HOME`, else `~/.local/state`.
 * @returns null with `PLUGSMITH_STATE=off`.
 */
export function openRegistryMemory(root: string, env: Environment = process.env): RegistryMemory | null {
  const own = env["PLUGSMITH_STATE"];
  if (own === "off") return null;
  const folder = own || join(env["XDG_STATE_HOME"] || join(homedir(), ".local/state"), "plugsmith");
  const file = join(folder, "registry", `${createHash("sha256").update(root).digest("hex")}.json`);
  return {
    file,
    read() {
      let text: string;
      try {
        text = readFileSync(file, "utf8");
      } catch {
        return undefined;
      }
      try {
        const { schemaVersion, state } = JSON.parse(text) as { schemaVersion?: unknown; state?: TufState };
        if (schemaVersion !== 1 || typeof state?.root !== "string") throw new Error("it is not of schema version 1");
        return state;
      } catch (cause) {
        throw new ForgeError("registry_invalid", {
          message: `${file} cannot be read: ${(cause as Error).message}.`,
          hint: "It holds what this machine has seen of the registry. Remove it knowingly: older states are believed again then.",
          cause,
        });
      }
    },
    write(state) {
      const draft = `${file}.${randomUUID()}`;
      try {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
        writeFileSync(draft, `${JSON.stringify({ schemaVersion: 1, state })}\n`, { mode: 0o600 });
        renameSync(draft, file);
        return true;
      } catch {
        return false;
      }
    },
  };
}
