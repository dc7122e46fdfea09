import fc from "fast-check";
import { expect, it } from "vitest";
import { decodeAccount } from "./decode-account.ts";

it("keeps number, name and kind of an account, and nothing else", () => {
  const ann = { id: 7, login: "ann", type: "Bot" };
  expect(decodeAccount({ ...ann, site_admin: true, url: "https://x.test" })).toEqual(ann);
});

it.each([undefined, "", null, 1])("takes an account whose kind is %j for a person's", (type) => {
  expect(decodeAccount({ id: 7, login: "ann", type })).toEqual({ id: 7, login: "ann", type: "User" });
});

it.each([
  ["a deleted one", null],
  ["a list", [{ id: 7, login: "ann" }]],
  ["one without a number", { login: "ann" }],
  ["one whose number is text", { id: "7", login: "ann" }],
  ["one numbered 0", { id: 0, login: "ann" }],
  ["one without a name", { id: 7 }],
  ["one with an empty name", { id: 7, login: "" }],
])("knows %s as none", (_, value) => {
  expect(decodeAccount(value)).toBeNull();
});

it("answers anything with none or a whole account", () => {
  const near = fc.record({ id: fc.anything(), login: fc.anything(), type: fc.anything() }, { requiredKeys: [] });
  fc.assert(
    fc.property(fc.oneof(near, fc.anything()), (value) => {
      const account = decodeAccount(value);
      if (account === null) return;
      expect(Number.isSafeInteger(account.id) && account.id > 0).toBe(true);
      expect([account.login, account.type].map((text) => typeof text === "string" && text !== "")).toEqual([
        true,
        true,
      ]);
    }),
  );
});
