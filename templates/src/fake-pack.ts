import type { TemplatePack } from "@plugsmith/schemas";
import { compileSource } from "./compile-source.ts";
import type { Pack } from "./pack.ts";

/** A small pack in memory; `files` maps a template's path to its text, its language is told by `languages`. */
export function fakePack(
  templates: Readonly<Record<string, string>>,
  files: TemplatePack["files"],
  changes: Partial<TemplatePack> = {},
): Pack {
  return {
    definition: {
      schemaVersion: 1,
      name: "fake",
      version: "1.0.0",
      cms: ["node"],
      runtime: "node",
      type: "tool",
      description: "A pack for tests.",
      locales: ["en_US", "ar"],
      features: ["checkout", "refunds"],
      manifest: {
        entry: "src/index.js",
        engine: ">=0.1.0",
        licence: "MIT",
        hooks: ["onLoad"],
        methods: [{ name: "pay" }, { name: "refund", when: "refunds" }],
        publishes: [
          { name: "a.b", when: "checkout" },
          { name: "a.b", when: "refunds" },
        ],
        memory: 64,
      },
      files,
      ...changes,
    },
    digest: `sha256:${"0".repeat(64)}`,
    templates: new Map(Object.entries(templates)),
    words: new Map([
      ["en_US", { hello: 'Hello {brand}, it\'s "{extra}"' }],
      ["ar", { hello: "مرحبا {brand}" }],
    ]),
    migrations: [],
    compile: compileSource,
  };
}
