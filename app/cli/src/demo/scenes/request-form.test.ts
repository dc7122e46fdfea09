import { readPacks } from "@plugsmith/templates";
import { expect, it } from "vitest";
import { requests } from "./request-form.ts";

it("has a request for every pack, each of its own name, asking only for what the pack can make", async () => {
  const packs = await readPacks();
  expect(Object.keys(requests).sort()).toEqual(packs.map(({ definition }) => definition.name).sort());
  expect(new Set(Object.values(requests).map((form) => form["name"])).size).toBe(packs.length);
  for (const { definition } of packs) {
    const form = requests[definition.name];
    expect(definition.cms).toContain(form?.["cms"]);
    expect(definition.features).toEqual(expect.arrayContaining([...(form?.["features"] ?? [])]));
  }
});
