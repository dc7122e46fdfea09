import { describe, expect, it } from "vitest";
import { makeRing, start } from "../testing/test-tuf.ts";
import { planStart } from "./plan-start.ts";
import { signPlan } from "./sign-plan.ts";

const ring = makeRing();
const plan = planStart({ roles: ring.roles, bits: 1, targets: { "reviewers.json": "{}" }, at: start });

describe("signPlan", () => {
  it("names in the snapshot the very bytes of every role, and in the timestamp those of the snapshot", async () => {
    const files = await signPlan(plan, ring.everybody);
    const open = (path: string) => JSON.parse(files[path] ?? "").signed;
    const { meta } = open("1.snapshot.json");
    for (const [file, { length }] of Object.entries<{ length: number }>(meta))
      expect(Buffer.byteLength(files[`1.${file}`] ?? "")).toBe(length);
    expect(Object.keys(meta)).toHaveLength(7);
    expect(open("timestamp.json").meta["snapshot.json"].length).toBe(Buffer.byteLength(files["1.snapshot.json"] ?? ""));
  });

  it("has everyone sign who may, so that one lost key does no harm", async () => {
    const files = await signPlan(plan, ring.everybody);
    expect(JSON.parse(files["1.root.json"] ?? "").signatures).toHaveLength(3);
  });

  it("says whose signatures are missing, and gives no file", async () => {
    await expect(signPlan(plan, [ring.online, ring.people[0]])).rejects.toMatchObject({
      code: "signatures_missing",
      facts: { role: "root", threshold: 2 },
    });
  });
});
