import { describe, expect, it } from "vitest";
import { renderJson, renderText } from "./render-outcome.ts";

const plain = (_style: string, text: string) => text;

describe("renderJson", () => {
  it("is one line with the standing fields first and the facts behind", () => {
    const line = renderJson({ status: "success", code: "ok", message: "two\nlines", facts: { digest: "sha256:00" } });
    expect(line).toBe(
      '{"schemaVersion":1,"status":"success","code":"ok","message":"two\\nlines","digest":"sha256:00"}',
    );
  });

  it("lets no fact replace a standing field", () => {
    const line = renderJson({
      status: "failed",
      code: "load_failed",
      message: "m",
      facts: { status: "success", code: "ok" },
    });
    expect(JSON.parse(line)).toMatchObject({ status: "failed", code: "load_failed" });
  });
});

describe("renderText", () => {
  it("says what happened, why and what to do", () => {
    const text = renderText(
      { status: "failed", code: "tool_missing", message: "git is missing.", hint: "Install git." },
      plain,
    );
    expect(text).toBe("Failed: git is missing.\n  Why: tool_missing\n  What to do: Install git.");
  });

  it("says of Ctrl-C no more than that it stopped", () => {
    expect(renderText({ status: "cancelled", code: "interrupted", message: "Interrupted." }, plain)).toBe("Stopped.");
  });

  it("shows a success in its own words", () => {
    expect(renderText({ status: "success", code: "ok", message: "short", text: "long" }, plain)).toBe("long");
    expect(renderText({ status: "success", code: "ok", message: "short" }, plain)).toBe("short");
  });
});
