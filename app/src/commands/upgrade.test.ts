import { describe, expect, it } from "vitest";
import type { RequestState } from "../decisions/request-state.ts";
import type { CommandContext, CommandOutcome } from "./command.ts";
import { upgrade } from "./upgrade.ts";

const found = {
  name: "acme-scale",
  pack: "bench",
  from: "1.0.0",
  to: "1.1.0",
  request: {
    cms: "bench",
    name: "acme-scale",
    description: "Reads the Acme scale on the bench.",
    usb: [{ vendorId: "0403", productId: "6001" }],
  },
} as unknown as NonNullable<RequestState["upgrade"]>;
const run = (state: Partial<RequestState>): CommandOutcome =>
  upgrade.run({
    facts: { request: { number: 5 } },
    state: { name: "published", upgrade: found, ...state },
    actor: { id: 6, login: "max", type: "User" },
    comment: { id: 70 },
  } as unknown as CommandContext);

describe("/forge upgrade", () => {
  it("writes down who asked for what, and opens the issue with the request that the plugin was made from", () => {
    const outcome = run({});
    expect(outcome).toMatchObject({
      kind: "done",
      decision: {
        records: [
          {
            kind: "upgrade_requested",
            request: 5,
            actor: { id: 6, login: "max" },
            data: { comment: 70, name: "acme-scale", pack: "bench", from: "1.0.0", to: "1.1.0" },
          },
        ],
        effects: [{ kind: "open_issue", title: "Forge request: upgrade acme-scale to bench 1.1.0" }],
      },
    });
  });

  it("is refused before publication, without newer templates, and for a request that would be refused today", () => {
    const refusalOf = (outcome: CommandOutcome) => (outcome.kind === "refused" ? outcome.refusal.code : "done");
    expect(refusalOf(run({ name: "suspended" }))).toBe("not_now");
    expect(refusalOf(run({ upgrade: null }))).toBe("not_now");
    const old = { ...found, request: { ...found.request, description: "short" } };
    expect(refusalOf(run({ upgrade: old }))).toBe("request_invalid");
  });
});
