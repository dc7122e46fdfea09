import { describe, expect, it } from "vitest";
import { analyseFile } from "../analyse-file.ts";
import { sampleManifest } from "../testing/analyse-samples.ts";

const read = (path: string, source: string) =>
  analyseFile({ path, bytes: Buffer.from(source) }, sampleManifest).map(({ rule, line }) => `${rule} ${line}`);

describe("a Smarty template", () => {
  it.each([
    ["{include_php file='x.php'}", ["code-disguised 1"]],
    ["\n{if exec('id')}a{/if}", ["code-disguised 2"]],
    ["{$a|@unserialize}", ["code-disguised 1"]],
    ["{$smarty.template_object->smarty}", ["code-disguised 1"]],
    ["{self::getStreamVariable('file:///etc/x')}", ["code-disguised 1"]],
    ["<script>{shell_exec($a)}</script>", ["code-disguised 1"]],
    ["{l s='Call exec() or system(1)' d='Modules.Pay'}", []],
    ["<style>a { b: c } </style>{$system} {$a.exec} {$b|escape}", []],
    ["{* {php} *}{literal}{exec(1)}{/literal}", []],
  ])("%j is read as %j", (source, found) => {
    expect(read("views/templates/hook/pay.tpl", source)).toEqual(found);
  });
});

describe("a layout", () => {
  const path = "view/frontend/layout/default.xml";
  it.each([
    ['<script src="https://stat.evil-cdn.net/a.js"/>', ["script-elsewhere 1"]],
    ['\n<block template="Pay_Shop::a.php.jpg"/>', ["include-disguised 2"]],
    ['<block template="phar://x"/>', ["include-disguised 1"]],
    ['<script src="https://api.pay.example/a.js"/><block template="Pay_Shop::a.phtml"/>', []],
    ["<!-- scripts of https://stat.evil-cdn.net are not used -->", []],
  ])("%j is read as %j", (source, found) => {
    expect(read(path, source)).toEqual(found);
  });

  it("is a file of a layout's folder, no other", () => {
    expect(read("etc/config.xml", '<script src="https://stat.evil-cdn.net/a.js"/>')).toEqual([]);
  });
});
