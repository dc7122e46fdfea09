import type { ChannelConfig, ChannelEntry, ChannelLedger } from "@plugsmith/schemas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChannelAnswer } from "./channel-answer.ts";
import { writeEntries } from "./channel-ledger.ts";
import { type ChannelStep, planPublication } from "./plan-publication.ts";

const digest = `sha256:${"1".repeat(64)}`;
const npm: ChannelConfig = { name: "npm", kind: "npm" };
const evidence = { url: "https://npm.test/x", digest: "sha512-abc" };
const at = "2026-06-01T12:00:00Z";
const ledgerOf = (...channels: ChannelEntry[]): ChannelLedger => ({
  schemaVersion: 1,
  name: "acme-pay",
  version: "1.0.0",
  digest,
  request: 1,
  channels,
});
const entry = (state: ChannelEntry["state"]): ChannelEntry => ({ channel: "npm", kind: "npm", state, at, run: "1" });
const want = { name: "acme-pay", version: "1.0.0", digest, size: 1000, channels: [npm] };
const plan = (answer: ChannelAnswer, ledger: ChannelLedger | null = null, change: Partial<typeof want> = {}) =>
  planPublication({ ...want, ...change }, { ledger, answers: new Map([["npm", answer]]) })[0];

describe("planPublication", () => {
  it("publishes what is absent, and writes the intent first where nobody has", () => {
    expect(plan({ state: "absent" })).toMatchObject({ action: "publish", intend: true });
    expect(plan({ state: "absent" }, ledgerOf(entry("intended")))).toMatchObject({ action: "publish", intend: false });
    expect(plan({ state: "absent" }, ledgerOf(entry("failed")))).toMatchObject({ action: "publish", intend: true });
  });

  it("needs no intent in the ledger where the channel keeps a draft", () => {
    const channels: ChannelConfig[] = [{ name: "release", kind: "github-release" }];
    const [step] = planPublication({ ...want, channels }, { ledger: null, answers: new Map() });
    expect(step).toMatchObject({ action: "publish", intend: false });
  });

  it("only records what is there already", () => {
    expect(plan({ state: "published", evidence }, ledgerOf(entry("intended")))).toMatchObject({
      action: "record",
      state: "published",
      evidence,
    });
  });

  it("leaves alone what channel and ledger agree on", () => {
    const ledger = ledgerOf({ ...entry("published"), evidence });
    expect(plan({ state: "published", evidence }, ledger)?.action).toBe("none");
  });

  it.each<[string, ChannelAnswer, ChannelLedger | null, number]>([
    ["version_exists", { state: "other_bytes", found: "sha512-other" }, null, 1],
    ["version_not_higher", { state: "higher", version: "2.0.0" }, null, 1],
    ["version_revoked", { state: "published", evidence }, ledgerOf(entry("retracted")), 1],
    ["channel_disagrees", { state: "absent" }, ledgerOf(entry("published")), 1],
    ["channel_too_large", { state: "absent" }, null, 8 * 1024 * 1024],
  ])("refuses with %s", (code, answer, ledger, size) => {
    expect(plan(answer, ledger, { size })).toMatchObject({ action: "refuse", trouble: { code } });
  });

  it("does nothing on a channel that could not be asked", () => {
    const trouble = { code: "channel_unreachable", message: "It did not answer." };
    expect(plan({ state: "trouble", trouble })).toEqual({ channel: npm, action: "postpone", trouble });
  });

  it("refuses other bytes than the ledger's before it looks at any channel", () => {
    const other = { digest: `sha256:${"2".repeat(64)}` };
    expect(() => plan({ state: "absent" }, ledgerOf(), other)).toThrow(
      expect.objectContaining({ code: "version_exists" }),
    );
  });

  it("is empty after what it planned was done, whatever there was before", () => {
    const answers = fc.constantFrom<ChannelAnswer>(
      { state: "absent" },
      { state: "begun" },
      { state: "published", evidence },
      { state: "handed_over", evidence },
    );
    const states = fc.constantFrom<ChannelEntry["state"] | null>(null, "intended", "failed", "refused");
    fc.assert(
      fc.property(answers, states, (answer, state) => {
        const ledger = ledgerOf(...(state ? [entry(state)] : []));
        const step = plan(answer, ledger) as ChannelStep;
        const next = step.action === "record" ? answer : ({ state: "published", evidence } as const);
        const written = { ...entry(next.state as "published"), evidence };
        const after = writeEntries(ledger, digest, [written]);
        expect(plan(next, after)?.action).toBe("none");
      }),
    );
  });
});
