import type { ConfinedRequest } from "@plugsmith/action-kit";
import { describe, expect, it } from "vitest";
import { applyContainers } from "./apply-containers.ts";
import type { EngineAnswer } from "./engine.ts";
import { type FakeContainer, type FakeEngine, fakeEngine } from "./fake-engine.ts";
import { findShopContainer } from "./list-shop-containers.ts";
import type { ShopContainer } from "./shop-container.ts";

const answer = (exitCode: number, stdout = "", stderr = ""): EngineAnswer => ({ exitCode, stdout, stderr });
const request: ConfinedRequest = {
  program: "/usr/bin/env",
  args: ["/usr/bin/node", "/app/cms.mjs"],
  cwd: "/tmp",
  timeoutMs: 5000,
  maxOutputBytes: 1000,
  input: "the plan",
};
type Programs = Parameters<typeof fakeEngine>[0];

/** A run in a docker in memory; the scenario's program ends well once the shop is there. */
function play(programs: Programs = {}, cms = "woocommerce") {
  const seen: FakeContainer[] = [];
  const engine: FakeEngine = fakeEngine({
    async runner(container) {
      seen.push(container);
      while (![...engine.containers.keys()].some((name) => name.endsWith("-shop"))) await new Promise(setImmediate);
      seen.push(...engine.containers.values());
      return answer(0, "the report");
    },
    seed: () => answer(0),
    ...programs,
  });
  for (const name of ["shop", "database"]) engine.images.set(name, { Id: `sha256:${name}`, Size: 1 });
  const watched: string[] = [];
  const watch = (run: string) => {
    watched.push(`watch ${run.length}`);
    return { dismiss: () => void watched.push(`dismiss, ${engine.containers.size} left`) };
  };
  const container = findShopContainer(cms) as ShopContainer;
  const images = { shop: "sha256:shop", database: "sha256:database" };
  const result = applyContainers({ engine, watch }, { container, images, adminPassword: "admin-secret" }, request);
  return { result, engine, watched, seen };
}

describe("applyContainers", () => {
  it("plays the program beside shop and database, and leaves nothing of them", async () => {
    const { result, engine, watched, seen } = play();
    expect(await result).toMatchObject({ exitCode: 0, stdout: "the report", level: "os" });
    const roles = new Set(seen.map(({ name }) => name.split("-").at(-1)));
    expect([...roles].sort()).toEqual(["database", "runner", "shop"]);
    expect(seen[0]?.input).toBe("the plan");
    expect([engine.containers.size, engine.volumes.size]).toEqual([0, 0]);
    expect(watched).toEqual(["watch 16", "dismiss, 0 left"]);
  });

  it("tells the same password to shop and database, and none on a command line", async () => {
    const { result, engine, seen } = play();
    await result;
    const find = (role: string) => seen.find(({ name }) => name.endsWith(role))?.environment ?? {};
    const password = find("shop")["WORDPRESS_DB_PASSWORD"];
    expect(password).toMatch(/^[0-9a-f]{32}$/);
    expect(find("database")["MYSQL_PASSWORD"]).toBe(password);
    const told = engine.calls.flat().join(" ");
    expect(told).not.toContain(password);
    expect(told).not.toContain("admin-secret");
  });

  it("copies the shop's files into memory first where the image does not", async () => {
    const { result, engine } = play({}, "prestashop");
    await result;
    const roles = engine.calls
      .filter(([verb]) => verb === "run")
      .map((args) => /-(\w+)$/.exec(args[args.indexOf("--name") + 1] ?? "")?.[1]);
    expect(roles).toEqual(["runner", "seed", "database", "shop"]);
  });

  it("hands on how the program ended, with the last words of the others", async () => {
    const { result, engine } = play({
      runner: () => answer(3, "", "it took too long"),
      shop: () => new Promise(() => {}),
    });
    expect(await result).toMatchObject({ exitCode: 3, stderr: expect.stringContaining("it took too long") });
    expect(engine.containers.size).toBe(0);
  });

  it.each([
    ["shop", { shop: () => answer(1, "", "no such extension") }, /container shop ended with 1: no such extension/],
    ["database", { database: () => answer(2, "", "disk full") }, /container database ended with 2: disk full/],
    ["seed", { seed: () => answer(1, "", "No space left") }, /files could not be copied: No space left/],
  ])("says that the %s ended early, and removes the rest", async (_, programs, message) => {
    const endless = { runner: () => new Promise<EngineAnswer>(() => {}) };
    const { result, engine, watched } = play({ ...endless, ...programs }, "prestashop");
    await expect(result).rejects.toMatchObject({ code: "sandbox_failed", message: expect.stringMatching(message) });
    expect([engine.containers.size, engine.volumes.size]).toEqual([0, 0]);
    expect(watched.at(-1)).toBe("dismiss, 0 left");
  });

  it("names time and output that were too much", async () => {
    const stopped = (why: "timeout" | "output") => play({ runner: () => ({ ...answer(137), stopped: why }) }).result;
    await expect(stopped("timeout")).rejects.toMatchObject({ code: "confined_timeout" });
    await expect(stopped("output")).rejects.toMatchObject({ code: "confined_output_too_large" });
  });

  it("says that a container did not start, in the engine's words", async () => {
    const { result, engine } = play();
    engine.run = async (args) =>
      args[0] === "run" ? answer(125, "", "bind source path does not exist") : answer(args[1] === "inspect" ? 1 : 0);
    await expect(result).rejects.toMatchObject({
      code: "sandbox_failed",
      message: expect.stringContaining("bind source path does not exist"),
    });
  });
});
