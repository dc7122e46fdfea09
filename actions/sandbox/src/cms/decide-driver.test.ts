import { describe, expect, it } from "vitest";
import { type CmsFacts, decideDriver } from "./decide-driver.ts";

const php = { version: "8.2.36", extensions: ["pdo_sqlite", "mbstring", "dom", "zlib", "json"] };
const needs = { extensions: ["pdo_sqlite", "mbstring", "dom", "zlib"], debian: "php-cli and php-sqlite3" };
const facts: CmsFacts = { boundary: true, php, platform: "linux x64", drivers: ["native", "wasm"], needs };
const poor: CmsFacts = { ...facts, php: { version: "8.2.36", extensions: ["dom", "zlib"] } };

describe("decideDriver", () => {
  it("starts no CMS unless it is asked to, and says how", () => {
    expect(decideDriver("", facts)).toEqual({ kind: "leave", why: expect.stringContaining("--sandbox native") });
  });

  it.each([
    ["native", facts, "native"],
    ["wasm", facts, "wasm"],
    ["auto", facts, "native"],
    ["auto", poor, "wasm"],
    ["auto", { ...facts, php: undefined }, "wasm"],
    ["wasm", { ...facts, php: undefined }, "wasm"],
    ["native", { ...facts, askedPhp: "8.2" }, "native"],
    ["auto", { ...facts, askedPhp: "8.3" }, "wasm"],
  ] as const)("for %s takes what is there", (asked, given, driver) => {
    expect(decideDriver(asked, given)).toEqual({ kind: "play", driver });
  });

  it("says which PHP there is when another was asked for", () => {
    expect(decideDriver("native", { ...facts, askedPhp: "8.3" })).toMatchObject({
      kind: "refuse",
      message: "The sandbox driver native cannot run: PHP 8.3 was asked for, and /usr/bin/php is 8.2.36.",
    });
  });

  it("needs no PHP where the platform runs on Node, and no WebAssembly where the platform has none", () => {
    const node: CmsFacts = { ...facts, php: undefined, drivers: ["native"], needs: undefined };
    expect(decideDriver("auto", node)).toEqual({ kind: "play", driver: "native" });
    expect(decideDriver("wasm", node)).toMatchObject({
      kind: "refuse",
      message: "The sandbox driver wasm cannot run: what was asked for runs with native only.",
      hint: "Use --sandbox native.",
    });
    const poorAndNative: CmsFacts = { ...poor, drivers: ["native"] };
    expect(decideDriver("auto", poorAndNative)).toEqual({
      kind: "leave",
      why: "native: PHP 8.2.36 has no pdo_sqlite, mbstring",
    });
  });

  it("names the extensions that PHP lacks", () => {
    expect(decideDriver("native", poor)).toMatchObject({
      kind: "refuse",
      code: "tool_missing",
      message: "The sandbox driver native cannot run: PHP 8.2.36 has no pdo_sqlite, mbstring.",
    });
    expect(decideDriver("native", { ...facts, php: undefined })).toMatchObject({
      message: expect.stringContaining("there is no /usr/bin/php"),
    });
  });

  it("never starts a CMS without a boundary, and refuses only a driver that was named", () => {
    const bare = { ...facts, boundary: false };
    expect(decideDriver("auto", bare).kind).toBe("leave");
    expect(decideDriver("native", bare)).toMatchObject({ kind: "refuse", code: "confinement_unavailable" });
    expect(decideDriver("wasm", bare)).toMatchObject({ kind: "refuse", code: "confinement_unavailable" });
  });

  it("has a browser for linux x64 only", () => {
    const other = { ...facts, platform: "darwin arm64" };
    expect(decideDriver("auto", other).kind).toBe("leave");
    expect(decideDriver("wasm", other)).toMatchObject({ kind: "refuse", code: "tool_missing" });
  });

  it("knows no other drivers", () => {
    expect(decideDriver("vm", facts)).toMatchObject({ code: "input_invalid" });
  });

  const ready: CmsFacts = { ...facts, containers: { named: true, missing: undefined, hint: "" } };
  const broken = { named: true, missing: "there is no docker program", hint: "Start Docker." };

  it("takes docker when it is asked for, and by itself only when an image was named", () => {
    expect(decideDriver("docker", ready)).toEqual({ kind: "play", driver: "docker" });
    expect(decideDriver("auto", ready)).toEqual({ kind: "play", driver: "docker" });
    expect(decideDriver("native", ready)).toEqual({ kind: "play", driver: "native" });
    const unnamed = { ...ready, containers: { named: false, missing: undefined, hint: "" } };
    expect(decideDriver("auto", unnamed)).toEqual({ kind: "play", driver: "native" });
  });

  it("says why docker cannot run and what to do; auto goes on without it", () => {
    expect(decideDriver("docker", { ...facts, containers: broken })).toEqual({
      kind: "refuse",
      code: "tool_missing",
      message: "The sandbox driver docker cannot run: there is no docker program.",
      hint: "Start Docker.",
    });
    expect(decideDriver("docker", facts).kind).toBe("refuse");
    expect(decideDriver("auto", { ...facts, containers: broken })).toEqual({ kind: "play", driver: "native" });
    const wrong = { ...broken, wrong: true };
    expect(decideDriver("auto", { ...facts, containers: wrong })).toMatchObject({
      ...{ kind: "refuse", code: "input_invalid", hint: broken.hint },
      message: expect.stringContaining(broken.missing),
    });
    expect(decideDriver("native", { ...facts, containers: wrong })).toMatchObject({ kind: "play" });
    expect(decideDriver("auto", { ...facts, drivers: [], containers: broken })).toEqual({
      kind: "leave",
      why: "docker: there is no docker program",
    });
  });
});
