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

  it.each([
    ["an alias", `${good}requests: *x\n`, "10 yaml_alias"],
    ["an anchor", good.replace("carol", "&c carol"), "5 yaml_anchor"],
    ["a tag", good.replace("required: 2", "required: !!int 2"), "9 yaml_tag"],
    ["a directive", `%YAML 1.2\n---\n${good}`, "1 yaml_directive"],
    ["two documents", `${good}---\n${good}`, "1 yaml_documents"],
    ["a hidden character", good.replace("carol", "ca\u200brol"), "5 forbidden_text"],
    ["a key twice", `${good}approvals: {required: 1}\n`, "10 yaml"],
    ["a merge key", `${good}<<: {schemaVersion: 1}\n`, "10 additionalProperties"],
    ["a prototype key", `${good}__proto__: {schemaVersion: 1}\n`, "10 additionalProperties"],
    ["nothing", "", "1 yaml_documents"],
  ])("refuses %s and names its line", (_title, text, expected) => {
    const parsed = parseConfigText(text);
    expect(parsed.ok ? [] : parsed.issues.map((issue) => `${issue.line} ${issue.rule}`)).toEqual([expected]);
  });

  it("takes Windows line ends as they come", () => {
    expect(parseConfigText(good.replaceAll("\n", "\r\n"))).toMatchObject({ ok: true });
  });

  it("refuses aliases, a missing file, and one approval without a reason", () => {
    expect(linesOf("a: &x 1\nb: *x\n")).toHaveLength(1);
    expect(linesOf(null)).toEqual(["1 "]);
    expect(linesOf(good.replace("required: 2", "required: 1"))).toEqual(["8 approvals.reason"]);
  });
});
