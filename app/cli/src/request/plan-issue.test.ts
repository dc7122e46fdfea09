import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkRequest } from "@plugsmith/app";
import type { ForgeRequest } from "@plugsmith/schemas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planIssue } from "./plan-issue.ts";

const hex = fc.stringMatching(/^[0-9a-f]{4}$/);
const words = (minLength: number, maxLength: number) =>
  fc.stringMatching(new RegExp(`^[A-Za-z][A-Za-z0-9 .,'äé€-]{${minLength - 2},${maxLength - 2}}[A-Za-z0-9.]$`));
const feature = fc.constantFrom("checkout", "refunds", "webhooks", "subscriptions-ready", "logging", "telemetry");
/** Requests whose every field is there or not; lists in the form's order, because boxes have no other. */
const request = fc.record(
  {
    cms: fc.constantFrom("bench", "node", "woocommerce"),
    name: fc.stringMatching(/^[a-z][a-z0-9]{2,8}(-[a-z0-9]{1,8}){0,3}$/),
    description: words(10, 200),
    usb: fc.array(
      fc.record(
        { vendorId: hex, productId: hex, serial: fc.stringMatching(/^[A-Za-z0-9_.-]{1,30}$/) },
        {
          noNullPrototype: true,
          requiredKeys: ["vendorId", "productId"],
        },
      ),
      { minLength: 1, maxLength: 4 },
    ),
    merchant_branding: fc.record(
      {
        name: words(3, 60),
        logo_url: fc.constant("https://acme.example/l.svg"),
        primary_color: fc.constant("#0a7cff"),
      },
      { noNullPrototype: true, requiredKeys: ["name"] },
    ),
    features: fc.uniqueArray(feature, { minLength: 1 }).map((chosen) => [...chosen].sort(byForm)),
    locale: fc.constantFrom("fr_FR", "de_DE"),
    permissions: fc.uniqueArray(fc.constantFrom("memory:64", "network-inbound", "network:a.example:443"), {
      minLength: 1,
    }),
    change: fc.constantFrom("patch", "minor", "major"),
    notes: fc.array(words(3, 60), { minLength: 1, maxLength: 4 }).map((lines) => lines.join("\n")),
  },
  { noNullPrototype: true, requiredKeys: ["cms", "name", "description", "usb"] },
) as fc.Arbitrary<ForgeRequest>;
const order = ["checkout", "refunds", "webhooks", "subscriptions-ready", "logging", "telemetry"];
function byForm(a: string, b: string): number {
  return order.indexOf(a) - order.indexOf(b);
}

const scale: ForgeRequest = {
  cms: "bench",
  name: "lab-scale",
  description: "Reads the scale on the bench",
  usb: [{ vendorId: "0403", productId: "6001" }],
};

describe("planIssue", () => {
  it("writes a request so that the bot reads the very same request (boxes that nobody ticked are an empty list)", () => {
    fc.assert(
      fc.property(request, (wanted) => {
        expect(checkRequest(planIssue(wanted).body, "issue").result).toEqual({
          ok: true,
          value: { features: [], ...wanted },
        });
      }),
      { numRuns: 200 },
    );
  });

  it("has the headings of the issue form, in its order, and GitHub's words for an empty field", () => {
    const { title, body } = planIssue(scale);
    const form = readFileSync(
      join(import.meta.dirname, "../../../../.github/ISSUE_TEMPLATE/forge-request.yml"),
      "utf8",
    );
    const labels = [...form.matchAll(/^ {6}label: (.+)$/gm)].map(([, label]) => label);
    expect([...body.matchAll(/^### (.+)$/gm)].map(([, label]) => label)).toEqual(labels);
    expect(body).toContain("### locale\n\n_No response_\n");
    expect(body).toContain("- [ ] telemetry");
    expect(title).toBe("Forge request: lab-scale");
  });

  it("ticks boxes in whatever order they were named", () => {
    expect(planIssue({ ...scale, features: ["telemetry", "logging"] }).body).toContain(
      "- [x] logging\n- [x] telemetry",
    );
  });

  it("refuses what the form cannot hold, and names it", () => {
    const port = { ...scale, usb: [{ vendorId: "0403", productId: "6001", port: "1-2" }] } as ForgeRequest;
    expect(() => planIssue(port)).toThrowError(/usb/);
    expect(() => planIssue({ ...scale, notes: "see\n### name\nother-name" })).toThrowError(/name stands there twice/);
    expect(() => planIssue({ ...scale, notes: "_No response_" })).toThrowError(/notes/);
  });
});
