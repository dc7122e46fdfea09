import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const files = {
  node: "node.mjs",
  php: "php.php",
  python: "python.py",
} as const;

/**
 * Our own programs that do with a package what its users do. They take their facts as JSON in the first argument and print one
 * line of JSON; whatever fails ends them with words on stderr. No text of a plugin becomes part of them.
 */
export function readConsumerProgram(name: keyof typeof files): string {
  const here = import.meta.dirname;
  // Beside the built action's folder, or in a checkout.
  const folder = [join(here, "../consumer"), join(here, "../../consumer")].find((each) =>
    existsSync(join(each, files[name])),
  );
  if (folder === undefined) throw new Error(`This release does not hold consumer/${files[name]}.`);
  return readFileSync(join(folder, files[name]), "utf8");
}
