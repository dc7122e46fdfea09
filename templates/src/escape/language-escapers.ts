import type { TemplatePack } from "@plugsmith/schemas";
import type { Printable } from "../free-text.ts";
import { escapeComment } from "./escape-comment.ts";
import { escapeCss } from "./escape-css.ts";
import { escapeCsv } from "./escape-csv.ts";
import { escapeJavascript } from "./escape-javascript.ts";
import { escapeJson } from "./escape-json.ts";
import { escapeLine } from "./escape-line.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import { escapePhp } from "./escape-php.ts";
import { escapePo } from "./escape-po.ts";
import { escapePython } from "./escape-python.ts";
import { escapeShell } from "./escape-shell.ts";
import { escapeSmarty } from "./escape-smarty.ts";
import { escapeXml } from "./escape-xml.ts";
import { escapeYaml } from "./escape-yaml.ts";
import { quoteMarkdown } from "./quote-markdown.ts";

export type Language = TemplatePack["files"][number]["language"];
export type Escapers = Readonly<Record<string, (text: Printable) => string>>;

/** What a template may call, by the language of its file: a JavaScript file has no PHP escaper to pick by mistake. */
export const languageEscapers: Readonly<Record<Language, Escapers>> = {
  javascript: { js: escapeJavascript, comment: escapeComment },
  json: { json: escapeJson },
  markdown: { md: escapeMarkdown, code: quoteMarkdown },
  php: { php: escapePhp, comment: escapeComment },
  python: { python: escapePython, comment: escapeComment },
  smarty: { html: escapeSmarty },
  csv: { csv: escapeCsv },
  toml: { toml: escapePython, comment: escapeComment },
  yaml: { yaml: escapeYaml, comment: escapeComment },
  xml: { xml: escapeXml, comment: escapeComment },
  svg: { xml: escapeXml, comment: escapeComment },
  gettext: { po: escapePo, comment: escapeComment },
  text: { line: escapeLine },
  css: { css: escapeCss, comment: escapeComment },
  png: { json: escapeJson },
  shell: { shell: escapeShell, comment: escapeComment },
};
