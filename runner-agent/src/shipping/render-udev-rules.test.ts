import { describe, expect, it } from "vitest";
import { renderUdevRules } from "./render-udev-rules.ts";

const meter = { vendorId: "0403", productId: "6001" };

describe("renderUdevRules", () => {
  it("gives each device and its serial line to the group alone, once", () => {
    const rules = renderUdevRules([meter, { ...meter }, { vendorId: "1209", productId: "00AB" }], "plugsmith")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"));
    expect(rules).toHaveLength(4);
    expect(rules[0]).toBe(
      'ACTION!="remove", SUBSYSTEM=="usb", ENV{DEVTYPE}=="usb_device", ATTR{idVendor}=="0403", ATTR{idProduct}=="6001", MODE="0660", GROUP="plugsmith"',
    );
    expect(rules[3]).toContain('SUBSYSTEM=="tty", ATTRS{idVendor}=="1209", ATTRS{idProduct}=="00ab"');
    expect(rules.join("\n")).not.toMatch(/066[1-7]|0666|uaccess/);
  });

  it("keeps to the form that udev reads: matches and assignments, separated by commas", () => {
    const term = /^(ACTION|SUBSYSTEM|ENV\{[A-Z]+\}|ATTRS?\{[A-Za-z]+\}|MODE|GROUP)(==|!=|=)"[A-Za-z0-9_.-]*"$/;
    for (const line of renderUdevRules([meter], "plugsmith").split("\n"))
      if (line !== "" && !line.startsWith("#")) for (const part of line.split(", ")) expect(part).toMatch(term);
  });

  it("refuses what could become another rule, and says how to name devices when there are none", () => {
    const usage = expect.objectContaining({ code: "wrong_usage" });
    expect(() => renderUdevRules([meter], 'x", MODE="0666')).toThrow(usage);
    expect(() => renderUdevRules([{ vendorId: "*", productId: "6001" }], "plugsmith")).toThrow(usage);
    expect(renderUdevRules([], "plugsmith")).toContain("--device 0403:6001");
  });
});
