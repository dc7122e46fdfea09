import { isNowhere, listAddresses } from "./hosts.ts";
import type { Declared, Visit } from "./visit.ts";

type Report = Visit["report"];

const programs = "system|exec|passthru|shell_exec|popen|proc_open|assert|file_put_contents|unserialize|call_user_func";
/** Smarty: PHP of its own, functions that run programs, and the ways to the objects behind the template. */
const smarty = new RegExp(
  `^\\{/?php\\}|^\\{include_php\\b|\\b(${programs})\\s*\\(|\\|\\s*@?(${programs})\\b|\\btemplate_object\\b|\\bself::\\w+\\(`,
  "i",
);
const tags = /\{[^{}\s][^{}]{0,2000}\}/g;
const literal = /\{literal\}[\s\S]*?\{\/literal\}|\{\*[\s\S]*?\*\}/gi;
const quoted = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g;

/** A Smarty template, tag by tag. A brace before a space is Smarty's for a brace. */
function checkSmarty(source: string, report: Report): void {
  const plain = source.replace(literal, (text) => text.replace(/[^\n]/g, " "));
  for (const { 0: tag, index } of plain.matchAll(tags)) {
    if (!smarty.test(tag.replace(quoted, "''"))) continue;
    report("code-disguised", plain.slice(0, index).split("\n").length, "A template runs PHP", tag);
  }
}

/** Magento's layouts: scripts of others, and templates that are no templates or lie elsewhere. */
function checkLayout(source: string, report: Report, declared: Declared): void {
  source.split("\n").forEach((line, index) => {
    for (const [element] of line.matchAll(/<script\b[^<>]{0,500}/gi)) {
      const [address] = listAddresses(element.replace(/src\s*=\s*["']\/\//i, 'src="https://'));
      if (address && !isNowhere(address.host) && !declared.hosts.includes(address.host))
        report("script-elsewhere", index + 1, "A layout loads a script from elsewhere", address.host);
    }
    for (const [, template = ""] of line.matchAll(/\btemplate\s*=\s*["']([^"']{1,300})/g)) {
      if (/\.\.\/|\.(jpe?g|png|gif|ico|svg|webp|txt|log|css|js|dat|tmp)$|^(https?|phar|php|data):/i.test(template))
        report("include-disguised", index + 1, "A template that is none, or lies elsewhere", template);
    }
  });
}

/** Templates and layouts, which run what they name. */
export function checkTemplate(path: string, source: string, report: Report, declared: Declared): void {
  if (/\.tpl$/i.test(path)) checkSmarty(source, report);
  if (/(^|\/)(layout|page_layout|ui_component)\/[^/]+\.xml$/i.test(path)) checkLayout(source, report, declared);
}
