// Plop's side of the render benchmark: templates, out folder, answers as JSON, rounds.
import { globSync } from "node:fs";
import { join } from "node:path";
import nodePlop from "node-plop";

const [, , templates, out, answers, rounds = "1"] = process.argv;
const paths = globSync("**/*.hbs", { cwd: templates });

async function write(target) {
  const plop = await nodePlop("", { destBasePath: target, force: true });
  plop.setGenerator("plugin", {
    prompts: [],
    actions: paths.map((path) => ({
      type: "add",
      path: join(target, path.replace(/\.hbs$/, "")),
      templateFile: join(templates, path),
      force: true,
    })),
  });
  const { changes, failures } = await plop.getGenerator("plugin").runActions(JSON.parse(answers));
  if (failures.length > 0) throw new Error(JSON.stringify(failures));
  return changes.length;
}

if (rounds === "1") await write(out);
else {
  for (let round = 0; round < 5; round += 1) await write(join(out, `warm${round}`));
  const started = performance.now();
  let files = 0;
  for (let round = 0; round < Number(rounds); round += 1) files += await write(join(out, String(round)));
  process.stdout.write(JSON.stringify({ files, ms: performance.now() - started }));
}
