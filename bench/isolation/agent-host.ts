/** The real agent in a process of its own: `agent-host.ts <bench config> <spares>`. Prints what main.ts prints. */
import { startAgent } from "../../runner-agent/src/agent.ts";
import { readConfig } from "../../runner-agent/src/read-config.ts";
import { verifyFakeRelease } from "../../runner-agent/src/testing/fake-forge.ts";

const [, , config = "", spares = "0"] = process.argv;
const print = (value: object) => process.stdout.write(`${JSON.stringify(value)}\n`);
const agent = await startAgent(readConfig(config), {
  verifyRelease: verifyFakeRelease,
  spares: Number(spares),
  lingerMs: 3_600_000,
  onEvent: print,
});
setInterval(() => {
  if ("polluted" in {}) print({ type: "polluted" });
}, 50);
process.once("SIGTERM", () => void agent.close().then(() => process.exit(0)));
print(agent.ready);
