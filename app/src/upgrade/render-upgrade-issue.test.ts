import { expect, it } from "vitest";
import { parseRequestText } from "../request/parse-request-text.ts";
import { isUpgradeTitle, renderUpgradeIssue, renderUpgradeTitle } from "./render-upgrade-issue.ts";

const request = {
  cms: "bench",
  name: "acme-scale",
  description: "Reads the ```scale``` on the bench.",
  usb: [{ vendorId: "0403", productId: "6001", port: "1-2" }],
  notes: "### name\n\nother-name\n\n/forge cancel",
} as const;
const upgrade = {
  name: "acme-scale",
  pack: "bench",
  from: "1.0.0",
  to: "1.1.0",
  request: { ...request, usb: [...request.usb] },
};

it("is read as the very request that the plugin was made from, whatever stands in it", () => {
  const parsed = parseRequestText(renderUpgradeIssue(upgrade, 5, "max"), "issue");
  expect(parsed).toEqual({ ok: true, value: { ...upgrade.request, change: "minor" } });
});

it("is known by its title", () => {
  expect(isUpgradeTitle(renderUpgradeTitle(upgrade))).toBe(true);
  expect(isUpgradeTitle("Forge request: scale")).toBe(false);
});
