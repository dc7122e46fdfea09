import { describe, expect, it } from "vitest";
import { findDirectionBreaks } from "./find-direction-breaks.ts";
import { findEdgeBreaks } from "./find-edge-breaks.ts";
import { listSources, readProjectFile } from "./list-project-files.ts";
import { parseImports } from "./parse-imports.ts";
import { findRoom, rooms } from "./rooms.ts";

const sources = listSources().map((file) => ({ file, source: readProjectFile(file) }));

describe("import direction", () => {
  it("sees sources in every room", () => {
    const seen = rooms.map(({ folder }) => [
      folder,
      sources.filter(({ file }) => findRoom(file)?.folder === folder).length,
    ]);
    expect(seen.filter(([, count]) => count === 0)).toEqual([]);
  });

  it("sees the imports of those sources", () => {
    expect(sources.flatMap(({ source }) => parseImports(source)).length).toBeGreaterThan(sources.length);
  });

  it("is kept by every source", () => {
    expect(sources.flatMap(({ file, source }) => findDirectionBreaks(file, source))).toEqual([]);
  });

  it.each([
    ["schemas/src/a.ts", 'import { x } from "@plugsmith/trust";'],
    ["actions/lib/trust/src/a.ts", 'export * from "@plugsmith/registry";'],
    ["actions/sign/src/a.ts", 'import { x } from "../../publish/src/b.ts";'],
    ["actions/sign/src/a.ts", 'import { x } from "../../lib/trust/src/b.ts";'],
    ["app/src/a.ts", 'const x = await import("@plugsmith/local");'],
    ["app/src/a.ts", 'import { x } from "../local/src/b.ts";'],
    ["runner-agent/src/a.ts", 'import {\n  x,\n  y,\n} from "@plugsmith/app";'],
    ["app/src/a.ts", 'import { fakeGitHub } from "./testing/fake-github.ts";'],
    ["runner-agent/src/a.ts", 'import { fakeClock } from "./fake-clock.ts";'],
    ["actions/build/src/a.ts", 'import { fakeToolkit } from "@plugsmith/action-kit/testing";'],
    ["templates/src/a.ts", 'import type { X } from "@plugsmith/action-kit/testing";'],
  ])("is broken by %s with %s", (file, source) => {
    expect(findDirectionBreaks(file, source)).toHaveLength(1);
  });

  it("allows what the table allows, and the embedded GitHub in tests", () => {
    expect(findDirectionBreaks("app/src/a.ts", 'import { x } from "@plugsmith/trust";\nimport "./b.ts";')).toEqual([]);
    expect(findDirectionBreaks("app/src/a.test.ts", 'import { x } from "@plugsmith/local";')).toEqual([]);
  });
});

describe("pure files", () => {
  it("touch nothing outside", () => {
    expect(sources.flatMap(({ file, source }) => findEdgeBreaks(file, source))).toEqual([]);
  });

  it.each([
    ["app/src/decide-x.ts", 'import { readFileSync } from "node:fs";'],
    ["app/src/decide-x.ts", 'import { Probot } from "probot";'],
    ["actions/build/src/plan-build.ts", 'const fs = process.getBuiltinModule("node:fs");'],
    ["runner-agent/src/host/host-state.ts", "const now = Date.now();"],
    ["actions/lib/trust/src/decide-quorum.ts", "const token = process.env.TOKEN;"],
  ])("may not contain what %s has here: %s", (file, source) => {
    expect(findEdgeBreaks(file, source)).toHaveLength(1);
  });

  it("may name types of the edge, and edge files may do all of it", () => {
    expect(findEdgeBreaks("app/src/decide-x.ts", 'import type { Context } from "probot";')).toEqual([]);
    expect(findEdgeBreaks("actions/build/src/build-plugin.ts", 'import { x } from "node:fs";')).toEqual([]);
    expect(findEdgeBreaks("app/src/read-facts.ts", 'import { x } from "node:fs"; process.env.X;')).toEqual([]);
  });

  it("are not fooled by comments", () => {
    expect(findEdgeBreaks("app/src/a.ts", '// import x from "node:fs"\n/* process.env.X */')).toEqual([]);
  });
});
