// Hygen's side of the render benchmark: templates, out folder, answers as JSON, rounds.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Logger, runner } from "hygen";

const [, , templates, out, answers, rounds = "1"] = process.argv;
const { name, ...values } = JSON.parse(answers);
const logger = new Logger(() => {});

async function write(target) {
  mkdirSync(target, { recursive: true });
  const { success, actions } = await runner(["plugin", "new", name], {
    templates,
    cwd: target,
    logger,
    debug: false,
    exec: () => Promise.reject(new Error("no shell here")),
    createPrompter: () => ({ prompt: async () => ({}) }),
    localsDefaults: values,
  });
  if (!success) throw new Error("hygen failed");
  return actions.filter(({ status }) => status === "added").length;
}

if (rounds === "1") await write(out);
else {
  for (let round = 0; round < 5; round += 1) await write(join(out, `warm${round}`));
  const started = performance.now();
  let files = 0;
  for (let round = 0; round < Number(rounds); round += 1) files += await write(join(out, String(round)));
  process.stdout.write(JSON.stringify({ files, ms: performance.now() - started }));
}
