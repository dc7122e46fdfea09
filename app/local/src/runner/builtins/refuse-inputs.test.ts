import { describe, expect, it } from "vitest";
import { refuseInputs } from "./refuse-inputs.ts";

describe("inputs of a built-in action", () => {
  it("are fine when it knows them, or when they are empty", () => {
    expect(() => refuseInputs("checkout", { ref: "main", "sparse-checkout": "" }, ["ref"])).not.toThrow();
  });

  it("are refused with what it knows, instead of being silently ignored", () => {
    expect(() => refuseInputs("checkout", { ref: "main", submodules: "true" }, ["ref", "path"])).toThrow(
      expect.objectContaining({
        code: "job_unsupported",
        message: expect.stringContaining('"submodules"'),
        hint: "It knows: ref, path.",
      }),
    );
  });
});
