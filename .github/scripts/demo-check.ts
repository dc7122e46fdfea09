import type { Check } from "./check.ts";
import { runProgram } from "./run-program.ts";

/** The demo as an end-to-end test: it must exit 0 and print one result object that says so. */
export const demoCheck: Check = {
  name: "demo, end to end",
  async run() {
    const { code, stdout, output } = await runProgram(["node", "app/cli/src/main.ts", "demo", "--json"], {
      timeoutMs: 900_000,
    });
    const last = stdout.trim().split("\n").at(-1) ?? "";
    const facts = parseObject(last);
    if (code === 0 && facts?.["status"] === "success")
      return { passed: 1, failed: 0, skips: [], saw: `${Object.keys(facts).length} facts of evidence` };
    return { passed: 0, failed: 1, skips: [], saw: `exit code ${code}`, details: output.trim().slice(-4000) };
  },
};

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
