import { ForgeError } from "@plugsmith/schemas";

/** What a job wants of a bench, checked. Times in ms. */
export interface BenchRequest {
  readonly device: string;
  readonly plugin: string;
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** Token of a lease that the job holds already; empty: reserve one. */
  readonly lease: string;
  readonly reason: string;
  readonly priority: number;
  readonly waitMs: number;
  readonly leaseMs: number;
  readonly callMs: number;
  readonly release: "job" | "step";
  /** Paths below the plugin's data folder; empty text: all. */
  readonly artifacts: readonly string[];
  readonly artifactsDir: string;
}

type Inputs = (name: string) => string;

const minuteMs = 60_000;

/** Checks all inputs at once. @throws ForgeError `input_invalid` naming every problem. */
export function parseBenchInputs(input: Inputs): BenchRequest {
  const problems: string[] = [];

  function readNumber(name: string, text: string, least: number, most: number): number {
    const value = Number(text);
    if (text !== "" && value >= least && value <= most) return value;
    problems.push(`${name} must be a number from ${least} to ${most}`);
    return least;
  }

  function readArguments(text: string): Record<string, unknown> {
    try {
      const value: unknown = JSON.parse(text);
      if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    } catch {
      // Said below, as for JSON of another kind.
    }
    problems.push('args must be one JSON object, for example {"channel": 2}');
    return {};
  }

  const [device, plugin, method, lease] = [input("device"), input("plugin"), input("method"), input("lease")];
  const release = input("release");
  if (device === "" && plugin === "") problems.push("device or plugin is needed");
  if (release !== "job" && release !== "step") problems.push("release must be job or step");
  const artifacts = input("artifacts")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => line.split("/").filter((part) => part !== "" && part !== "."))
    .map((parts) => parts.join("/"));
  const request: BenchRequest = {
    device,
    plugin,
    method,
    args: readArguments(input("args")),
    lease,
    reason: input("reason"),
    priority: readNumber("priority", input("priority"), -100, 100),
    waitMs: readNumber("wait-minutes", input("wait-minutes"), 0, 1_440) * minuteMs,
    leaseMs: readNumber("lease-minutes", input("lease-minutes"), 0.1, 1_440) * minuteMs,
    callMs: readNumber("call-minutes", input("call-minutes"), 0.01, 360) * minuteMs,
    release: release === "step" ? "step" : "job",
    artifacts,
    artifactsDir: input("artifacts-dir"),
  };
  if (request.artifactsDir === "") problems.push("artifacts-dir must be a folder");
  if (problems.length === 0) return request;
  throw new ForgeError("input_invalid", {
    message: `These inputs are not valid: ${problems.join("; ")}.`,
    hint: "Correct the `with:` block of the step.",
  });
}
