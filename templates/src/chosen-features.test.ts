import type { ForgeRequest } from "@plugsmith/schemas";
import { expect, it } from "vitest";
import { chosenFeatures } from "./chosen-features.ts";
import { fakePack } from "./fake-pack.ts";

it("takes all of the pack's where a request names none, else those that both know, in the pack's order", () => {
  const pack = fakePack({}, []);
  const all = pack.definition.features;
  const request = (features?: string[]) => ({ cms: "node", name: "a", description: "b", features }) as ForgeRequest;
  expect(chosenFeatures(pack, request())).toEqual(all);
  expect(chosenFeatures(pack, request([]))).toEqual(all);
  expect(chosenFeatures(pack, request([...all].reverse()))).toEqual(all);
  expect(chosenFeatures(pack, request(["levitation", String(all[0])]))).toEqual([all[0]]);
});
