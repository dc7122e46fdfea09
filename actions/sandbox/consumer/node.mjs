/** Imports the installed package by its name, and what its manifest promises. Facts: one JSON argument; answer: one line of JSON. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
const { name, version, names } = JSON.parse(process.argv[2]);
const folder = join(process.cwd(), "node_modules", name);
const own = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
if (own.version !== version) throw new Error(`The package says version ${own.version}, its manifest ${version}.`);
const plugin = await import(name);
const missing = names.filter((each) => typeof (plugin[each] ?? plugin.methods?.[each]) !== "function");
if (missing.length > 0) throw new Error(`The package does not export ${missing.join(", ")}.`);
const types = own.types ?? own.exports?.["."]?.types;
if (typeof types === "string" && !existsSync(join(folder, types))) throw new Error(`The package names types in ${types} and does not hold them.`);
const count = Object.keys(plugin).length;
console.log(JSON.stringify({ version: process.versions.node, detail: `${count} exports${typeof types === "string" ? ", types with it" : ""}` }));
