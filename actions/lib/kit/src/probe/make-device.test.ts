import { expect, it } from "vitest";
import { makeDevice } from "./make-device.ts";

it("fits the rule and makes up the rest", () => {
  const ids = { vendorId: "1d6b", productId: "0104" };
  expect(makeDevice(ids)).toMatchObject({ ...ids, key: "1-1", port: "1-1", serial: null });
  expect(makeDevice({ ...ids, serial: "A1", port: "2-3" })).toMatchObject({ key: "A1", port: "2-3", serial: "A1" });
});
