import { describe, expect, it } from "vitest";
import { explainStale } from "./evidence.ts";
import { listDeepChecks } from "./list-deep-checks.ts";

/** Its first evidence is due with the bench issue: docs/isolation.md needs a machine on which nothing else runs. */
const notYetDue = new Set<string>([]);
const due = listDeepChecks().filter(({ name }) => !notYetDue.has(name));

describe("the evidence of test:deep", () => {
  it.each(due.map((check) => [check.name, check] as const))("of %s holds for the code as it is", (_, check) =>
    expect(explainStale(check)).toBeUndefined(),
  );
});
