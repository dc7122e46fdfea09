import { expect, it } from "vitest";
import { readConsumerProgram } from "./read-consumer-program.ts";

it("finds each program that plays a user of a package", () => {
  expect(readConsumerProgram("node")).toContain("await import(name)");
  expect(readConsumerProgram("php")).toMatch(/^<\?php/);
  expect(readConsumerProgram("python")).toContain("build_wheel");
});
