import fc from "fast-check";
import { expect, it } from "vitest";
import { anyText } from "../fake-hostile-text.ts";
import { escapeXml } from "./escape-xml.ts";

it("leaves no character that means something in XML, and none that XML forbids", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const escaped = escapeXml(text);
      expect(escaped).not.toMatch(/[<>"'\p{Cc}\uFFFE\uFFFF\p{Cf}\p{Zl}\p{Zp}]|&(?!(amp|lt|gt|quot|#39|#x[0-9a-f]+);)/u);
    }),
  );
});

it("keeps what can be read", () => {
  expect(escapeXml("O'Reilly & Söhne <b>")).toBe("O&#39;Reilly &amp; Söhne &lt;b&gt;");
});
