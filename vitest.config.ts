import { defineConfig } from "vitest/config";

const tests = (rooms: readonly string[]) => rooms.map((room) => `${room}/**/*.test.ts`);
const steps = "build,generate,package,publish,registry,report,sandbox,sign";
const shared = ["schemas/src", "templates/src", "app/src", `actions/{${steps}}/src`, ".github"];
const libraries = "actions/lib/{analysis,kit,registry,signers,trust}/src";
const own = ["actions/{bench,test}/src", "actions/lib/host/src", "app/{cli,local}/src", "runner-agent/src", "bench"];

export default defineConfig({
  test: {
    projects: [
      // Rooms whose modules keep nothing between tests: their files share a worker, which halves the time.
      { extends: true, test: { name: "shared", isolate: false, include: tests([...shared, libraries]) } },
      // Rooms that start processes and servers.
      { extends: true, test: { name: "own", include: tests(own) } },
    ],
    exclude: ["**/node_modules/**", "**/dist/**", "**/.cache/**"],
    // Bundled by vite, because @actions/workflow-parser imports JSON without an import attribute, which Node refuses.
    server: { deps: { inline: [/@actions\/workflow-parser/] } },
    // Wide, because a busy machine is no fault of the code; a test that hangs still ends.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // What a test verifies is not remembered in its owner's home, and no test asks a registry of packages.
    env: { PLUGSMITH_STATE: "off", PLUGSMITH_OFFLINE: "1" },
  },
});
