import { describe, expect, it } from "vitest";
import { foldProbe } from "../testing/fold-source.ts";
import { origin } from "./origin.ts";

describe("values of calls of the plugin's own functions", () => {
  it.each([
    ["php", "function f($a, $b) { return $b . $a; } probe(f('x', 'y'));", "yx"],
    ["php", "function f($a = 'd') { return $a; } probe(f());", undefined],
    ["php", "class A { static function f($a) { return strrev($a); } } probe(A::f('ab'));", "ba"],
    ["php", "function f($a) { return g($a . '1'); } function g($a) { return $a . '2'; } probe(f('x'));", "x12"],
    ["javascript", "const f = (a) => `<${a}>`; probe(f('x'));", "<x>"],
    ["javascript", "const f = (a) => (b) => b; probe(f('x')('y'));", "y"],
    ["javascript", "const f = ({ a }) => a; probe(f({ a: 'x' }));", "x"],
    ["javascript", "class A { constructor(a) { this.a = a; } } const x = new A('q'); probe(x.a);", "q"],
  ] as const)("%s: %s", (language, source, text) => {
    expect(foldProbe(language, source).text).toBe(text);
  });

  it("keep each caller's value apart", () => {
    const source = "function id($a) { return $a; } $b = id($_POST['x']); probe(id('y'));";
    expect(foldProbe("php", source).text).toBe("y");
    expect(foldProbe("php", source).from & origin.request).toBe(0);
  });

  it("say by which lines they came", () => {
    const source = "function id($a) {\n return $a; }\nprobe(id($_POST['x']));";
    expect(foldProbe("php", source).trail).toEqual([
      { path: "a", line: 3 },
      { path: "a", line: 2 },
    ]);
  });

  it("end where functions call themselves", () => {
    const source = "function f($a) { return rand() ? f($a . 'x') : $a; } probe(f($_GET['y']));";
    expect(foldProbe("php", source).from & origin.request).toBe(origin.request);
  });
});
