// An HTTP server whose PHP is WebAssembly: every request runs one router script. Only the site's folder is there for PHP, and no
// program can be started. Usage: node serve.mjs <folder of the parts> <PHP, as 8.2> <port> <site> <router>
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";

const [parts, version, port, site, router] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(`${parts}/node_modules/@php-wasm/${name}/index.js`).href);
const [{ PHP, setPhpIniEntries }, { createNodeFsMountHandler, loadNodeRuntime }] = await Promise.all([load("universal"), load("node")]);

const php = new PHP(await loadNodeRuntime(version, { emscriptenOptions: { processId: 1 } }));
php.mkdir(site);
await php.mount(site, createNodeFsMountHandler(site));
php.chdir(site);
await setPhpIniEntries(php, {
  memory_limit: "256M",
  disable_functions: "exec,shell_exec,system,passthru,proc_open,popen",
  upload_max_filesize: "64M",
  post_max_size: "64M",
  allow_url_fopen: "On",
});

async function readBody(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

async function answer(request, response) {
  const { method, url, headers } = request;
  const body = await readBody(request);
  const done = await php.run({
    scriptPath: router,
    relativeUri: url,
    method,
    headers,
    body,
    $_SERVER: {
      REMOTE_ADDR: "127.0.0.1",
      DOCUMENT_ROOT: site,
      QUERY_STRING: url.includes("?") ? url.slice(url.indexOf("?") + 1) : "",
      SCRIPT_NAME: "/index.php",
      PHP_SELF: "/index.php",
    },
  });
  // PHP in WebAssembly has no length of its own to tell.
  const { "content-length": _, ...rest } = done.headers;
  response.writeHead(done.httpStatusCode, rest).end(Buffer.from(done.bytes));
}

// PHP has one memory: requests wait for each other.
let last = Promise.resolve();
const server = createServer((request, response) => {
  last = last
    .then(() => answer(request, response))
    .catch((error) => {
      process.stderr.write(`${error?.stack ?? error}\n${error?.response?.errors ?? ""}\n`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
}).listen(Number(port), "127.0.0.1", () => process.stdout.write(`listening on ${server.address().port}\n`));
