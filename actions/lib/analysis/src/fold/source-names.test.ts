import { expect, it } from "vitest";
import { origin } from "./origin.ts";
import { findSource } from "./source-names.ts";

it("PHP's names know no case, those of others do", () => {
  expect(findSource("php", "$_GET")).toBe(origin.request | origin.free);
  expect(findSource("php", "CURL_EXEC")).toBe(origin.network | origin.free);
  expect(findSource("javascript", "Fetch")).toBe(origin.none);
  expect(findSource("python", "os.environ")).toBe(origin.environment);
});
