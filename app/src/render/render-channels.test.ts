import { describe, expect, it } from "vitest";
import { makeEntry } from "../testing/fake-ledger.ts";
import { renderChannelPlan, renderChannels } from "./render-channels.ts";

const digest = `sha256:${"a".repeat(64)}`;
const ledger = { schemaVersion: 1, name: "acme-scale", version: "1.0.0", digest, request: 1 } as const;
const npm = makeEntry("npm", "npm", "intended");

describe("renderChannels", () => {
  it("says that a channel was interrupted only when no run is at it", () => {
    const render = (running: boolean) => renderChannels({ ...ledger, channels: [npm] }, running).join("\n");
    expect(render(true)).not.toContain("Interrupted");
    expect(render(false)).toContain("Interrupted: `/forge retry publish` goes on.");
  });

  it("lets no word of a channel come alive, nor leave its cell", () => {
    const trouble = { code: "channel_refused", message: "@team | <img src=x> [a](b)" };
    const evidence = { url: "https://npm.test/a|b)" };
    const [row = ""] = renderChannels({ ...ledger, channels: [{ ...npm, evidence, trouble }] }, true).slice(-1);
    expect(row.split("|")).toHaveLength(6);
    expect(row).not.toMatch(/@team|<img|\[a\]/u);
  });

  it("shows a command of a hint without marks that would not come alive", () => {
    const trouble = { code: "channel_denied", message: "No.", hint: "Then comment `/forge retry publish`." };
    const [row = ""] = renderChannels({ ...ledger, channels: [{ ...npm, state: "failed", trouble }] }, false).slice(-1);
    expect(row).toContain("Then comment /forge retry publish.");
  });

  it("is nothing without a ledger", () => {
    expect(renderChannels(null, false)).toEqual([]);
    expect(renderChannels({ ...ledger, channels: [] }, false)).toEqual([]);
  });
});

describe("renderChannelPlan", () => {
  it("says what would be done on each channel", () => {
    const channel = { name: "npm", kind: "npm" } as const;
    const trouble = { code: "channel_disagrees", message: "It is gone." };
    expect(
      renderChannelPlan([
        { channel, action: "publish", intend: true },
        { channel: { name: "shop", kind: "kit", store: "shopify" }, action: "publish", intend: true },
        { channel, action: "none" },
        { channel, action: "refuse", trouble },
      ]),
    ).toEqual([
      "- `npm`: would be published (npm)",
      "- `shop`: would be handed over to people with a checklist (kit)",
      "- `npm`: has it already",
      "- `npm`: cannot, `channel_disagrees`: It is gone.",
    ]);
  });
});
