import { ledgerPath, renderKitMarker } from "@plugsmith/trust";
import { describe, expect, it } from "vitest";
import type { RepositoryMirror } from "../mirror/repository-mirror.ts";
import { applySettle } from "./apply-settle.ts";

const repository = { owner: "acme", repo: "forge", id: 1, defaultBranch: "main" } as never;
const subject = { channel: "shopify", name: "acme-pay", version: "1.0.0" };
const body = (boxes: string) => `${renderKitMarker(subject)}\nwords\n\n${boxes}\n\n**Zip** x`;
const ticked = { body: body("- [x] a\n- [x] b"), state: "open", state_reason: null, user: { type: "Bot" } };

function open(issue: object, state = "handed_over") {
  const ledger = {
    schemaVersion: 1,
    name: "acme-pay",
    version: "1.0.0",
    digest: `sha256:${"1".repeat(64)}`,
    request: 4,
    channels: [{ channel: "shopify", kind: "kit", state, at: "2026-06-01T00:00:00Z", run: "1" }],
  };
  const dispatched: unknown[] = [];
  const path = ledgerPath("acme-pay", "1.0.0");
  const mirror: RepositoryMirror = {
    refresh: async () => {},
    readBranch: async () => ({ commit: "c", tree: "t" }),
    listFiles: async () => [{ path, sha: path, mode: "100644" }],
    contains: async () => true,
    readBlobs: async () => [Buffer.from(JSON.stringify(ledger))],
  };
  const request = async (route: string, parameters: Record<string, unknown> = {}) => {
    if (route.startsWith("POST")) dispatched.push(parameters);
    return { status: 200, data: issue, headers: {} };
  };
  return { dispatched, run: () => applySettle({ request: request as never, mirror, repository }, 12) };
}

describe("applySettle", () => {
  it("starts the registry's workflow when every box is ticked and the ledger waits", async () => {
    const { run, dispatched } = open(ticked);
    expect(await run()).toBe(true);
    expect(dispatched).toMatchObject([
      {
        workflow_id: "forge-registry.yml",
        ref: "main",
        inputs: { action: "refresh", name: "acme-pay", version: "1.0.0" },
      },
    ]);
  });

  it.each<[string, object, string?]>([
    ["a box is left", { ...ticked, body: body("- [x] a\n- [ ] b") }],
    ["it was given up", { ...ticked, state: "closed", state_reason: "not_planned" }],
    ["a person wrote it", { ...ticked, user: { type: "User" } }],
    ["it is no checklist", { ...ticked, body: "- [x] a" }],
    ["the ledger has it already", ticked, "published"],
    ["the version was taken back", ticked, "retracted"],
  ])("starts nothing when %s", async (_, issue, state) => {
    const { run, dispatched } = open(issue, state);
    expect(await run()).toBe(false);
    expect(dispatched).toEqual([]);
  });
});
