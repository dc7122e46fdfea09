import { expect, it } from "vitest";
import { parseWheelAnswer } from "./parse-wheel-answer.ts";

it("reads the last line, whatever a back end printed before it", () => {
  expect(parseWheelAnswer('noise\n{"wheel":"acme-1.0-py3-none-any.whl"}\n')).toEqual({
    kind: "built",
    file: "acme-1.0-py3-none-any.whl",
  });
  expect(parseWheelAnswer('{"skipped":"old"}')).toEqual({ kind: "skipped", why: "old" });
  expect(parseWheelAnswer('{"wants":["requests>=2",7]}')).toEqual({ kind: "wants", packages: ["requests>=2"] });
});

it.each(["", "noise", "7", "{}", '{"wheel":"../../etc/passwd"}', '{"wheel":"a/b.whl"}', '{"wheel":7}'])(
  "takes %j for no answer",
  (stdout) => {
    expect(parseWheelAnswer(stdout)).toBeNull();
  },
);
