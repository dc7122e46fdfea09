import { createMemoryTufTransport, readTufRegistry, refreshTuf } from "@plugsmith/trust/tuf";
import { describe, expect, it } from "vitest";
import { initRegistry } from "../init-registry.ts";
import { daysLater, makeRing, repository, start } from "../testing/test-tuf.ts";
import { planKeyRoles } from "./plan-ceremony.ts";
import { signStart } from "./sign-start.ts";

const files = initRegistry({ repository, reviewers: [{ id: 1, login: "ada" }], at: start.toISOString() });

describe("signStart", () => {
  it("makes a branch that a reader with its root believes from the first commit on", async () => {
    const { people, online, everybody } = makeRing();
    const roles = planKeyRoles({ people: people.map(({ key }) => key), threshold: 2 }, online.key);
    const made = await signStart({ files, roles, bits: 1, at: start, signers: everybody });
    expect(made["registry.json"]).toBe(files["registry.json"]);
    const tuf = new Map(Object.entries(made).map(([path, text]) => [path.replace(/^tuf\//u, ""), text]));
    const view = await refreshTuf({
      state: { root: made["tuf/1.root.json"] ?? "" },
      transport: createMemoryTufTransport(tuf),
      now: daysLater(6),
    });
    expect((await readTufRegistry(view, repository)).registry).toMatchObject({ sequence: 0, plugins: [] });
  });

  it("refuses without enough keys of every role", async () => {
    const { people, online } = makeRing();
    const roles = planKeyRoles({ people: people.map(({ key }) => key), threshold: 2 }, online.key);
    const signing = signStart({ files, roles, bits: 1, at: start, signers: [people[0], online] });
    await expect(signing).rejects.toMatchObject({ code: "signatures_missing" });
  });
});
