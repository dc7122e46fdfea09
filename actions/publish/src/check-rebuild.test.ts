import { computeDigest, type StepResult } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { checkRebuild, type Rebuild } from "./check-rebuild.ts";

const bytes = (text: string) => Buffer.from(text);
const approved = computeDigest(bytes("package"));

function build(text = "package", change: Partial<StepResult> = {}): Rebuild {
  const zip = bytes(text);
  const result: StepResult = {
    schemaVersion: 1,
    step: "package",
    status: "success",
    code: "ok",
    message: "packed",
    startedAt: "2026-06-01T10:00:00.000Z",
    durationMs: 1,
    plugin: { name: "acme-pay", version: "1.2.0" },
    digest: computeDigest(zip),
    ...change,
  };
  return { result, zip };
}
const inputs = {
  phase: "rebuild-check" as const,
  name: "acme-pay",
  headSha: "a".repeat(40),
  digest: approved,
  firstDir: "/first",
  secondDir: "/second",
};

describe("checkRebuild", () => {
  it("answers the version when both builds are the approved bytes", () => {
    expect(checkRebuild(inputs, [build(), build()])).toBe("1.2.0");
  });

  it.each([
    ["two builds that differ", [build(), build("other")], "not_reproducible", /twice/],
    ["the other way round", [build("other"), build()], "not_reproducible", /twice/],
    ["two equal builds of other bytes", [build("other"), build("other")], "not_reproducible", /other bytes/],
    ["a first result that lies", [build("other", { digest: approved }), build()], "digest_mismatch", /own result/],
    ["a second result that lies", [build(), build("other", { digest: approved })], "digest_mismatch", /own result/],
    [
      "a package of another plugin",
      [build("package", { plugin: { name: "acme-x", version: "1.2.0" } }), build()],
      "input_invalid",
      /another plugin/,
    ],
  ] as const)("refuses %s", (_what, builds, code, message) => {
    expect(() => checkRebuild(inputs, [builds[0], builds[1]])).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    );
  });

  it("refuses a result without a digest", () => {
    const { digest: _none, ...result } = build().result;
    expect(() => checkRebuild(inputs, [{ result, zip: bytes("package") }, build()])).toThrow(
      expect.objectContaining({ code: "digest_mismatch" }),
    );
  });
});
