import { type ParserPlugin, parse } from "@babel/parser";
import { convertExport } from "./convert-export.ts";
import { idOf, isNode, type JsNode, lineOf, nodesOf } from "./javascript-node.ts";
import { anyOf, call, group, loop, name, type Tree, text } from "./tree.ts";

const nothing = (line: number) => group("nothing", [], line);

const wrappers = new Set([
  "ParenthesizedExpression",
  "TSAsExpression",
  "TSSatisfiesExpression",
  "TSNonNullExpression",
  "TSTypeAssertion",
  "AwaitExpression",
  "ChainExpression",
  "ExpressionStatement",
]);
const scopes = new Set([
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunctionExpression",
  "ObjectMethod",
  "ClassMethod",
  "ClassPrivateMethod",
  "ClassDeclaration",
  "ClassExpression",
]);
const members = new Set(["MemberExpression", "OptionalMemberExpression"]);
const calls = new Set(["CallExpression", "OptionalCallExpression", "NewExpression"]);
const skipped = new Set([
  "loc",
  "typeAnnotation",
  "returnType",
  "typeParameters",
  "typeArguments",
  "superTypeParameters",
]);

const classes = new Set(["ClassDeclaration", "ClassExpression"]);

function convertKey(node: JsNode, line: number): Tree {
  const key = node["key"];
  if (!isNode(key)) return nothing(line);
  return node["computed"] === true || key.type !== "Identifier" ? convert(key) : text(String(key["name"]), line);
}

function convertTemplate(node: JsNode, line: number): Tree {
  const quasis = nodesOf(node["quasis"]);
  const expressions = nodesOf(node["expressions"]);
  const parts = quasis.flatMap((quasi, at) => {
    const value = quasi["value"] as { cooked?: string | null; raw: string };
    const next = expressions[at];
    return [text(value.cooked ?? value.raw, line), ...(next ? [convert(next)] : [])];
  });
  return { kind: "join", parts, line };
}

function convertImport(node: JsNode, line: number): Tree {
  const names = nodesOf(node["specifiers"]).map((each): [string, string] => {
    const local = idOf(each["local"]);
    if (each.type === "ImportSpecifier") return [idOf(each["imported"]), local];
    return [each.type === "ImportDefaultSpecifier" ? "default" : "*", local];
  });
  return { kind: "import", module: idOf(node["source"]), names, line };
}

/** `const {a, b: c} = x` becomes one assignment a name, from `x.a` and `x.b`. */
function convertBinding(given: JsNode, value: Tree, line: number): Tree {
  const target = given.type === "RestElement" && isNode(given["argument"]) ? given["argument"] : given;
  if (target.type === "AssignmentPattern" && isNode(target["left"])) {
    const fallback = isNode(target["right"]) ? [convertBinding(target["left"], convert(target["right"]), line)] : [];
    return group("bindings", [convertBinding(target["left"], value, line), ...fallback], line);
  }
  if (target.type !== "ObjectPattern") return { kind: "assign", target: convert(target), value, line };
  const parts = nodesOf(target["properties"]).map((each): Tree => {
    const inner = each["value"];
    if (each.type === "RestElement") return convertBinding(each, value, line);
    if (each.type !== "ObjectProperty" || !isNode(inner)) return nothing(line);
    return convertBinding(inner, { kind: "member", object: value, property: convertKey(each, line), line }, line);
  });
  return group("bindings", [value, ...parts], line);
}

function convert(node: JsNode): Tree {
  const line = lineOf(node);
  const { type } = node;
  const field = (key: string): Tree => (isNode(node[key]) ? convert(node[key] as JsNode) : nothing(line));
  const all = (key: string): Tree[] => nodesOf(node[key]).map(convert);
  if (wrappers.has(type)) return field(type === "AwaitExpression" ? "argument" : "expression");
  if (members.has(type)) {
    const property = node["computed"] === true ? field("property") : text(idOf(node["property"]), line);
    return { kind: "member", object: field("object"), property, line };
  }
  if (calls.has(type)) {
    const [callee, args] = [field("callee"), all("arguments")];
    return type === "NewExpression" ? { kind: "call", callee, args, line, fresh: true } : call(callee, args, line);
  }
  if (scopes.has(type)) return convertScope(node, line);
  switch (type) {
    case "Identifier":
      return name(String(node["name"]), line);
    case "ThisExpression":
      return name("this", line);
    case "Super":
      return name("super", line);
    case "Import":
      return name("import", line);
    case "StringLiteral":
    case "DirectiveLiteral":
      return text(String(node["value"]), line);
    case "BooleanLiteral":
      return name(String(node["value"]), line);
    case "NumericLiteral":
      return { kind: "number", number: Number(node["value"]), line };
    case "TemplateLiteral":
      return convertTemplate(node, line);
    case "TaggedTemplateExpression":
      return call(field("tag"), [field("quasi")], line);
    case "BinaryExpression":
      return node["operator"] === "+"
        ? { kind: "join", parts: [field("left"), field("right")], line }
        : group(String(node["operator"]), [field("left"), field("right")], line);
    case "ImportExpression":
      return call(name("import", line), [field("source")], line);
    case "ForOfStatement": {
      const [declared] = isNode(node["left"]) ? nodesOf(node["left"]["declarations"]) : [];
      const target = declared ? declared["id"] : node["left"];
      const value = anyOf(field("right"));
      return group(type, [isNode(target) ? convertBinding(target, value, line) : value, field("body")], line);
    }
    case "WhileStatement":
    case "DoWhileStatement":
    case "ForStatement":
      return loop(field("test"), [field("init"), field("update"), field("body")], line, waits(node["body"]));
    case "ArrayPattern":
    case "ArrayExpression":
      return { kind: "list", items: all("elements"), line };
    case "ObjectExpression":
      return convertObject(node, line);
    case "ImportDeclaration":
      return node["importKind"] === "type" ? nothing(line) : convertImport(node, line);
    case "ExportNamedDeclaration":
    case "ExportAllDeclaration":
    case "ExportDefaultDeclaration":
      return convertExport(node, convert);
    case "VariableDeclarator":
      return isNode(node["id"]) ? convertBinding(node["id"], field("init"), line) : nothing(line);
    case "ClassProperty":
    case "ClassPrivateProperty":
      return { kind: "assign", target: name(`this.${idOf(node["key"])}`, line), value: field("value"), line };
    case "AssignmentExpression":
      return convertAssignment(node, line);
    case "SequenceExpression": {
      const parts = all("expressions");
      // `(0, eval)(x)` is a call of eval.
      return parts.length === 2 && parts[0]?.kind === "number" && parts[1] ? parts[1] : group(type, parts, line);
    }
    default:
      break;
  }
  if (type.startsWith("TSType") || type.startsWith("TSInterface")) return nothing(line);
  const children = Object.keys(node)
    .filter((key) => !skipped.has(key) && !key.endsWith("Comments"))
    .flatMap((key) => nodesOf(node[key]));
  return group(type, children.map(convert), line);
}

/** A parameter that is a pattern is named by its place, and taken apart in the body. */
function convertScope(node: JsNode, line: number): Tree {
  const isClass = classes.has(node.type);
  const parameters = nodesOf(node["params"]).map((each) =>
    each.type === "TSParameterProperty" && isNode(each["parameter"]) ? each["parameter"] : each,
  );
  const bare = parameters.map((each) =>
    (each.type === "AssignmentPattern" || each.type === "RestElement") && isNode(each["left"] ?? each["argument"])
      ? ((each["left"] ?? each["argument"]) as JsNode)
      : each,
  );
  const params = bare.map((each, at) => (each.type === "Identifier" ? idOf(each) : `#${at}`));
  const rest = parameters.findIndex((each) => each.type === "RestElement");
  const taken = parameters.flatMap((each, at): Tree[] => {
    const target = bare[at] ?? each;
    const own = name(params[at] ?? "", line);
    const fallback = each["right"];
    return [
      ...(isNode(fallback) ? [{ kind: "assign", target: own, value: convert(fallback), line } as const] : []),
      ...(target.type === "Identifier" ? [] : [convertBinding(target, own, line)]),
      ...(nodesOf(node["params"])[at]?.type === "TSParameterProperty"
        ? [
            {
              kind: "assign",
              target: name(`this.${own.kind === "name" ? own.name : ""}`, line),
              value: own,
              line,
            } as const,
          ]
        : []),
    ];
  });
  const body = isNode(node["body"]) ? convert(node["body"]) : nothing(line);
  const isExpression = type(node["body"]) !== "BlockStatement" && node.type === "ArrowFunctionExpression";
  const base = isNode(node["superClass"]) ? [convert(node["superClass"])] : [];
  return {
    kind: "scope",
    name: idOf(node["id"] ?? node["key"]),
    params,
    body: [
      ...nodesOf(node["decorators"]).map(convert),
      ...taken,
      ...base,
      isExpression ? group("ReturnStatement", [body], line) : body,
    ],
    line,
    isClass,
    bases: base,
    ...(rest === -1 ? {} : { rest }),
  };
}

/** Whether a piece of code waits for something, functions in it apart. */
const waits = (value: unknown): boolean =>
  nodesOf(value).some(
    (node) =>
      node.type === "AwaitExpression" ||
      (!scopes.has(node.type) && Object.entries(node).some(([key, inner]) => key !== "loc" && waits(inner))),
  );

const type = (value: unknown) => (isNode(value) ? value.type : "");

function convertObject(node: JsNode, line: number): Tree {
  const entries = nodesOf(node["properties"]).map((each): readonly [Tree, Tree] => {
    if (each.type === "ObjectProperty" && isNode(each["value"]))
      return [convertKey(each, line), convert(each["value"])];
    return [each.type === "ObjectMethod" ? convertKey(each, line) : nothing(line), convert(each)];
  });
  return { kind: "record", entries, line };
}

function convertAssignment(node: JsNode, line: number): Tree {
  const { left, right } = node as { left?: unknown; right?: unknown };
  if (!isNode(left) || !isNode(right)) return nothing(line);
  const value = convert(right);
  const operator = String(node["operator"]);
  if (operator === "+=") return { kind: "assign", target: convert(left), value, line, append: true, isLoose: true };
  if (left.type === "Identifier" && /^([?|]{2})?=$/.test(operator))
    return { kind: "assign", target: convert(left), value, line, isLoose: true };
  if (operator === "=" || operator === "??=" || operator === "||=") return convertBinding(left, value, line);
  return group(operator, [convert(left), value], line);
}

const isTyped = (path: string) => /\.[cm]?tsx?$/.test(path);

function listPlugins(path: string): ParserPlugin[] {
  if (!isTyped(path)) return ["jsx", "decorators"];
  return path.endsWith("x") ? ["typescript", "jsx", "decorators"] : ["typescript", "decorators"];
}

/** Parses JavaScript or, by the file's name, TypeScript. @throws SyntaxError, and RangeError when the text is too deep. */
export function parseJavascript(source: string, path: string): Tree {
  const file = parse(source, {
    sourceType: "unambiguous",
    plugins: listPlugins(path),
    errorRecovery: true,
    allowReturnOutsideFunction: true,
    allowAwaitOutsideFunction: true,
    allowImportExportEverywhere: true,
    allowSuperOutsideMethod: true,
    allowUndeclaredExports: true,
    attachComment: false,
  });
  return convert(file.program as unknown as JsNode);
}
