import { expect, it } from "vitest";
import { decodeEntities } from "./decode-entities.ts";

it("reads what WordPress escaped, once", () => {
  expect(decodeEntities("O&#039;Reilly &amp; Söhne &lt;b&gt; &quot;x&quot;")).toBe(`O'Reilly & Söhne <b> "x"`);
  expect(decodeEntities("&amp;amp; &nbsp; &")).toBe("&amp; &nbsp; &");
});
