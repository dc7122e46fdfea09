import { expect, it } from "vitest";
import { fakeWorld } from "../../fake-world.ts";
import { prestashopPlatform } from "./prestashop-platform.ts";

it.each(["native", "wasm"] as const)(
  "runs the contract kernel with driver %s, and says the versions it was told",
  (driver) => {
    const { plan } = fakeWorld({ cms: "prestashop", level: "contract", driver, versions: { php: "8.2" } });
    expect(prestashopPlatform.driver(plan).describe()).toEqual({ driver, versions: { php: "8.2" } });
  },
);
