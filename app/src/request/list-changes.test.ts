import type { ForgeRequest } from "@plugsmith/schemas";
import { expect, it } from "vitest";
import { listChanges } from "./list-changes.ts";

const before: ForgeRequest = {
  cms: "bench",
  name: "acme-scale",
  description: "Reads the Acme scale.",
  merchant_branding: { name: "Acme" },
  permissions: ["memory:64"],
  usb: [{ vendorId: "0403", productId: "6001", serial: "A1" }],
};

it("tells the fields that differ, in the order of the form, and nothing of equal ones", () => {
  const { permissions: _, ...rest } = before;
  const after: ForgeRequest = {
    ...rest,
    notes: "Hello",
    merchant_branding: { name: "Acme", primary_color: "#0a7cff" },
    usb: [
      { vendorId: "0403", productId: "6001" },
      { vendorId: "04d8", productId: "00df" },
    ],
  };
  expect(listChanges(before, after)).toEqual([
    { field: "merchant_branding.primary_color", before: "", after: "#0a7cff" },
    { field: "permissions", before: "memory:64", after: "" },
    { field: "usb", before: "0403:6001:A1", after: "0403:6001, 04d8:00df" },
    { field: "notes", before: "", after: "Hello" },
  ]);
  expect(listChanges(before, structuredClone(before))).toEqual([]);
});

it("tells a branding that was added or taken away, field by field", () => {
  const { merchant_branding: _, ...plain } = before;
  expect(listChanges(plain, before)).toEqual([{ field: "merchant_branding.name", before: "", after: "Acme" }]);
  expect(listChanges(before, plain)).toEqual([{ field: "merchant_branding.name", before: "Acme", after: "" }]);
});
