import type { ForgeRequest } from "@plugsmith/schemas";
import { expect, it } from "vitest";
import { fakePack } from "./fake-pack.ts";
import { checkFeatures, selectPack } from "./select-pack.ts";

const pack = fakePack({}, []);
const [cms = ""] = pack.definition.cms;

it("finds the pack of a platform, and names the platforms that exist where there is none", () => {
  expect(selectPack([pack], cms)).toBe(pack);
  expect(() => selectPack([pack], "gopher")).toThrow(
    expect.objectContaining({ code: "pack_unknown", message: expect.stringContaining(cms) }),
  );
  expect(() => selectPack([], "gopher")).toThrow(/Packs exist for: none/);
});

it("refuses features that the pack cannot make, all of them at once", () => {
  const request = (features: string[]) => ({ cms, name: "a", description: "b", features }) as unknown as ForgeRequest;
  expect(() => checkFeatures(pack, request([...pack.definition.features]))).not.toThrow();
  expect(() => checkFeatures(pack, request(["levitation", "time-travel"]))).toThrow(
    expect.objectContaining({
      code: "feature_unsupported",
      message: expect.stringContaining("levitation, time-travel"),
    }),
  );
});
