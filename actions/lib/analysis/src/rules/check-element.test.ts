import { expect, it } from "vitest";
import { analyseFile } from "../analyse-file.ts";
import { sampleManifest } from "../testing/analyse-samples.ts";

const read = (source: string) =>
  analyseFile({ path: "a.js", bytes: Buffer.from(source) }, { ...sampleManifest, network: true }).map(
    ({ rule }) => rule,
  );

it.each([
  ["e.setAttribute('src', 'https://stat.evil-cdn.net/a.js')", ["script-elsewhere", "host-mentioned"]],
  ["e.setAttribute('src', 'https://stat.evil-cdn.net/a.png?x=' + y)", ["host-undeclared"]],
  ["e.setAttribute('action', 'https://stat.evil-cdn.net/')", ["host-undeclared"]],
  ["e.setAttribute('src', 'http://localhost/a.js'); e.setAttribute('src', '/a.js')", []],
  ["e.setAttribute('onload', 'new Image().src = q')", ["eval"]],
  ["e.setAttribute('onload', 'ready()'); e.setAttribute('title', 'eval(1)')", []],
  ["const s = document.createElement('script'); s.append('x=' + y)", ["eval"]],
  ["const s = document.createElement('script'); s.append(other); s.text = x", ["eval"]],
  ["const s = document.createElement('div'); s.append('x=' + y); s.text = x", []],
  ["new SharedWorker(URL.createObjectURL(blob))", ["eval"]],
  ["new Worker('/w.js'); new Worker()", []],
  ["new WebAssembly.Module(bytes)", ["eval"]],
])("%j breaks %j", (source, rules) => {
  expect(read(`${source};\n`)).toEqual(rules);
});
