import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";

interface Step {
  readonly uses?: string;
  readonly with?: Record<string, unknown>;
}
interface Action {
  readonly inputs?: Record<string, { readonly required?: boolean; readonly default?: unknown }>;
}

const root = join(import.meta.dirname, "../../../..");
const folder = join(root, ".github/workflows");
const calls = readdirSync(folder)
  .filter((name) => name.endsWith(".yml"))
  .flatMap((name) => {
    const { jobs } = load(readFileSync(join(folder, name), "utf8")) as { jobs: Record<string, { steps?: Step[] }> };
    const steps = Object.values(jobs).flatMap((job) => job.steps ?? []);
    return steps.flatMap((step, index) => {
      const action = /^(?:\$|\.)\/(actions\/.+)$/.exec(step.uses ?? "")?.[1];
      return action === undefined
        ? []
        : [{ where: `${name}, use ${index + 1} of ${action}`, action, given: step.with ?? {} }];
    });
  });

describe("our workflows", () => {
  it("use our actions", () => {
    expect(calls.length).toBeGreaterThanOrEqual(10);
  });

  it.each(calls)("$where: gives the action inputs that it has, and all that it requires", ({ action, given }) => {
    const file = join(root, action, "action.yml");
    expect(existsSync(file), `${action}/action.yml exists`).toBe(true);
    const { inputs = {} } = load(readFileSync(file, "utf8")) as Action;
    const unknown = Object.keys(given).filter((name) => !(name in inputs));
    const missing = Object.entries(inputs).filter(
      ([name, { required, default: value }]) => required === true && value === undefined && !(name in given),
    );
    expect({ unknown, missing: missing.map(([name]) => name) }).toEqual({ unknown: [], missing: [] });
  });
});
