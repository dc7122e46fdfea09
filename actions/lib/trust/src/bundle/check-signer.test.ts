import { describe, expect, it } from "vitest";
import { checkSigner, readIssueTime } from "./check-signer.ts";

const workflow = "https://github.com/plugsmith/plugsmith/.github/workflows/publish.yml";
const digest = "c".repeat(40);
const entry = { workflow, digest, from: "2026-02-01T00:00:00Z", until: "2026-03-01T00:00:00Z" };
const judge = (commit: object = {}, entries: (typeof entry)[] = [entry]) =>
  checkSigner(
    { workflow, digest, at: new Date("2026-02-15T00:00:00Z"), ...commit },
    { schemaVersion: 1, signers: entries },
  );
const refusal = (facts: object) =>
  expect.objectContaining({ code: "identity_mismatch", facts: expect.objectContaining(facts) });

describe("checkSigner", () => {
  it("accepts a listed commit from the first moment to the last before its end", () => {
    for (const at of ["2026-02-01T00:00:00Z", "2026-02-28T23:59:59Z"])
      expect(() => judge({ at: new Date(at) })).not.toThrow();
  });

  it.each(["2026-01-31T23:59:59Z", "2026-03-01T00:00:00Z"])("refuses what it signed at %s, outside its time", (at) => {
    expect(() => judge({ at: new Date(at) })).toThrow(
      refusal({
        field: "registrySignerTime",
        expected: "from 2026-02-01T00:00:00Z until 2026-03-01T00:00:00Z",
        found: new Date(at).toISOString(),
      }),
    );
  });

  it("takes a second entry of the same commit for its own time", () => {
    const later = { ...entry, from: "2026-05-01T00:00:00Z", until: "2026-06-01T00:00:00Z" };
    expect(() => judge({ at: new Date("2026-05-15T00:00:00Z") }, [entry, later])).not.toThrow();
  });

  it.each<[string, object, (typeof entry)[], string | null]>([
    ["that is not listed", { digest: "d".repeat(40) }, [entry], "d".repeat(40)],
    ["that begins alike", { digest: "c".repeat(39) }, [entry], "c".repeat(39)],
    ["that is written otherwise", { digest: "C".repeat(40) }, [entry], "C".repeat(40)],
    ["of which the certificate says nothing", { digest: null }, [entry], null],
    ["that is listed for another workflow", {}, [{ ...entry, workflow: `${workflow}x` }], digest],
  ])("refuses a commit %s, and tells what was expected and found", (_name, commit, entries, found) => {
    expect(() => judge(commit, entries)).toThrow(refusal({ field: "registrySigners", found }));
  });
});

describe("readIssueTime", () => {
  it("refuses what is no bundle", () => {
    expect(() => readIssueTime({})).toThrow(expect.objectContaining({ code: "bundle_invalid" }));
  });
});
