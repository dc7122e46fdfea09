import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "schemas/src/**/*.test.ts",
      "templates/src/**/*.test.ts",
      "actions/**/src/**/*.test.ts",
      "app/**/src/**/*.test.ts",
      "runner-agent/src/**/*.test.ts",
      ".github/**/*.test.ts",
      "bench/**/*.test.ts",
    ],
    exclude: ["**/node_modules/**", "**/dist/**", "**/.cache/**"],
    // Bundled by vite, because @actions/workflow-parser imports JSON without an import attribute, which Node refuses.
    server: { deps: { inline: [/@actions\/workflow-parser/] } },
    // Wide, because a busy machine is no fault of the code; a test that hangs still ends.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // What a test verifies is not remembered in its owner's home.
    env: { PLUGSMITH_STATE: "off" },
  },
});
