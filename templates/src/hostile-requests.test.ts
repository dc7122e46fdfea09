import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import type { ForgeRequest } from "@plugsmith/schemas";
import fc from "fast-check";
import { load } from "js-yaml";
import { parseAst } from "rolldown/parseAst";
import { describe, expect, it } from "vitest";
import { anyText } from "./fake-hostile-text.ts";
import type { Pack } from "./pack.ts";
import { readPacks } from "./read-pack.ts";
import { renderPlugin } from "./render-plugin.ts";

const packs = await readPacks();
const sized = (least: number, most: number) =>
  anyText.map((text) => [...text.toWellFormed(), ..."?".repeat(least)].slice(0, most).join(""));

/** A request with strangers' text in every field that takes any. */
const requestFor = (pack: Pack): fc.Arbitrary<ForgeRequest> =>
  fc.record(
    {
      cms: fc.constant(pack.definition.cms[0] ?? "node"),
      name: fc.constantFrom("abc", "acme-pay-2", "class", "function-3d"),
      description: sized(10, 300),
      merchant_branding: fc.record(
        {
          name: sized(1, 80),
          logo_url: fc.constantFrom("https://a.example/$&*(x)?y=%3C"),
          primary_color: fc.constant("#AbCdEf"),
        },
        { requiredKeys: ["name"] },
      ),
      features: fc.subarray([...pack.definition.features]) as fc.Arbitrary<NonNullable<ForgeRequest["features"]>>,
      locale: fc.constantFrom("fr_FR", "ar_EG", "ja_JP"),
      usb: fc
        .constant([{ vendorId: "0403", productId: "6001" }])
        .chain((ids) => sized(1, 126).map((serial) => ids.map((id) => ({ ...id, serial })))),
      notes: sized(0, 400),
    },
    { requiredKeys: ["cms", "name", "description", ...(pack.definition.name === "bench" ? (["usb"] as const) : [])] },
  );

const parsers: Readonly<Record<string, (path: string, text: string) => void>> = {
  js: (path, text) => {
    expect(
      () => parseAst(text, { lang: "js" }),
      `${path}
${text}`,
    ).not.toThrow();
  },
  json: (_path, text) => void JSON.parse(text),
  yml: (_path, text) => void load(text, { maxAliases: 0 }),
};

const php = spawnSync("php", ["-r", "exit(class_exists('DOMDocument') ? 0 : 1);"]).status === 0;
if (!php)
  console.warn("skipped: rendered PHP is not parsed, because php is not installed (apt-get install php-cli php-xml)");

/** PHP is parsed by PHP itself, XML by libxml, CSV as Magento reads it, in one process; answers every problem. */
const lintPhp = `$bad = [];
libxml_use_internal_errors(true);
foreach (json_decode(stream_get_contents(STDIN), true) as [$path, $code]) {
  $kind = pathinfo($path, PATHINFO_EXTENSION);
  try {
    if (in_array($kind, ['php', 'phtml'], true)) token_get_all($code, TOKEN_PARSE);
    elseif ($kind === 'csv') {
      foreach (explode("\n", trim($code)) as $line) if (count(str_getcsv($line, ',', '"', chr(92))) !== 2) $bad[] = "$path: $line";
    } elseif (!(new DOMDocument())->loadXML($code, LIBXML_NONET)) $bad[] = "$path: " . trim(libxml_get_errors()[0]->message);
  } catch (ParseError $e) { $bad[] = "$path: {$e->getMessage()}"; }
  libxml_clear_errors();
}
echo json_encode($bad);`;

describe.skipIf(!php)("PHP, XML and CSV of the PHP packs", () => {
  it.each(packs.filter(({ definition }) => definition.runtime === "php").map((pack) => [pack.definition.name, pack]))(
    "are accepted by their parsers in %s, whatever people type",
    (_name, pack) => {
      const files = new Map<string, [string, string]>();
      for (const [request, text] of fc.sample(fc.tuple(requestFor(pack as Pack), anyText), 40)) {
        const requester = { id: 1, login: text };
        const options = { pack: pack as Pack, request, version: "1.0.0", requestNumber: 1, requester, author: text };
        for (const [path, { content }] of renderPlugin(options))
          if (/\.(php|phtml|xml|xlf|svg|csv)$/.test(path)) files.set(`${path}\0${content}`, [path, String(content)]);
      }
      expect(files.size).toBeGreaterThan(100);
      const input = JSON.stringify([...files.values()]);
      const { stdout, stderr } = spawnSync("php", ["-r", lintPhp], { input, encoding: "utf8", maxBuffer: 1 << 26 });
      expect(stderr).toBe("");
      expect(JSON.parse(stdout)).toEqual([]);
    },
  );
});

const python = existsSync("/usr/bin/python3");
if (!python) console.warn("skipped: rendered Python is not parsed, because python3 is not installed");

/** Python and TOML are parsed by Python itself, catalogues by their own grammar, in one process; answers every problem. */
const lintPython = `import ast, json, re, sys, tomllib
line = re.compile(r'(#.*|((msgid|msgstr) )?"([^"\\\\]|\\\\.)*"|)')
def po(text):
  for number, one in enumerate(text.split("\\n"), 1):
    if not line.fullmatch(one): raise SyntaxError(str(number))
parsers = {"py": ast.parse, "toml": tomllib.loads, "po": po}
bad = []
for path, text in json.load(sys.stdin):
  try: parsers[path.split(".")[-1]](text)
  except Exception as problem: bad.append(path + ": " + str(problem))
print(json.dumps(bad))`;

describe.skipIf(!python)("Python, TOML and gettext of the packs", () => {
  it("are accepted by their parsers, whatever people type", () => {
    for (const pack of packs) {
      if (!pack.definition.files.some(({ language }) => ["python", "toml"].includes(language))) continue;
      const files = fc.sample(fc.tuple(requestFor(pack), anyText), 25).flatMap(([request, text]) =>
        [
          ...renderPlugin({
            pack,
            request,
            version: "1.0.0",
            requestNumber: 1,
            requester: { id: 1, login: text },
            author: text,
          }),
        ]
          .filter(([path]) => /\.(py|toml|po)$/.test(path))
          .map(([path, { content }]) => [path, String(content)]),
      );
      expect(files.length).toBeGreaterThan(20);
      const input = JSON.stringify(files);
      const { stdout, stderr } = spawnSync("/usr/bin/python3", ["-I", "-c", lintPython], { input, encoding: "utf8" });
      expect(stderr).toBe("");
      expect(JSON.parse(stdout)).toEqual([]);
    }
  });
});

describe.each(packs.map((pack) => ({ name: pack.definition.name, pack })))("the pack $name", ({ pack }) => {
  const render = (request: ForgeRequest, text: string) =>
    renderPlugin({
      pack,
      request,
      version: "1.0.0",
      requestNumber: 1,
      requester: { id: 1, login: text },
      author: text,
    });

  it("makes files that their languages' parsers accept, whatever people type", () => {
    fc.assert(
      fc.property(requestFor(pack), anyText, (request, text) => {
        for (const [path, { content }] of render(request, text))
          parsers[path.split(".").at(-1) ?? ""]?.(path, String(content));
      }),
      { numRuns: 40 },
    );
  });

  it("has no line more or less, and no invisible character, because of what people type", () => {
    fc.assert(
      fc.property(requestFor(pack), anyText, (request, text) => {
        const tame = {
          ...request,
          description: "A plain description.",
          ...(request.notes === undefined ? {} : { notes: "x" }),
        };
        if (request.merchant_branding) tame.merchant_branding = { ...request.merchant_branding, name: "Plain" };
        const usb = request.usb?.map((id) => ({ ...id, serial: "A1" }));
        const plain = render(usb ? { ...tame, usb } : tame, "rita");
        for (const [path, { content }] of render(request, text)) {
          expect(String(content).split("\n").length, path).toBe(String(plain.get(path)?.content).split("\n").length);
          expect(String(content), path).not.toMatch(
            /[\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069\u200B\uFEFF]|(?![\t\n])\p{Cc}/u,
          );
        }
      }),
      { numRuns: 40 },
    );
  });
});
