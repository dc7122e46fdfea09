import { createGitRegistryStore } from "@plugsmith/registry";
import { kitLabel, ledgerPath, renderKitMarker } from "@plugsmith/trust";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DoorWorld, openDoorWorld } from "./open-door-world.ts";

const plugin = { name: "shop-banner", version: "1.0.0" };
const path = ledgerPath(plugin.name, plugin.version);
const box = (done: boolean) => `- [${done ? "x" : " "}] `;
const makeBody = (first: boolean, second: boolean) =>
  `${renderKitMarker({ ...plugin, channel: "shopify" })}\nwords\n\n${box(first)}a\n${box(second)}b\n\n**Zip** x`;

describe("a store's checklist, over the real server", () => {
  let world: DoorWorld;
  let checklist = 0;
  /** As the publisher's job does: in the name of github-actions[bot]. */
  const asJob = async (route: string, method: string, body: unknown): Promise<{ number: number }> => {
    const token = world.github.issueJobToken({
      repository: world.repository,
      permissions: { issues: "write", contents: "write" },
      runId: 1,
    });
    const answer = await fetch(`${world.github.url}/repos/${world.repository}${route}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBeLessThan(300);
    return (await answer.json()) as { number: number };
  };
  const writeLedger = async (state: "handed_over" | "published") => {
    const { token } = world.github.people["otto"] ?? { token: "" };
    const store = createGitRegistryStore({ gitUrl: `${world.github.url}/${world.repository}.git`, token });
    const at = "2026-06-01T00:00:00Z";
    const channels = [{ channel: "shopify", kind: "kit", state, at, run: "1" }];
    const ledger = { schemaVersion: 1, ...plugin, digest: `sha256:${"1".repeat(64)}`, request: 1, channels };
    await store.commit({
      message: "ledger",
      decide: ({ registry }) => ({ registry, files: { [path]: JSON.stringify(ledger) } }),
    });
  };
  const tick = async (...boxes: Parameters<typeof makeBody>) => {
    await world.as("writer").editIssue(checklist, makeBody(...boxes));
    await world.settle();
  };

  beforeAll(async () => {
    world = await openDoorWorld();
    await writeLedger("handed_over");
    const body = { title: "Upload", body: makeBody(false, false), labels: [kitLabel] };
    checklist = (await asJob("/issues", "POST", body)).number;
    await world.settle();
  }, 60_000);
  afterAll(() => world.close());

  it("starts the registry's workflow with the last tick and not before, and not again once the ledger has it", async () => {
    await tick(true, false);
    expect(world.dispatched).toEqual([]);
    await tick(true, true);
    expect(world.dispatched).toEqual(["forge-registry.yml refresh shop-banner 1.0.0"]);
    await writeLedger("published");
    await tick(true, false);
    await tick(true, true);
    expect(world.dispatched).toHaveLength(1);
  });

  it("takes no issue of a person for one", async () => {
    await writeLedger("handed_over");
    const triager = world.as("triager");
    const issue = { ...triager.repository, title: "Upload", body: makeBody(true, false), labels: [kitLabel] };
    checklist = ((await triager.request("POST /repos/{owner}/{repo}/issues", issue)).data as { number: number }).number;
    await tick(true, true);
    expect(world.dispatched).toHaveLength(1);
  });
});
