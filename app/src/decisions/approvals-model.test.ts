import fc from "fast-check";
import { expect, it } from "vitest";
import { approvalCommands } from "../testing/approval-commands.ts";
import { publications, startStory } from "../testing/approval-world.ts";

// `PLUGSMITH_MODEL_RUNS=5000 vitest run app/src/decisions/approvals-model.test.ts` looks longer.
const numRuns = Number(process.env["PLUGSMITH_MODEL_RUNS"] ?? 80);

it("whatever happens to a request, it is published with a valid quorum only, and with one it is", {
  timeout: 600_000,
}, async () => {
  let dispatched = 0;
  const stories = fc.commands([...approvalCommands], { maxCommands: 30, size: "max" });
  await fc.assert(
    fc.asyncProperty(stories, fc.boolean(), async (commands, automatic) => {
      const { model, real } = await startStory(automatic);
      await fc.asyncModelRun(() => ({ model, real }), commands);
      dispatched += publications(real).length;
    }),
    { numRuns },
  );
  // Stories in which nothing is ever published would prove nothing.
  expect(dispatched).toBeGreaterThan(numRuns / 40);
});
