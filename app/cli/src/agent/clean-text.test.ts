import { expect, it } from "vitest";
import { cleanText } from "./clean-text.ts";

it("leaves letters and tabs, and shows that something else was there", () => {
  expect(cleanText("Zähler\t7")).toBe("Zähler\t7");
  expect(cleanText("\u001b[2Jgone\r\n\u009b1A")).toBe("�[2Jgone���1A");
  expect(cleanText(undefined)).toBe("");
});

it("lets nobody turn a line around or begin another one", () => {
  expect(cleanText("safe\u202egnissim\u2066 x\u2028forged")).toBe("safe\ufffdgnissim\ufffd x\ufffdforged");
});
