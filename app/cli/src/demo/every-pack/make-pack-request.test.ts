import { readPacks, renderPlugin } from "@plugsmith/templates";
import { describe, expect, it } from "vitest";
import { makePackRequest } from "./make-pack-request.ts";

const packs = await readPacks(undefined, () => {});

describe("makePackRequest", () => {
  it.each(packs.map((pack) => [pack.definition.name, pack] as const))(
    "asks the pack %s for all it has",
    (_name, pack) => {
      const request = makePackRequest(pack);
      expect(request.features).toEqual(pack.definition.features);
      const by = { version: "1.0.0", requestNumber: 0, requester: { id: 1, login: "local" }, author: "local" };
      expect(renderPlugin({ pack, request, ...by }).has("plugin.json")).toBe(true);
    },
  );
});
