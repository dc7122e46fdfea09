/** PHP of any release, of packages elsewhere: php-of-version.mjs <folder with node_modules> <release, as 8.4> <arguments of php>. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runPhp } from "./run-php.mjs";

const [root, version, ...args] = process.argv.slice(2);
const find = (name) => import(pathToFileURL(join(root, "node_modules/@php-wasm", name, "index.js")).href);
const [{ loadNodeRuntime }, { PHP }] = await Promise.all([find("node"), find("universal")]);
const load = (emscriptenOptions) => loadNodeRuntime(version, { emscriptenOptions });
process.exit(await runPhp(PHP, load, args));
