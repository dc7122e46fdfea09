import fc from "fast-check";
import { expect, it } from "vitest";
import { maskSecrets } from "./mask-secrets.ts";

it("leaves no secret in any text of any value", () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.string({ minLength: 6 }).filter((text) => !text.includes("*")),
      (value, secret) => {
        const masked = maskSecrets({ value, deep: [{ text: `a ${secret} b` }] }, [secret]);
        const texts: string[] = [];
        JSON.stringify(masked, (_key, each: unknown) => {
          if (typeof each === "string") texts.push(each);
          return each;
        });
        expect(texts.some((text) => text.includes(secret))).toBe(false);
      },
    ),
  );
});

it("changes nothing else", () => {
  expect(maskSecrets({ a: 1, b: [null, "x key y"] }, ["key"])).toEqual({ a: 1, b: [null, "x *** y"] });
});
