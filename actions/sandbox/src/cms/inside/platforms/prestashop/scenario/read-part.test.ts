import { expect, it } from "vitest";
import { fakePage } from "../../../fake-page.ts";
import { readPart } from "./read-part.ts";

it("reads the words of a part", async () => {
  expect(await readPart(fakePage({ "#panel": { text: "pay_2" } }), "#panel", "The panel")).toBe("pay_2");
});

it("says what the page says when the part is missing", async () => {
  const page = fakePage({ body: { text: "Internal Server Error\n  Carrier is outside the contract kernel" } });
  await expect(readPart(page, "#panel", "The panel")).rejects.toThrow(
    "The panel is not on the page, which says: Internal Server Error Carrier is outside the contract kernel",
  );
  await expect(readPart(fakePage(), "#panel", "The panel")).rejects.toThrow(/is not on the page/);
});
