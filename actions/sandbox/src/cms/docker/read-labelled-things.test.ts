import { expect, it } from "vitest";
import { fakeEngine } from "./fake-engine.ts";
import { readLabelledThings } from "./read-labelled-things.ts";

it("lists containers and volumes of ours with run, owner and age, and nothing of others", async () => {
  const engine = fakeEngine();
  engine.images.set("shop", { Id: "sha256:shop", Size: 1 });
  expect(await readLabelledThings(engine)).toEqual([]);
  const labels = ["--label", "org.plugsmith.run=a", "--label", "org.plugsmith.owner=b"];
  void engine.run(["run", "--name", "mine", ...labels, "shop"]);
  void engine.run(["run", "--name", "other", "--label", "run=a", "shop"]);
  await engine.run(["volume", "create", ...labels, "mine"]);
  const thing = { run: "a", owner: "b", createdMs: Date.UTC(2026, 0, 1) };
  expect(await readLabelledThings(engine)).toEqual([thing, thing]);
});
