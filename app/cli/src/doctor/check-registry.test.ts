import { describe, expect, it } from "vitest";
import { checkRegistry } from "./check-registry.ts";
import { configPath, type ForgeAnswers, timestampPath } from "./gather-forge-answers.ts";

const file = (text: string) => ({
  status: 200,
  data: { type: "file", content: Buffer.from(text).toString("base64") },
});
const signedAt = "2026-06-01T00:00:00.000Z";
const timestamp = JSON.stringify({ signed: { signed_at: signedAt } });
const later = (hours: number) => new Date(Date.parse(signedAt) + hours * 3_600_000).toISOString();
const config = "schemaVersion: 1\napprovers:\n  team: forge-approvers\napprovals:\n  required: 2\n";
const check = (hours: number, text: string | null = timestamp, forgeYml = config) => {
  const files = { [configPath]: file(forgeYml), ...(text === null ? {} : { [timestampPath]: file(text) }) };
  return checkRegistry({ files } as unknown as ForgeAnswers, later(hours));
};

describe("checkRegistry", () => {
  it("advises to sign a registry that is not signed", () => {
    expect(check(0, null)).toMatchObject([
      { state: "wrong", required: false, mend: expect.stringContaining("registry init") },
    ]);
  });

  it("warns of a word that is two days old, and fails on one that benches no longer follow", () => {
    expect(check(47)[0]).toMatchObject({ state: "ok", detail: "47 hours old" });
    expect(check(48)[0]).toMatchObject({
      state: "wrong",
      required: false,
      detail: expect.stringContaining("48 hours old"),
    });
    expect(check(168)[0]).toMatchObject({
      state: "wrong",
      required: true,
      mend: expect.stringContaining("forge-registry"),
    });
    for (const text of ["{", '{"signed":{}}'])
      expect(check(0, text)[0]).toMatchObject({ state: "wrong", required: true });
  });

  it("advises to pin the root where the bot reads its policy", () => {
    const pinned = `${config}registry:\n  rootDigest: sha256:${"a".repeat(64)}\n`;
    expect(check(0)[1]).toMatchObject({ state: "wrong", required: false });
    expect(check(0, timestamp, pinned)[1]).toMatchObject({ state: "ok" });
  });
});
