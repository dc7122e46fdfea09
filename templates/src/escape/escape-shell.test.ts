import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, it } from "vitest";
import { anyText, hostileTexts } from "../fake-hostile-text.ts";
import { escapeShell } from "./escape-shell.ts";

it("writes any text as one word that a shell hands on unchanged", () => {
  const texts = [...hostileTexts, ...fc.sample(anyText, 100)];
  const script = `for word in ${texts.map((text) => escapeShell(text)).join(" ")}; do printf '%s\\0' "$word"; done`;
  const words = execFileSync("/bin/sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
  expect(words).toEqual(texts.map((text) => text.toWellFormed().replaceAll("\0", "")));
});
