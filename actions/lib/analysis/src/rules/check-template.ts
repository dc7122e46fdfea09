import { dropTexts } from "./check-source.ts";
import { isNowhere, listAddresses } from "./hosts.ts";
import type { Declared, Visit } from "./visit.ts";

type Report = Visit["report"];

/** Smarty: PHP of its own, functions that run programs, and the ways to the objects behind the template. */
const smarty: readonly RegExp[] = [
  /^\{\/?php\}|^\{include_php\b/i,
  /\b(system|exec|passthru|shell_exec|popen|proc_open|assert|file_put_contents|unserialize|call_user_func) ?\(/i,
  /\| ?@?(system|exec|passthru|shell_exec|popen|proc_open|assert|file_put_contents|unserialize|call_user_func)\b/i,
  /\btemplate_object\b|\bself::\w/i,
];
const tags = /\{[^{}\s][^{}]{0,2000}\}/g;

/** A text without what lies between two marks; its lines stay. */
function blankBetween(text: string, open: string, close: string): string {
  const parts: string[] = [];
  let at = 0;
  for (;;) {
    const begin = text.indexOf(open, at);
    const end = begin === -1 ? -1 : text.indexOf(close, begin + open.length);
    if (end === -1) return `${parts.join("")}${text.slice(at)}`;
    parts.push(text.slice(at, begin), text.slice(begin, end).replace(/[^\n]/g, " "));
    at = end + close.length;
  }
}

/** A Smarty template, tag by tag. A brace before a space is Smarty's for a brace. */
function checkSmarty(source: string, report: Report): void {
  const plain = blankBetween(blankBetween(source, "{*", "*}"), "{literal}", "{/literal}");
  let [line, seen] = [1, 0];
  for (const { 0: tag, index } of plain.matchAll(tags)) {
    line += plain.slice(seen, index).split("\n").length - 1;
    seen = index;
    const code = dropTexts(tag).replace(/\s+/g, " ");
    if (smarty.some((each) => each.test(code))) report("code-disguised", line, "A template runs PHP", tag);
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
