import { readFileSync } from "node:fs";
import { ForgeError } from "@plugsmith/schemas";
import { type AgentMemory, emptyMemory } from "./agent-memory.ts";
import { writeAtomically } from "./atomic-file-store.ts";

export interface StateStore {
  read(): AgentMemory;
  write(memory: AgentMemory): void;
}

/**
 * stateDir/state.json. A missing file is an empty memory; an unreadable one stops the agent, because forgetting it
 * would forget revocations.
 */
export function createStateStore(path: string): StateStore {
  return {
    read() {
      let text: string;
      try {
        text = readFileSync(path, "utf8");
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return emptyMemory;
        throw error;
      }
      try {
        const memory = JSON.parse(text) as AgentMemory;
        if (memory.schemaVersion !== 1 || typeof memory.revoked !== "object" || typeof memory.plugins !== "object")
          throw new Error("it is not of schema version 1");
        return memory;
      } catch (cause) {
        throw new ForgeError("bench_config_invalid", {
          message: `${path} cannot be read: ${(cause as Error).message}.`,
          hint: "It holds the revocations this bench has seen. Restore it, or move it away knowingly to start anew.",
          cause,
        });
      }
    },
    write: (memory) => writeAtomically(path, `${JSON.stringify(memory)}\n`),
  };
}
