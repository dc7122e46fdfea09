import type { Engine } from "./engine.ts";
import { type EngineFacts, parseEngineInfo } from "./parse-engine-info.ts";

export type EngineState = { readonly facts: EngineFacts } | { readonly why: string };

/** Asks the engine what it is; says why it cannot run a sandbox when it cannot. */
export async function readEngine(engine: Engine): Promise<EngineState> {
  const { exitCode, stdout, stderr } = await engine.run(["info", "--format", "{{json .}}"], { timeoutMs: 20_000 });
  const facts = parseEngineInfo(stdout);
  if (facts && facts.lacks.length === 0) return { facts };
  if (facts) return { why: `Docker ${facts.version} has no ${facts.lacks.join(", no ")}` };
  if (exitCode === null) return { why: "there is no docker program" };
  return { why: `docker reaches no engine: ${stderr.trim().split("\n").at(-1)?.slice(0, 300)}` };
}
