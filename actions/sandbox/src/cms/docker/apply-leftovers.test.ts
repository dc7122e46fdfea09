import { expect, it } from "vitest";
import { applyLeftovers } from "./apply-leftovers.ts";
import { renderOwner } from "./container-owner.ts";
import { fakeEngine } from "./fake-engine.ts";
import { readContainerOwner } from "./read-container-owner.ts";

it("removes containers and volumes of runs whose step is gone, and no others", async () => {
  const engine = fakeEngine();
  engine.images.set("shop", { Id: "sha256:shop", Size: 1 });
  const mine = readContainerOwner();
  const start = (run: string, started: string) => {
    const label = (name: string, value: string) => ["--label", `org.plugsmith.${name}=${value}`];
    const labels = [...label("run", run), ...label("owner", renderOwner({ ...mine, started }))];
    void engine.run(["run", "--name", `plugsmith-${run}-shop`, ...labels, "shop"]);
    return engine.run(["volume", "create", ...labels, `plugsmith-${run}-site`]);
  };
  await start("alive", mine.started);
  await start("dead", "1");
  void engine.run(["run", "--name", "of-others", "shop"]);
  await engine.run(["volume", "create", "of-others"]);
  expect(await applyLeftovers(engine, Date.parse("2026-01-01T00:10:00Z"))).toBe(1);
  expect([...engine.containers.keys()]).toEqual(["plugsmith-alive-shop", "of-others"]);
  expect([...engine.volumes.keys()]).toEqual(["plugsmith-alive-site", "of-others"]);
});
