import { defineConfig } from "vitest/config";

/** The tests against a real npm registry alone. */
export default defineConfig({
  test: { include: ["actions/publish/src/**/*.deep.ts"], testTimeout: 120_000, hookTimeout: 120_000 },
});
