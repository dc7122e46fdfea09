import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createFakeForge, goodBody, people, publishAsWorkflow } from "../testing/fake-forge.ts";
import { checkBenchProtocol } from "./check-bench-protocol.ts";
import { verifyBenchEvent } from "./verify-bench-event.ts";

/** What a bench of the last version without the header `plugsmith-protocol` posted, with its public key. */
const recorded = JSON.parse(
  readFileSync(join(import.meta.dirname, "../testing/recorded-bench-events.json"), "utf8"),
) as {
  readonly publicKey: string;
  readonly envelopes: readonly { readonly payload: string }[];
};

describe("events of a bench of the version before", () => {
  it("are all taken, in their order, with the signature that they had", async () => {
    expect(() => checkBenchProtocol(undefined)).not.toThrow();
    const config = `benches:\n  - id: bench-1\n    publicKey: ${JSON.stringify(recorded.publicKey)}\n`;
    const forge = createFakeForge({ config });
    forge.openIssue(people.bob, "Forge request", goodBody, ["forge-request"]);
    await forge.touch(1, people.bob);
    publishAsWorkflow(forge, 1);
    const kinds = recorded.envelopes.map(
      ({ payload }) => (JSON.parse(Buffer.from(payload, "base64").toString()) as { type: string }).type,
    );
    expect(new Set(kinds)).toEqual(
      new Set([
        "forge.plugin.loaded",
        "forge.device.attached",
        "forge.plugin.rolled_back",
        "forge.plugin.unloaded",
        "forge.plugin.revoked",
        "forge.device.unknown",
      ]),
    );
    for (const [index, envelope] of recorded.envelopes.entries())
      expect(await verifyBenchEvent(forge.context, envelope)).toMatchObject({
        status: kinds[index] === "forge.device.unknown" ? "unlinked" : "recorded",
      });
    expect(await verifyBenchEvent(forge.context, recorded.envelopes[0])).toMatchObject({ status: "duplicate" });
  });
});
