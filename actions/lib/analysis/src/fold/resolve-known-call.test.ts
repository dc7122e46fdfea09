import { expect, it } from "vitest";
import { foldProbe } from "../testing/fold-source.ts";
import { madeAddress, scriptElement, stripGlobals } from "./resolve-known-call.ts";

it.each([
  ["probe(require('node:fs'));", "fs"],
  ["const r = module.createRequire(u); probe(r('child_' + 'process'));", "child_process"],
  ["const s = document.createElement('SCRIPT'); probe(s);", scriptElement],
  ["probe(document.createElement('p'));", ""],
  ["const u = URL.createObjectURL(b); probe(u);", madeAddress],
  ["probe(Object.getPrototypeOf(() => 1).constructor);", "Function"],
  ["probe(Object.getPrototypeOf(a).constructor);", "?.constructor"],
])("%s means %j", (source, path) => {
  expect(foldProbe("javascript", source).path).toBe(path);
});

it("a member of the window is named without it", () => {
  expect(["window.fetch", "globalThis.self.eval", "window", "top.a.b"].map(stripGlobals)).toEqual([
    "fetch",
    "eval",
    "window",
    "a.b",
  ]);
});
