import { expect, it } from "vitest";
import { checkDependencies } from "./check-dependencies.ts";

const known = (name: string) => (name === "@shopify/shopify-api" ? "15.0.0" : undefined);
const file = (dependencies: object) => JSON.stringify({ dependencies });

it("takes an app that needs what the sandbox brings, at exactly that version", () => {
  expect(() => checkDependencies(file({ "@shopify/shopify-api": "15.0.0" }), known)).not.toThrow();
  expect(() => checkDependencies("{}", known)).not.toThrow();
});

it("refuses any other package or version, and names it", () => {
  const wanted = file({ "@shopify/shopify-api": "^15.0.0", "left-pad": "1.3.0" });
  expect(() => checkDependencies(wanted, known)).toThrow(
    expect.objectContaining({ code: "tool_missing", message: expect.stringContaining("left-pad 1.3.0 (here: none)") }),
  );
});

it("refuses an app without a readable web/package.json", () => {
  for (const text of [undefined, "no json"])
    expect(() => checkDependencies(text, known)).toThrow(expect.objectContaining({ code: "input_invalid" }));
});
