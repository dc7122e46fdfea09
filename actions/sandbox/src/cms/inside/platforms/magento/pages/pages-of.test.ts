import { expect, it } from "vitest";
import { fakeWorld } from "../../../fake-world.ts";
import { kernelPages } from "./kernel-pages.ts";
import { pagesOf } from "./pages-of.ts";
import { realPages } from "./real-pages.ts";

it("takes the pages of the shop that the level names", () => {
  expect(pagesOf(fakeWorld({ level: "real" }))).toBe(realPages);
  expect(pagesOf(fakeWorld({ level: "contract" }))).toBe(kernelPages);
});
