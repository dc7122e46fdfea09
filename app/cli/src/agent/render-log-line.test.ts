import { describe, expect, it } from "vitest";
import { renderLogLine } from "./render-log-line.ts";

describe("renderLogLine", () => {
  it("joins what is there", () => {
    expect(renderLogLine({ at: "12:00", plugin: "lab-scale", level: "info", message: "ready" })).toBe(
      "12:00  lab-scale  info  ready",
    );
    expect(renderLogLine({ message: "ready" })).toBe("ready");
  });

  it("lets no plugin move the cursor, change colours or forge a line", () => {
    expect(renderLogLine({ message: "a\u001b[31mb\r\nc\u0007" })).toBe("a�[31mb��c�");
  });
});
