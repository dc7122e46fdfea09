import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readCmsHome } from "../read-cms-home.ts";

const program = join(import.meta.dirname, "../../../cms/wasm-server/serve.mjs");

/** In the place of @php-wasm/node and universal: a PHP that tells what it was asked, and breaks when it is asked twice at a time. */
const standIn = {
  node: `export const loadNodeRuntime = async (version, { emscriptenOptions }) => ({ version, ...emscriptenOptions });
export const createNodeFsMountHandler = (folder) => "files of " + folder;`,
  universal: `let busy = false;
export const setPhpIniEntries = async (php, entries) => void Object.assign(php, { entries });
export class PHP {
  constructor(runtime) { this.runtime = runtime; this.folders = []; }
  mkdir(folder) { this.folders.push(folder); }
  async mount(folder, handler) { this.folders.push(handler + " at " + folder); }
  chdir(folder) { this.folders.push("in " + folder); }
  async run({ body, headers, ...request }) {
    if (busy) throw new Error("PHP has one memory");
    busy = true;
    try {
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (request.relativeUri === "/broken") throw Object.assign(new Error("exit 255"), { response: { errors: "PHP Fatal error" } });
      const { version, processId } = this.runtime;
      const told = { ...request, version, processId, entries: this.entries, folders: this.folders, body: Buffer.from(body).toString(), agent: headers["x-agent"] };
      return { httpStatusCode: 201, headers: { "content-length": ["1"], "set-cookie": ["a=1", "b=2"] }, bytes: Buffer.from(JSON.stringify(told)) };
    } finally {
      busy = false;
    }
  }
}`,
};

let root: string;
let server: ChildProcess | undefined;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "serve-wasm-")));
  mkdirSync(join(root, "site"));
});
afterEach(() => {
  server?.kill("SIGKILL");
  rmSync(root, { recursive: true, force: true });
});

async function serve(parts: string): Promise<{ url: string; errors: Promise<string> }> {
  const site = join(root, "site");
  const child = spawn(process.execPath, [program, parts, "8.3", "0", site, join(site, "router.php")]);
  server = child;
  const errors = text(child.stderr);
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString()));
    child.once("close", () => void errors.then((words) => reject(new Error(words))));
  });
  return { url: `http://127.0.0.1:${/listening on (\d+)/.exec(line)?.[1]}`, errors };
}

describe("the server of PHP in WebAssembly", () => {
  beforeEach(() => {
    for (const [name, code] of Object.entries(standIn)) {
      const folder = join(root, "parts/node_modules/@php-wasm", name);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "package.json"), '{"type":"module"}');
      writeFileSync(join(folder, "index.js"), code);
    }
  });

  it("hands every request to the router as a web server does, and shows PHP the site alone", async () => {
    const { url } = await serve(join(root, "parts"));
    const site = join(root, "site");
    const response = await fetch(`${url}/shop/?page=1&x=a%20b`, {
      method: "POST",
      body: "pay=1",
      headers: { "x-agent": "test" },
    });
    expect(response.status).toBe(201);
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(await response.json()).toEqual({
      ...{ version: "8.3", processId: 1, method: "POST", body: "pay=1", agent: "test" },
      ...{ relativeUri: "/shop/?page=1&x=a%20b", scriptPath: join(site, "router.php") },
      folders: [site, `files of ${site} at ${site}`, `in ${site}`],
      entries: expect.objectContaining({ disable_functions: expect.stringContaining("proc_open") }),
      $_SERVER: {
        ...{ REMOTE_ADDR: "127.0.0.1", DOCUMENT_ROOT: site, QUERY_STRING: "page=1&x=a%20b" },
        ...{ SCRIPT_NAME: "/index.php", PHP_SELF: "/index.php" },
      },
    });
  });

  it("lets requests that come at once wait for each other, and outlives one that breaks PHP", async () => {
    const { url, errors } = await serve(join(root, "parts"));
    const paths = ["/a", "/broken", "/b", "/c"];
    const answers = await Promise.all(paths.map((path) => fetch(`${url}${path}`)));
    expect(answers.map(({ status }) => status)).toEqual([201, 500, 201, 201]);
    server?.kill("SIGTERM");
    expect(await errors).toMatch(/exit 255[\s\S]*PHP Fatal error/);
  });
});

const installed = existsSync(readCmsHome().cache);
if (!installed)
  console.log("The shops' parts are not installed: npm run test:deep -- cms-contract serves with the real PHP.");

it.skipIf(!installed)("serves with the PHP of the shops' parts", async () => {
  const code = `<?php header('X-Shop: yes'); http_response_code(202); setcookie('a', '1');
echo json_encode([PHP_VERSION, $_SERVER['REQUEST_METHOD'], $_GET, $_POST, getcwd(), is_file('/etc/passwd'), function_exists('exec')]);`;
  writeFileSync(join(root, "site/router.php"), code);
  const { url } = await serve(readCmsHome().cache);
  const body = new URLSearchParams({ pay: "1" });
  const response = await fetch(`${url}/shop/?page=2`, { method: "POST", body });
  expect(response.status).toBe(202);
  expect(response.headers.get("x-shop")).toBe("yes");
  expect(await response.json()).toEqual([
    expect.stringMatching(/^8\.3\./),
    ...["POST", { page: "2" }, { pay: "1" }, join(root, "site"), false, false],
  ]);
});
