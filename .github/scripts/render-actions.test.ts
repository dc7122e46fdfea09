import { expect, it } from "vitest";
import { renderActions } from "./render-actions.ts";

it("describes each input with its default, each output, and that an action cleans up", () => {
  const page = renderActions([
    ["zoo", { name: "Zoo", description: "Feeds.", runs: {} }],
    [
      "bench",
      {
        name: "Bench",
        description: "Reserves a device.",
        inputs: {
          device: { description: "Which | one", default: "" },
          "head-sha": { description: "Commit", required: true },
          release: { description: "When", default: "job" },
        },
        outputs: { value: { description: "Answer" } },
        runs: { post: "dist/main.js" },
      },
    ],
  ]);
  expect(page).toContain("Bench. Reserves a device. Cleans up after the job (`post`).");
  expect(page).toContain("| `device` | empty | Which \\| one |");
  expect(page).toContain("| `head-sha` | needed | Commit |");
  expect(page).toContain("| `release` | `job` | When |");
  expect(page).toContain("| `value` | Answer |");
  expect(page.indexOf("## bench")).toBeLessThan(page.indexOf("## zoo"));
});
