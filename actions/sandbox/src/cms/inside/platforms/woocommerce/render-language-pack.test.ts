import { expect, it } from "vitest";
import { renderLanguagePack } from "./render-language-pack.ts";

it("tells WordPress the direction of a language", () => {
  expect(renderLanguagePack("ar")).toContain("\"text direction\\4ltr\" => 'rtl'");
  expect(renderLanguagePack("fr_FR")).toContain("=> 'ltr'");
});

it("takes nothing but a locale: the text becomes PHP", () => {
  for (const hostile of ["fr'; system('id'); '", "../../x", "", "FR"]) {
    expect(() => renderLanguagePack(hostile), hostile).toThrow(/is no locale/);
  }
});
