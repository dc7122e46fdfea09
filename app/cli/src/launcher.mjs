#!/usr/bin/env node
// Plain JavaScript that any Node since 18 understands: it finds a Node that can run the rest, or says how to get one.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The same as in check-node-version.ts, which this file cannot import; a test compares them. */
const oldestNode = "24.15.0";

const self = fileURLToPath(import.meta.url);
const here = dirname(self);
/** Set for a Node that this file has chosen, so that it chooses once. */
const chosen = "PLUGSMITH_NODE_CHOSEN";
const main = join(here, "main.ts");

/** @param {string} version */
function fits(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  const [wantMajor = 0, wantMinor = 0] = oldestNode.split(".").map(Number);
  return major > wantMajor || (major === wantMajor && minor >= wantMinor);
}

/** Node that `npm ci` brought, by the folder that holds this one. */
function findBroughtNode() {
  const name = process.platform === "win32" ? "node.cmd" : "node";
  const file = join(here, "../../../node_modules/.bin", name);
  return existsSync(file) ? file : undefined;
}

/**
 * Starts this very file again: what it does for a Node that fits, it does for that one too.
 * @param {string} node
 */
function runWith(node) {
  const env = { ...process.env, [chosen]: "1" };
  const child = spawn(node, [self, ...process.argv.slice(2)], { stdio: "inherit", env });
  // On a terminal Ctrl-C reaches the child by itself as well; it takes two in a row as one.
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    console.error(`plugsmith could not start ${node}: ${error.message}`);
    process.exitCode = 1;
  });
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? (signal === "SIGINT" ? 130 : 1);
  });
}

const brought = chosen in process.env ? undefined : findBroughtNode();
delete process.env[chosen];
if (fits(process.version)) {
  const { enableOwnCompileCache } = await import("./compile-cache.mjs");
  enableOwnCompileCache();
  await import(main);
} else if (brought) runWith(brought);
else {
  console.error(
    [
      `plugsmith needs Node ${oldestNode} or newer; this is ${process.version}, and no other was found.`,
      "On Linux run `npm ci` in the checkout: it brings one. Elsewhere install Node 24 from https://nodejs.org.",
    ].join("\n"),
  );
  process.exitCode = 1;
}
