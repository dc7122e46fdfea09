import { expect, it } from "vitest";
import { mostBytes, prepareFile } from "./prepare-file.ts";
import { sampleManifest } from "./testing/analyse-samples.ts";

it("a file is read alone: its scopes where it is code, a finding where it cannot be read", () => {
  const prepare = (path: string, text: string) => prepareFile({ path, bytes: Buffer.from(text) }, sampleManifest);
  expect(prepare("a.php", "<?php function f() {}").scopes?.top.declared.has("f")).toBe(true);
  expect(prepare("a.txt", "x").scopes).toBeUndefined();
  expect(prepare("a.py", "x = 1").list()).toMatchObject([{ rule: "tool-missing" }]);
  const large = prepareFile({ path: "a.js", bytes: new Uint8Array(mostBytes + 1) }, sampleManifest);
  expect(large.list()).toMatchObject([{ rule: "not-read" }]);
});
