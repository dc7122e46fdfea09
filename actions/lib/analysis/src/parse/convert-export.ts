import { idOf, isNode, type JsNode, lineOf, nodesOf } from "./javascript-node.ts";
import { group, name, type Tree, text } from "./tree.ts";

const exportAs = (exported: string, value: Tree, line: number): Tree => ({
  kind: "assign",
  target: { kind: "member", object: name("exports", line), property: text(exported, line), line },
  value,
  line,
});

/** Names that a declaration binds, as far as they are plain. */
const listDeclared = (declaration: JsNode): string[] =>
  declaration.type === "VariableDeclaration"
    ? nodesOf(declaration["declarations"]).map(({ id }) => idOf(id))
    : [idOf(declaration["id"])];

/** An export is what is written to `exports`; what passes through from another module is imported under a name of no other. */
export function convertExport(node: JsNode, convert: (node: JsNode) => Tree): Tree {
  const line = lineOf(node);
  const { declaration, source } = node as { declaration?: unknown; source?: unknown };
  if (node["exportKind"] === "type") return group("nothing", [], line);
  if (isNode(source)) {
    const module = idOf(source);
    if (node.type === "ExportAllDeclaration") return { kind: "import", module, names: [["*", "*"]], line };
    const pairs = nodesOf(node["specifiers"]).map(({ type, local, exported }): [string, string] => [
      type === "ExportNamespaceSpecifier" ? "*" : idOf(local),
      idOf(exported),
    ]);
    const names = pairs.map(([imported, exported]): [string, string] => [imported, `#${exported}`]);
    const passed = pairs.map(([, exported]) => exportAs(exported, name(`#${exported}`, line), line));
    return group(node.type, [{ kind: "import", module, names, line }, ...passed], line);
  }
  if (!isNode(declaration)) {
    const given = nodesOf(node["specifiers"]);
    const exports = given.map(({ local, exported }) => exportAs(idOf(exported), name(idOf(local), line), line));
    return group(node.type, exports, line);
  }
  const tree = convert(declaration);
  if (node.type === "ExportDefaultDeclaration") {
    const title = tree.kind === "scope" ? tree.name : "";
    return title === ""
      ? exportAs("default", tree, line)
      : group(node.type, [tree, exportAs("default", name(title, line), line)], line);
  }
  const names = listDeclared(declaration).filter((each) => each !== "");
  return group(node.type, [tree, ...names.map((each) => exportAs(each, name(each, line), line))], line);
}
