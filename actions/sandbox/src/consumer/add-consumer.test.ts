import { expect, it } from "vitest";
import { addConsumer } from "./add-consumer.ts";

const sandbox = {
  driver: "native" as const,
  level: "contract" as const,
  network: "none" as const,
  limits: { memoryMiB: 64 },
  versions: { node: "24.21.0", plugin: "1.0.0" },
  measurements: { loadMs: 3 },
};

it("raises the level and names the language's version where the package was used", () => {
  const used = { kind: "used", version: "8.2.36", detail: "31 classes", durationMs: 90 } as const;
  expect(addConsumer(sandbox, used, "php")).toEqual({
    sandbox: {
      ...sandbox,
      level: "real",
      versions: { node: "24.21.0", plugin: "1.0.0", php: "8.2.36" },
      measurements: { loadMs: 3, consumerMs: 90 },
    },
    remark: " Used as its users do with PHP 8.2.36: 31 classes.",
  });
});

it("says that the language ran in WebAssembly", () => {
  const used = { kind: "used", version: "8.5.1", detail: "31 classes", durationMs: 90, portable: true } as const;
  expect(addConsumer(sandbox, used, "php").sandbox.driver).toBe("wasm");
});

it("claims nothing for a plugin that is no package, or could not be used, and says why it could not", () => {
  expect(addConsumer(sandbox, null, "node")).toEqual({ sandbox, remark: "" });
  const left = { kind: "left", why: "this machine has no npm" } as const;
  expect(addConsumer(sandbox, left, "node")).toEqual({
    sandbox,
    remark: " Not used as its users do: this machine has no npm.",
  });
});
