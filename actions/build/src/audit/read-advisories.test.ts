import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Ecosystem, LockedPackage } from "../dependencies/locked-package.ts";
import { readRegistries } from "../dependencies/read-registries.ts";
import { startRegistry, type TestRegistry } from "../testing/start-registry.ts";
import { readAdvisorySources } from "./read-advisories.ts";

let registry: TestRegistry;
beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(() => registry.close());
beforeEach(() => registry.routes.clear());

const ask = (ecosystem: Ecosystem, ...names: string[]) => {
  const { origin } = registry;
  const registries = readRegistries({
    ...{ PLUGSMITH_NPM_ADVISORIES: origin, PLUGSMITH_COMPOSER_ADVISORIES: origin, PLUGSMITH_OSV: origin },
  });
  const source = readAdvisorySources(registries).find((each) => each.ecosystem === ecosystem);
  const packages = names.map((name): LockedPackage => ({ ecosystem, name, version: "1.0.0", scope: "runtime" }));
  return source?.ask(packages);
};
const json = (value: unknown) => ({ type: "application/json", body: JSON.stringify(value) });

describe("readAdvisorySources", () => {
  it("asks npm's registry in one request", async () => {
    const advisory = { id: 7, severity: "high", title: "Bad", vulnerable_versions: "<2" };
    registry.routes.set("POST /-/npm/v1/security/advisories/bulk", (body) => {
      expect(JSON.parse(body)).toEqual({ a: ["1.0.0"], "@b/c": ["1.0.0"] });
      return json({ "@b/c": [advisory] });
    });
    expect(await ask("npm", "a", "@b/c")).toMatchObject([{ id: "npm-7", package: "@b/c", severity: "high" }]);
  });

  it("asks Packagist in one request", async () => {
    registry.routes.set("POST /api/security-advisories/", (body) => {
      expect(new URLSearchParams(body).getAll("packages[]")).toEqual(["acme/lib"]);
      return json({
        advisories: { "acme/lib": [{ advisoryId: "PKSA-1234", affectedVersions: "<2", severity: "low" }] },
      });
    });
    expect(await ask("composer", "acme/lib")).toMatchObject([{ id: "PKSA-1234", severity: "low", fixedIn: "2" }]);
  });

  it("asks OSV of each package, to the last page", async () => {
    registry.routes.set("POST /v1/query", (body) => {
      const { package: asked, page_token } = JSON.parse(body);
      if (asked.name === "clean") return json({});
      return page_token === undefined
        ? json({ vulns: [{ id: "PYSEC-1" }], next_page_token: "2" })
        : json({ vulns: [{ id: "PYSEC-2" }] });
    });
    expect((await ask("pypi", "clean", "dirty"))?.map(({ id }) => id)).toEqual(["PYSEC-1", "PYSEC-2"]);
    registry.routes.set("POST /v1/query", json({ vulns: [], next_page_token: "again" }));
    await expect(ask("pypi", "endless")).rejects.toMatchObject({ code: "dependencies_unavailable" });
  });

  it.each([
    ["an error of the server", { status: 500 }],
    ["a registry that knows no advisories", { status: 405 }],
    ["a page for people", { type: "text/html", body: "<html>" }],
    ["another form", json({ error: "no" })],
    ["a list", json([])],
  ])("never takes %s for no advisories", async (_, answer) => {
    registry.routes.set("POST /-/npm/v1/security/advisories/bulk", answer);
    registry.routes.set("POST /api/security-advisories/", answer);
    registry.routes.set(
      "POST /v1/query",
      "type" in answer && answer.body?.startsWith('{"error') ? json({ vulns: 7 }) : answer,
    );
    for (const [ecosystem, name] of [
      ["npm", "a"],
      ["composer", "a/b"],
      ["pypi", "a"],
    ] as const) {
      await expect(ask(ecosystem, name)).rejects.toMatchObject({ code: "dependencies_unavailable" });
    }
  });
});
