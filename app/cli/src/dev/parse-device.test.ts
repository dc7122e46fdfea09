import { describe, expect, it } from "vitest";
import { parseDevice, parsePortPath } from "./parse-device.ts";

describe("parseDevice", () => {
  it("reads ids in any case, a port path and a serial number", () => {
    expect(parseDevice("0403:60AB", "1-2.3", "A1")).toEqual({
      vendorId: "0403",
      productId: "60ab",
      port: "1-2.3",
      serial: "A1",
    });
  });

  it.each([
    ["403:6001", "1-2", "A"],
    ["0403-6001", "1-2", "A"],
    ["0403:6001", "../x", "A"],
    ["0403:6001", "4700", "A"],
    ["0403:6001", "1-2", "a b"],
    ["0403:6001", "1-2", ""],
  ])("refuses %s at %s with serial %j as wrong usage", (ids, port, serial) => {
    expect(() => parseDevice(ids, port, serial)).toThrowError(expect.objectContaining({ code: "wrong_usage" }));
  });

  it("takes no port path that leads elsewhere", () => {
    for (const path of ["", "1-", "1-2/", "1-2.", "1-2\n"]) expect(() => parsePortPath(path)).toThrowError("port path");
  });
});
