import { describe, expect, it } from "vitest";
import { foldProbe } from "../testing/fold-source.ts";
import { origin } from "./origin.ts";

describe("folding", () => {
  it.each([
    ["php", "$a = 'x'; $a .= 'y'; probe($a . 'z');", "xyz"],
    ["php", "class A { const C = 'c'; private $p = 'p'; function f() { probe(self::C . $this->p); } }", "cp"],
    ["php", "probe(implode('-', ['a', 'b']));", "a-b"],
    ["javascript", "const a = ['x', 'y']; probe(a[1] + a[0]);", "yx"],
    ["javascript", "probe('c-b-a'.split('-').reverse().join(''));", "abc"],
    ["javascript", "class A { #p = 'q'; p = 'r'; f() { probe(`${this.p}s`); } }", "rs"],
    ["javascript", "const { a } = { a: 1 }; probe(String.fromCharCode(97, 98));", "ab"],
  ] as const)("%s: %s", (language, source, text) => {
    expect(foldProbe(language, source).text).toBe(text);
  });

  it("knows no text for what is written twice, is a parameter, or depends on itself", () => {
    expect(foldProbe("php", "$a = 'x'; if ($b) { $a = 'y'; } probe($a);")).toMatchObject({ options: ["x", "y"] });
    expect(foldProbe("php", "$a = 'x'; if ($b) { $a = 'y'; } probe($a);").text).toBeUndefined();
    expect(foldProbe("javascript", "const f = (a) => probe(a);").text).toBeUndefined();
    expect(foldProbe("javascript", "let a = 'x' + b, b = a; probe(a);").text).toBeUndefined();
  });

  it("remembers where a value comes from, through calls and properties", () => {
    const comes = (language: "php" | "javascript", source: string, bit: number) =>
      (foldProbe(language, source).from & bit) !== 0;
    expect(comes("php", "$a = trim(stripslashes($_POST['x'])); probe($a);", origin.request)).toBe(true);
    expect(comes("php", "foreach ($_COOKIE as $c) { probe($c); }", origin.request)).toBe(true);
    expect(comes("php", "probe((int) 1 + intval($_GET['x']));", origin.request)).toBe(false);
    expect(comes("javascript", "fetch(u).then((r) => r.text()).then((t) => probe(t));", origin.network)).toBe(true);
    expect(comes("javascript", "probe(atob(x));", origin.decoded)).toBe(true);
  });
});
