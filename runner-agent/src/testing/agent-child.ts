/**
 * `node agent-child.ts <config>`: the agent as main.ts starts it, except that it takes the packages of the fake forge and that a plugin
 * goes soon after its device, so that a test can play many rounds with it and kill it.
 */
import { startAgent } from "../agent.ts";
import { readConfig } from "../read-config.ts";
import { verifyFakeRelease } from "./fake-forge.ts";

const print = (value: object) => process.stdout.write(`${JSON.stringify(value)}\n`);
process.stdout.on("error", () => {});
const agent = await startAgent(readConfig(process.argv[2] ?? "bench.json"), {
  verifyRelease: verifyFakeRelease,
  lingerMs: 200,
  onEvent: print,
  log: (message) => process.stderr.write(`${message}\n`),
});
process.once("SIGTERM", () => void agent.close().then(() => process.exit(0)));
print(agent.ready);
