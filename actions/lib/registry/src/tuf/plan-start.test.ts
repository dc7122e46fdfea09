import { describe, expect, it } from "vitest";
import { keysOf, makeRing, makeSigner, start } from "../testing/test-tuf.ts";
import { listKeyRole, planStart } from "./plan-start.ts";

const ring = makeRing();

describe("planStart", () => {
  it("makes every role and every bin, and puts each target into its own", () => {
    const targets = { "registry.json": "{}", "reviewers.json": "[]", "index/bench-hello.json": "1" };
    const { roles, files, root } = planStart({ roles: ring.roles, bits: 3, targets, at: start });
    expect(Object.keys(roles).filter((name) => name.startsWith("bin-"))).toHaveLength(8);
    expect(Object.keys(roles["registry"]?.targets ?? {})).toEqual(["registry.json"]);
    expect(Object.keys(roles["targets"]?.targets ?? {})).toEqual(["reviewers.json"]);
    expect(Object.values(roles).every(({ version }) => version === 1)).toBe(true);
    expect(Object.keys(files)).toHaveLength(3);
    expect(root.roles.root).toMatchObject({ threshold: 2, keyids: { length: 3 } });
    expect(Object.keys(root.keys)).toHaveLength(4);
  });
});

describe("thresholds", () => {
  const [one, two] = [makeSigner(), makeSigner()];

  it.each([
    ["nobody signs", keysOf(0, one)],
    ["more must sign than can", keysOf(3, one, two)],
    ["a fraction signs", keysOf(1.5, one, two)],
    ["one key is named twice", keysOf(2, one, one)],
    ["no key is named", keysOf(1)],
  ])("are refused where %s", (_why, role) => {
    expect(() => listKeyRole("root", role)).toThrow(expect.objectContaining({ code: "policy_invalid" }));
  });
});
