import { expect, it } from "vitest";
import { parsePackAnswers } from "./parse-pack-answers.ts";

const asked = ["webhooks.retry_logic", "lifecycle.load"];

it("takes one answer per scenario, in the order asked, and ignores other lines", () => {
  const stdout = [
    "Notice: something",
    '{"scenario":"lifecycle.load","status":"passed"}',
    '{"scenario":"made.up","status":"passed"}',
    '{"scenario":"webhooks.retry_logic","status":"not_applicable","detail":"no calls"}',
  ].join("\n");
  expect(parsePackAnswers(stdout, asked)).toEqual([
    { scenario: "webhooks.retry_logic", status: "not_applicable", detail: "no calls" },
    { scenario: "lifecycle.load", status: "passed" },
  ]);
});

it("counts silence, odd words and a second, better answer as failed", () => {
  const twice = '{"scenario":"lifecycle.load","status":"failed"}\n{"scenario":"lifecycle.load","status":"passed"}';
  expect(parsePackAnswers(twice, ["lifecycle.load"])).toMatchObject([{ status: "failed" }]);
  expect(parsePackAnswers('{"scenario":"lifecycle.load","status":"great"}', asked).map(({ status }) => status)).toEqual(
    ["failed", "failed"],
  );
});
