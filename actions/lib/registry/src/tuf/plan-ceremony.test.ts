import { describe, expect, it } from "vitest";
import { makeSigner } from "../testing/test-tuf.ts";
import { onlineRoles, peopleRoles, planKeyRoles, planPeopleChange } from "./plan-ceremony.ts";
import { computeKeyId } from "./tuf-signer.ts";
import { roleNames } from "./tuf-tree.ts";

const people = [makeSigner().key, makeSigner().key, makeSigner().key];
const online = makeSigner().key;
const ids = (keys: readonly Parameters<typeof computeKeyId>[0][]) => keys.map(computeKeyId);

describe("planKeyRoles", () => {
  it("gives every role to people or to the online key, and none to both", () => {
    const roles = planKeyRoles({ people, threshold: 2 }, online);
    expect([...onlineRoles, ...peopleRoles].sort()).toEqual([...roleNames].sort());
    expect(roles.root).toEqual({ keys: people, threshold: 2 });
    expect(roles.revocations.threshold).toBe(2);
    expect(roles.timestamp).toEqual({ keys: [online], threshold: 1 });
  });
});

describe("planPeopleChange", () => {
  const roles = planKeyRoles({ people, threshold: 2 }, online);
  it("replaces a lost key in all that people sign", () => {
    const fresh = makeSigner().key;
    const lost = computeKeyId(people[1] as never);
    const changes = planPeopleChange(roles, { drop: [lost.slice(0, 10)], add: [fresh] });
    for (const name of peopleRoles)
      expect(ids(changes[name]?.keys ?? [])).toEqual(ids([people[0], people[2], fresh] as never));
    expect(Object.keys(changes).sort()).toEqual([...peopleRoles].sort());
  });

  it("refuses to drop a key that is not there, and a beginning that is too short to mean one", () => {
    for (const drop of ["ffffffffff", computeKeyId(people[0] as never).slice(0, 7), ""])
      expect(() => planPeopleChange(roles, { drop: [drop], add: [] })).toThrow(
        expect.objectContaining({ code: "key_unknown" }),
      );
  });
});
