import type { ParseIssue } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { hostileRequests } from "../testing/hostile-requests.ts";
import { checkRequest } from "./check-request.ts";

const renderProblem = ({ path, rule, message, example = "", suggestion }: ParseIssue) =>
  [
    `- ${path || "The text"} [${rule}] ${message}`,
    example && `; for example ${JSON.stringify(example)}`,
    suggestion === undefined ? "" : `; meant: ${JSON.stringify(suggestion)}`,
  ].join("");

describe("hostile requests", () => {
  it("are many", () => {
    expect(hostileRequests.length).toBeGreaterThanOrEqual(100);
    expect(new Set(hostileRequests.map(([title]) => title)).size).toBe(hostileRequests.length);
  });

  it.each(hostileRequests)("refuses %s", (_title, [text, kind], path, rule) => {
    const { result } = checkRequest(text, kind);
    expect(result.ok).toBe(false);
    expect(result.ok ? [] : result.issues.map((one) => `${one.path} ${one.rule}`)).toContain(`${path} ${rule}`);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("tells each of them what is wrong, by which rule, and what would be right", async () => {
    const told = hostileRequests.map(([title, [text, kind]]) => {
      const { result } = checkRequest(text, kind);
      const problems = result.ok ? [] : result.issues.map(renderProblem);
      return `## ${title}\n\n${problems.join("\n")}\n`;
    });
    await expect(told.join("\n")).toMatchFileSnapshot("golden/hostile-requests.md");
  });

  it.each(hostileRequests)("answers %s with text that does nothing", (_title, [text, kind]) => {
    const { reply } = checkRequest(text, kind);
    expect(reply.length).toBeLessThan(20_000);
    expect(reply).not.toMatch(/[\p{Cf}\p{Cs}\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/u);
    expect(reply.replace(/(`+)(?!`).*?(?<!`)\1(?!`)/gu, "").replace(/<\/?sub>|^> \[!CAUTION\]$/gmu, "")).not.toMatch(
      /@|<|\]\(|https?:\/\//u,
    );
  });
});
