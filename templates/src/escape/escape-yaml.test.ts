import fc from "fast-check";
import { load } from "js-yaml";
import { expect, it } from "vitest";
import { anyText } from "../fake-hostile-text.ts";
import { escapeYaml } from "./escape-yaml.ts";

it("writes any text as a scalar with the same value", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(load(`key: ${escapeYaml(text)}\n`)).toEqual({ key: text.toWellFormed() });
    }),
  );
});
