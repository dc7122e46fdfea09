import { expect, it } from "vitest";
import { analyseSources } from "../testing/analyse-samples.ts";

const cases = [
  ["from distutils.core import setup\nsetup(cmdclass={'egg_info': X})", ["install-script"]],
  ["from setuptools import setup\ntable = {'build_py': X}\nsetup(cmdclass={**table})", []],
  ["from setuptools import setup\nsetup(cmdclass={'lint': X}, name='a')\nsetup()", []],
  ["def setup(**a):\n    pass\nsetup(cmdclass={'install': X})", []],
  ["''.__class__.mro()[1].__subclasses__()", []],
  ["x = ''.__class__.__mro__[1].__subclasses__()", ["call-hidden"]],
  ["x = Base.__subclasses__()", []],
] as const;
const found = analyseSources(cases.map(([source]) => ({ path: "setup.py", source: `${source}\n` })));

it.each(cases.map(([source, rules], at) => ({ source, rules, at })))("$source breaks $rules", ({ rules, at }) => {
  expect(found[at]?.map(({ rule }) => rule)).toEqual(rules);
});
