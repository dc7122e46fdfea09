import { expect, it } from "vitest";
import { fakeEngine, goodInfo } from "./fake-engine.ts";
import { readEngine } from "./read-engine.ts";

it("knows an engine that will do, and says what another lacks", async () => {
  const engine = fakeEngine();
  expect(await readEngine(engine)).toEqual({ facts: { version: "28.2.2", lacks: [] } });
  engine.info = { ...goodInfo, MemoryLimit: false };
  expect(await readEngine(engine)).toEqual({ why: "Docker 28.2.2 has no limits on memory" });
});

it("says whether the program or its engine is missing", async () => {
  const none = { exitCode: null, stdout: "", stderr: "spawn docker ENOENT" };
  expect(await readEngine({ run: async () => none })).toEqual({ why: "there is no docker program" });
  const deaf = { exitCode: 1, stdout: "{}", stderr: "warning\nCannot connect to the Docker daemon\n" };
  expect(await readEngine({ run: async () => deaf })).toEqual({
    why: "docker reaches no engine: Cannot connect to the Docker daemon",
  });
});
