import type { Tree } from "../parse/tree.ts";
import type { Visit } from "./visit.ts";

type Call = Tree & { kind: "call" };

/** Commands of setuptools that pip runs when it installs a source package. */
const installed = new Set(["install", "develop", "egg_info", "build_py", "bdist_wheel"]);

/** The keys of a table that is written out, or made by `dict(a=…)`. */
function listKeys(tree: Tree, visit: Visit): string[] {
  const named = tree.kind === "call" && visit.resolve(tree.callee).path === "dict" ? tree.args.at(-1) : tree;
  if (named?.kind !== "record") return [];
  return named.entries.flatMap(([key]) => visit.fold(key).text ?? []);
}

/** What only Python has: commands of its own at installation, and the way from any object to every class there is. */
export function checkPython(call: Call, visit: Visit, path: string): void {
  const named = call.args.at(-1);
  if (/^(setuptools|distutils\.core)\.setup$/.test(path) && named?.kind === "record" && named.named === true) {
    const commands = named.entries.find(([key]) => key.kind === "text" && key.text === "cmdclass")?.[1];
    const own = commands && listKeys(commands, visit).find((key) => installed.has(key));
    if (own !== undefined) visit.report("install-script", call.line, "pip runs a command of this package", own);
  }
  if (isWalk(path) || isWalk(spell(call.callee)))
    visit.report("call-hidden", call.line, "A class is looked for among all classes there are", "__subclasses__");
}

/** From an object's class to what all classes come of, and from there to all that exist. */
const isWalk = (chain: string) => chain.endsWith(".__subclasses__") && /__(base|bases|mro)__/.test(chain);

/** The members of a chain as they are written. */
function spell(tree: Tree): string {
  if (tree.kind !== "member") return tree.kind === "call" ? spell(tree.callee) : "";
  return `${spell(tree.object)}.${tree.property.kind === "text" ? tree.property.text : ""}`;
}
