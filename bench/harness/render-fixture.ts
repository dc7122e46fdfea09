import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** How a template prints a value and repeats lines. */
interface Syntax {
  readonly print: (name: string) => string;
  readonly each: readonly [string, string, string];
}

const eta: Syntax = {
  print: (name) => `<%~ it.line(it.${name}) %>`,
  each: ["<% for (const one of it.features) { %>", "<%~ one %>", "<% } %>"],
};
const handlebars: Syntax = {
  print: (name) => `{{{${name}}}}`,
  each: ["{{#each features}}", "{{{this}}}", "{{/each}}"],
};
const ejs: Syntax = {
  print: (name) => `<%- ${name} %>`,
  each: ["<% features.forEach((one) => { -%>", "<%- one %>", "<% }) -%>"],
};

const names = ["name", "title", "description", "author", "version", "color"];

/** One template: 60 lines with twelve values and a loop. */
function writeTemplate({ print, each: [open, item, close] }: Syntax, number: number): string {
  const lines = Array.from({ length: 54 }, (_, i) => {
    const name = i % 5 === 0 ? print(names[(i / 5) % names.length] ?? "name") : `value${i}`;
    return `export const part${number}x${i} = "${name}, as it is written in line ${i} of this file";`;
  });
  return `${lines.join("\n")}\n${open}\nexport const has = "${item}";\n${close}\n`;
}

/** Files of the plugin; ours writes the first two by itself. */
export const fileCount = 15;
export const answers = {
  name: "acme-pay",
  title: "Acme Pay",
  description: "Card payments for the Acme shop.",
  author: "Rosa",
  version: "1.0.0",
  color: "#2563eb",
  features: ["checkout", "refunds"],
};
export const request = {
  cms: "node",
  name: answers.name,
  description: answers.description,
  features: answers.features,
};

const packYaml = (paths: readonly string[]) => `schemaVersion: 1
name: benchRender
version: 1.0.0
cms: [node]
runtime: node
type: tool
description: Templates of the render benchmark.
locales: [en_US]
features: [checkout, refunds]
manifest: { entry: src/part0.js, engine: ">=0.1.0", licence: MIT, hooks: [onLoad], methods: [{ name: pay }], publishes: [], memory: 64 }
files:
${paths.map((path) => `  - { template: ${path}.eta, path: ${path}, language: text }`).join("\n")}
`;

function write(folder: string, path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/**
 * The same fifteen templates for each generator below `folder`: `pack/` for ours (which writes two of the files itself), `plop/`,
 * `hygen/plugin/new/`; and `constants.mjs`, which writes as many files without rendering any.
 */
export function writeRenderFixture(folder: string): void {
  const paths = Array.from({ length: fileCount }, (_, i) => `src/part${i}.js`);
  const own = paths.slice(0, fileCount - 2);
  write(folder, "pack/pack.yml", packYaml(own));
  write(folder, "pack/locales/en_US.yml", "hello: Hello\n");
  for (const [number, path] of paths.entries()) {
    if (own.includes(path)) write(folder, `pack/files/${path}.eta`, writeTemplate(eta, number));
    write(folder, `plop/${path}.hbs`, writeTemplate(handlebars, number));
    write(folder, `hygen/plugin/new/part${number}.ejs.t`, `---\nto: ${path}\n---\n${writeTemplate(ejs, number)}`);
  }
  const plain: Syntax = { print: () => "constant", each: ["", "checkout", ""] };
  const constants = Object.fromEntries(paths.map((path, number) => [path, writeTemplate(plain, number)]));
  const lines = [
    'import { mkdirSync, writeFileSync } from "node:fs";',
    'import { dirname, join } from "node:path";',
    `const files = ${JSON.stringify(constants)};`,
    "for (const [path, text] of Object.entries(files)) {",
    "  const file = join(process.argv[2], path);",
    "  mkdirSync(dirname(file), { recursive: true });",
    "  writeFileSync(file, text);",
    "}",
    "",
  ];
  write(folder, "constants.mjs", lines.join("\n"));
}
