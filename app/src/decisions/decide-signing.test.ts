import { describe, expect, it } from "vitest";
import { publish } from "../commands/publish.ts";
import type { Facts } from "../facts/facts.ts";
import { renderNext } from "../render/render-next.ts";
import { decideSigning } from "./decide-signing.ts";
import type { RequestState } from "./request-state.ts";

const workflow = "https://github.com/acme/plugsmith/.github/workflows/publish.yml";
const digest = "c".repeat(40);
const listOf = (sha: string, until?: string) => ({
  schemaVersion: 1 as const,
  signers: [{ workflow, digest: sha, from: "2026-01-01T00:00:00Z", ...(until !== undefined && { until }) }],
});
/** Only what is looked at here. */
const facts = (signers: Facts["signing"]["signers"], mode = "keyless-public", pinned = true) =>
  ({
    now: "2026-06-01T00:00:00Z",
    config: { ok: true, value: { signing: { mode } } },
    signing: { workflow: pinned ? { workflow, digest } : null, signers },
    ledger: null,
    release: null,
  }) as unknown as Facts;
const unlisted = facts(listOf("d".repeat(40)));
const approved = { name: "approved", hold: null, quorum: { reached: true } } as unknown as RequestState;

describe("decideSigning", () => {
  it.each<[string, Facts]>([
    ["people have listed the pinned version", facts(listOf(digest))],
    ["people have signed no list", facts(null)],
    ["a key signs", facts(listOf("d".repeat(40)), "key")],
    ["the forge pins no commit, so that only the run itself can tell", facts(listOf("d".repeat(40)), undefined, false)],
  ])("has nothing against it where %s", (_, given) => {
    expect(decideSigning(given)).toBeNull();
  });

  it.each<[string, Facts]>([
    ["is not listed", unlisted],
    ["is listed for another time", facts(listOf(digest, "2026-05-01T00:00:00Z"))],
  ])("refuses where the pinned version %s, and says what people do", (_, given) => {
    expect(decideSigning(given)).toMatchObject({
      code: "identity_mismatch",
      message: expect.stringMatching(/^Not merged, because/u),
      hint: expect.stringContaining(`plugsmith registry signer add ${digest}`),
    });
  });

  it("makes /forge publish refuse with these words, and the status comment say them before anybody asks", () => {
    const context = { facts: unlisted, state: approved, written: { values: new Map() } };
    const answer = publish.run(context as unknown as Parameters<typeof publish.run>[0]);
    expect(answer).toMatchObject({ kind: "refused", refusal: { code: "identity_mismatch" } });
    expect(renderNext(unlisted, approved)).toContain(`registry signer add ${digest}`);
    expect(renderNext(facts(null), approved)).toBe(
      "**Approved.** An approver or maintainer comments `/forge publish`.",
    );
  });
});
