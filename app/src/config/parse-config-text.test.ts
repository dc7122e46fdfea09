import { describe, expect, it } from "vitest";
import { parseConfigText } from "./parse-config-text.ts";

const good = `schemaVersion: 1
approvers:
  users:
    - id: 7
      login: carol
    - id: 8
      login: dave
approvals:
  required: 2
`;

const linesOf = (text: string | null) => {
  const parsed = parseConfigText(text);
  return parsed.ok ? [] : parsed.issues.map((issue) => `${issue.line} ${issue.path}`);
};

describe("parseConfigText", () => {
  it("accepts what init writes", () => {
    expect(parseConfigText(good)).toMatchObject({ ok: true, value: { approvals: { required: 2 } } });
  });

  it("names the line of each problem", () => {
    expect(linesOf(good.replace("required: 2", "required: 9"))).toEqual(["9 approvals.required"]);
    expect(linesOf(good.replace("id: 8", "id: none"))).toEqual(["6 approvers.users.1.id"]);
    expect(linesOf(`${good}typo: 1\n`)).toEqual(["10 typo"]);
    expect(linesOf("a:\n  b: [\n")).toEqual([expect.stringMatching(/^[23] /u)]);
  });

  it("refuses aliases, a missing file, and one approval without a reason", () => {
    expect(linesOf("a: &x 1\nb: *x\n")).toHaveLength(1);
    expect(linesOf(null)).toEqual(["1 "]);
    expect(linesOf(good.replace("required: 2", "required: 1"))).toEqual(["8 approvals.reason"]);
  });
});
