import { type Pack, readPacks } from "@plugsmith/templates";
import { beforeEach, describe, expect, it } from "vitest";
import { createTemplateEngine } from "../engine/template-engine.ts";
import { createFakeForge, type FakeForge, goodBody, people, publishAsWorkflow } from "../testing/fake-forge.ts";
import { pushFiles } from "../testing/fake-github-state.ts";
import { applyOutdated } from "./apply-outdated.ts";

const pack = (await readPacks()).find(({ definition }) => definition.name === "bench") as Pack;
const as = (version: string): Pack => ({
  ...pack,
  digest: `sha256:${version.replaceAll(".", "").padEnd(64, "0")}`,
  definition: { ...pack.definition, version },
  migrations: [],
});

describe("the issue about plugins behind their packs", () => {
  let forge: FakeForge;
  beforeEach(async () => {
    forge = createFakeForge({ engine: createTemplateEngine([as("2.0.0")]) });
    forge.openIssue(people.bob, "Forge request: scale", goodBody, ["forge-request"]);
    await forge.touch(1, people.bob);
    publishAsWorkflow(forge, 1);
    await forge.touch(1);
  });
  /** A process of its own, as after a restart: it remembers nothing. */
  const look = (version: string) =>
    applyOutdated({
      ...forge.context,
      mirror: { ...forge.context.mirror },
      engine: createTemplateEngine([as(version)]),
    });
  const told = () => [...forge.state.threads.values()].filter(({ title }) => title === "Plugins behind their packs");

  it("is opened once, kept up to date, and closed when none is behind", async () => {
    expect(await look("2.0.0")).toBe(false);
    expect(told()).toEqual([]);
    expect(await look("2.1.0")).toBe(true);
    expect(await look("2.1.0")).toBe(false);
    expect(told()).toMatchObject([{ open: true, labels: ["forge/outdated"] }]);
    expect(told()[0]?.body).toContain("| `2.1.0` | 0 | clean | comment `/forge upgrade` on #1 |");
    expect(await look("2.2.0")).toBe(true);
    expect(told()[0]?.body).toContain("| `2.2.0` |");
    expect(await look("2.0.0")).toBe(true);
    expect(told()).toMatchObject([{ open: false, reason: "completed" }]);
  });

  it("says so where the forge has older templates than a plugin was made with", async () => {
    await look("1.9.0");
    expect(told()[0]?.body).toContain("update Plugsmith first");
    expect(told()[0]?.body).toContain("| `bench` `2.0.0` | `1.9.0` |");
  });

  it("names no plugin that no pack made", async () => {
    const folder = "plugins/acme-scale";
    pushFiles(forge.state, "main", { [`${folder}/forge.json`]: null }, people.maintainer);
    expect(await look("2.1.0")).toBe(false);
  });

  it("asks GitHub nothing while neither the default branch nor the registry moves", async () => {
    const requests: string[] = [];
    const context = {
      ...forge.context,
      mirror: { ...forge.context.mirror },
      engine: createTemplateEngine([as("2.1.0")]),
      request: (route: string, parameters: Record<string, unknown> = {}) => {
        requests.push(route);
        return forge.context.request(route, parameters);
      },
    };
    await applyOutdated(context);
    expect(requests).toHaveLength(2);
    await applyOutdated(context);
    expect(requests).toHaveLength(2);
  });
});
