/** PHP 8.2 of the packages beside this file, as `php` of a machine that has none. */
import { getPHPLoaderModule } from "@php-wasm/node-8-2";
import { loadPHPRuntime, PHP } from "@php-wasm/universal";
import { runPhp } from "./run-php.mjs";

const load = async (options) => loadPHPRuntime(await getPHPLoaderModule(), options);
process.exit(await runPhp(PHP, load, process.argv.slice(2)));
