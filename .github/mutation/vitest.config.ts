import { defineConfig } from "vitest/config";

/** Only the tests of the area that is mutated: whatever runs when a module is loaded is tried by all of them. */
export default defineConfig({
  test: {
    include: JSON.parse(process.env["MUTATION_TESTS"] ?? "[]"),
    // Slow, and after all others there is nothing left for them to find.
    exclude: ["**/node_modules/**", "**/any-text.test.ts"],
  },
});
