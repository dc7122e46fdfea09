/** Our side of the render benchmark, bundled as a release is: reads a pack, renders, writes; prints how long all rounds took. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Pack, readCompiledPack, renderPlugin } from "@plugsmith/templates/render";

const [, , folder = "", cache = "", out = "", request = "", rounds = "1"] = process.argv;

function write(pack: Pack, target: string): number {
  const person = { id: 1, login: "rosa" };
  const options = { pack, request: JSON.parse(request), version: "1.0.0", requestNumber: 1, requester: person };
  const tree = renderPlugin({ ...options, author: "Rosa" });
  for (const [path, { content }] of tree) {
    const file = join(target, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return tree.size;
}

const pack = await readCompiledPack(folder, cache);
if (rounds === "1") write(pack, out);
else {
  for (let round = 0; round < 5; round += 1) write(pack, join(out, `warm${round}`));
  const started = performance.now();
  let files = 0;
  for (let round = 0; round < Number(rounds); round += 1) files += write(pack, join(out, String(round)));
  process.stdout.write(JSON.stringify({ files, ms: performance.now() - started }));
}
