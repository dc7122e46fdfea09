import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ForgeError } from "@plugsmith/schemas";
import type { Outcome } from "../outcome.ts";
import type { VerbCall } from "../run-verb.ts";
import { renderEvent } from "./render-event.ts";

const main = join(import.meta.dirname, "../../../../runner-agent/src/main.ts");

/** Runs the agent's own entry as a child until it ends or we are asked to stop; its NDJSON goes on to stdout with `--json`. */
export async function runAgent(
  config: string,
  { signal, json, print, say }: Pick<VerbCall, "signal" | "json" | "print" | "say">,
): Promise<Outcome> {
  const child = spawn(process.execPath, [main, "--config", config], { stdio: ["ignore", "pipe", "inherit"] });
  const stop = () => child.kill("SIGTERM");
  signal.addEventListener("abort", stop);
  let failure: { code?: string; message?: string; hint?: string } | undefined;
  createInterface({ input: child.stdout }).on("line", (line) => {
    const event = parseLine(line);
    if (event?.["status"] === "failed") failure = event;
    else if (json) print(line);
    else if (event) say(renderEvent(event));
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (signal.aborted) throw new ForgeError("interrupted", { message: "The agent stopped." });
  if (code === 0) return { status: "success", code: "ok", message: "The agent stopped." };
  return {
    status: "failed",
    code: (failure?.code ?? "unexpected") as Outcome["code"],
    message: failure?.message ?? `The agent ended with exit code ${code}.`,
    ...(failure?.hint ? { hint: failure.hint } : {}),
  };
}

function parseLine(line: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
