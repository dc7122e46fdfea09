import { expect, it } from "vitest";
import { isInterpreted } from "./interpreter.ts";

it("names the runtimes that a step looks for on the machine", () => {
  expect(["node", "php", "python", "bash", "executable"].filter(isInterpreted)).toEqual(["php", "python"]);
});
