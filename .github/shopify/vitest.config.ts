import { defineConfig } from "vitest/config";

/** Every pack's golden requests through the contract suite, and the Shopify app on its real library. */
export default defineConfig({
  test: {
    include: ["templates/src/**/*.deep.ts", "actions/test/src/**/*.deep.ts"],
    testTimeout: 180_000,
    hookTimeout: 60_000,
  },
});
