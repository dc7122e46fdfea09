import { describe, expect, it } from "vitest";
import { foldProbe } from "../testing/fold-source.ts";

describe("resolving", () => {
  it.each([
    ["javascript", "import { exec as e } from 'node:child_process'; probe(e);", "child_process.exec"],
    ["javascript", "const cp = require('child_process'); const { exec: e } = cp; probe(e);", "child_process.exec"],
    ["javascript", "import('fs/promises').then((m) => probe(m.readFile));", "fs.promises.readFile"],
    ["javascript", "probe(globalThis['ev' + 'al']);", "eval"],
    ["javascript", "probe(eval.bind(null));", "eval"],
    ["javascript", "function f(fetch) { probe(fetch); }", "?fetch"],
    ["php", "$f = 'sys' . 'tem'; probe($f);", "system"],
    ["php", "$f = $a ? 'trim' : 'exec'; probe($f);", "exec"],
    ["php", "probe($wpdb->query);", "$wpdb->query"],
    ["php", "probe($GLOBALS['_GET']);", "$_get"],
  ] as const)("%s: %s", (language, source, path) => {
    expect(foldProbe(language, source).path).toBe(path);
  });
});
