import type { PluginManifest } from "@plugsmith/schemas";
import { expect, it } from "vitest";
import { checkExports } from "./check-lifecycle.ts";

const manifest = { type: "bench", hooks: ["onLoad"], methods: ["ping"] } as unknown as PluginManifest;
const exports = { protocol: 1, runtime: "node", hooks: ["onLoad"], methods: ["ping"] };

it("wants exactly what the manifest declares", () => {
  expect(checkExports(manifest, exports).map(({ status }) => status)).toEqual(["passed", "passed"]);
  expect(checkExports(manifest, { ...exports, hooks: [] })[0]?.detail).toBe("hook onLoad is declared and not exported");
  expect(checkExports(manifest, { ...exports, methods: ["ping", "debug"] })[1]?.detail).toBe(
    "method debug is exported and not declared",
  );
});

it("lets a tool have run without declaring it, and nobody else", () => {
  const methods = ["ping", "run"];
  expect(checkExports({ ...manifest, type: "tool" }, { ...exports, methods })[1]?.status).toBe("passed");
  expect(checkExports(manifest, { ...exports, methods })[1]?.status).toBe("failed");
});
