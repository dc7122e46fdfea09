export interface PackAnswer {
  readonly scenario: string;
  readonly status: "passed" | "failed" | "not_applicable";
  readonly detail?: string;
}

const statuses = ["passed", "failed", "not_applicable"] as const;

function parseLine(line: string, scenarios: readonly string[]): PackAnswer | null {
  try {
    const { scenario, status, detail } = JSON.parse(line) as Record<string, unknown>;
    const known = scenarios.find((name) => name === scenario);
    const state = statuses.find((name) => name === status);
    if (known === undefined || state === undefined) return null;
    const words = typeof detail === "string" && detail !== "" ? { detail: detail.slice(0, 1000) } : {};
    return { scenario: known, status: state, ...words };
  } catch {
    return null;
  }
}

/**
 * One answer per asked scenario, in the order asked. Lines that are no answers are ignored; a scenario without an answer has
 * failed; a driver that says two things about one is believed in the worse.
 */
export function parsePackAnswers(stdout: string, scenarios: readonly string[]): PackAnswer[] {
  const answers = new Map<string, PackAnswer>();
  for (const line of stdout.split("\n")) {
    const answer = parseLine(line, scenarios);
    if (answer && answers.get(answer.scenario)?.status !== "failed") answers.set(answer.scenario, answer);
  }
  return scenarios.map(
    (scenario) => answers.get(scenario) ?? { scenario, status: "failed", detail: "the driver gave no answer" },
  );
}
