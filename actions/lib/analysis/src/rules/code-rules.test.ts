import { expect, it } from "vitest";
import { codeRules } from "./code-rules.ts";

const severityOf = (id: string) => codeRules.find((rule) => rule.id === id)?.severity;

it("code that hides, or that somebody outside chooses, is an error in every language", () => {
  for (const id of [
    "eval-hidden",
    "call-hidden",
    "call-received",
    "remote-code",
    "include-received",
    "invisible-text",
    "look-alike",
  ])
    expect([id, severityOf(id)]).toEqual([id, "error"]);
});

it("eval by itself is an error only where known code does without it", () => {
  expect(severityOf("eval")).toEqual({ php: "error", javascript: "warning", python: "warning" });
});
