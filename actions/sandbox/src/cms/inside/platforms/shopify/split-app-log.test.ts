import { expect, it } from "vitest";
import { splitAppLog } from "./split-app-log.ts";

it("takes what is no JSON, and lines of level error, for complaints", () => {
  const info = '{"level":"info","message":"listening"}';
  const bad = '{"level":"error","message":"A request failed."}';
  const { lines, errors } = splitAppLog(`${info}\n${bad}\nTypeError: x\n\n`);
  expect(lines).toBe(`${info}\n${bad}\n`);
  expect(errors).toBe(`${bad}\nTypeError: x\n`);
});
