import { describe, expect, it } from "vitest";
import { renderPluginTable } from "./render-plugin-table.ts";
import { suspendVersion } from "./revoke-version.ts";
import { add, at, published, revocation } from "./testing/test-registry.ts";

describe("renderPluginTable", () => {
  it("names the newest version that is offered, and those that are not", () => {
    const two = add(published, "1.1.0", 2);
    expect(renderPluginTable(two).split("\n").at(-1)).toMatch(
      /^\| \[bench-hello\]\(bench-hello\.md\) \| 1\.1\.0 \| 2026-06-01 \|/u,
    );
    expect(renderPluginTable(two).split("\n").at(-1)).toContain("| bench | – |");
    const withdrawn = suspendVersion(two, { ...revocation, version: "1.1.0" }, at);
    expect(renderPluginTable(withdrawn)).toMatch(/\| 1\.0\.0 \|.*\| 1\.1\.0 suspended \|$/u);
    expect(renderPluginTable(suspendVersion(published, revocation, at))).toContain("| **none** |");
  });
});
