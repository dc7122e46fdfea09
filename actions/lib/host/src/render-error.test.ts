import { ForgeError } from "@plugsmith/schemas";
import { expect, it } from "vitest";
import { renderError } from "./render-error.ts";

it("carries the closed code, the sentence and the hint, and neither cause nor stack", () => {
  const error = new ForgeError("permission_denied", { message: "no", hint: "ask", cause: new Error("secret cause") });
  const rendered = renderError(error);
  expect(rendered).toEqual({ code: -32000, message: "no", data: { code: "permission_denied", hint: "ask" } });
  expect(JSON.stringify(rendered)).not.toContain("secret cause");
});

it("uses JSON-RPC's own numbers where there are some", () => {
  expect(renderError(new ForgeError("method_unknown")).code).toBe(-32601);
  expect(renderError(new ForgeError("message_too_large")).code).toBe(-32003);
});

it("cuts long words to what a message may hold", () => {
  expect(renderError(new ForgeError("call_failed", { message: "x".repeat(9000) })).message).toHaveLength(4000);
});
