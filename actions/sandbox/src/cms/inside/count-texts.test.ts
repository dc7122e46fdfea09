import { expect, it } from "vitest";
import { countTexts } from "./count-texts.ts";

it("counts texts that a page shows, whatever stands in their placeholders or between their words", () => {
  const page = "Activer\n  Proposer Acme   au paiement\nSaisissez cette adresse : http://x";
  expect(countTexts(page, ["Activer", "Proposer %s au paiement", "Saisissez cette adresse : %1$s", "Journal"])).toBe(3);
  expect(countTexts("Enable", ["Activer", "%s", "", "ok"])).toBe(0);
});
