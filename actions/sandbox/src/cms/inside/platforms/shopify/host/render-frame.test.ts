import { expect, it } from "vitest";
import { speakHostWords } from "./host-words.ts";
import { renderFrame } from "./render-frame.ts";

it("says on every page what it is, in its language and direction, and escapes the title", () => {
  const html = renderFrame(speakHostWords("ar"), "shop", "<b>", "body");
  expect(html).toContain('<html lang="ar" dir="rtl">');
  expect(html).toContain("contract host of Shopify");
  expect(html).not.toContain("<title><b>");
});
