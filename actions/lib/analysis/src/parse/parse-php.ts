import php from "php-parser";
import { anyOf, call, group, loop, name, type Tree, text } from "./tree.ts";

/** A node of php-parser; its own types leave out half of what it gives. */
interface PhpNode {
  readonly kind: string;
  readonly loc?: { readonly start: { readonly line: number } } | null;
  readonly [field: string]: unknown;
}

const isNode = (value: unknown): value is PhpNode =>
  typeof value === "object" && value !== null && typeof (value as { kind?: unknown }).kind === "string";

const nodesOf = (value: unknown): PhpNode[] =>
  Array.isArray(value) ? value.flatMap(nodesOf) : isNode(value) ? [value] : [];

const lineOf = (node: PhpNode) => node.loc?.start.line ?? 0;

/** A field that is a node or, for names, plain text. */
function named(value: unknown, line: number): Tree {
  if (typeof value === "string") return name(value, line);
  if (isNode(value) && value.kind === "identifier") return text(String(value["name"]), line);
  return isNode(value) ? convert(value) : group("nothing", [], line);
}

const bare = (value: unknown) => String(value).replace(/^\\/, "");

function convertVariable(node: PhpNode, line: number): Tree {
  const inner = node["name"];
  if (typeof inner === "string") return name(`$${inner}`, line);
  return { kind: "member", object: name("$$", line), property: isNode(inner) ? convert(inner) : text("", line), line };
}

function convertArray(node: PhpNode, line: number): Tree {
  const entries = nodesOf(node["items"]);
  if (entries.some((entry) => entry.kind === "entry" && isNode(entry["key"]))) {
    const pairs = entries.map((entry) => {
      const key = isNode(entry["key"]) ? convert(entry["key"]) : group("nothing", [], line);
      return [key, isNode(entry["value"]) ? convert(entry["value"]) : convert(entry)] as const;
    });
    return { kind: "record", entries: pairs, line };
  }
  const items = entries.map((entry) => (isNode(entry["value"]) ? convert(entry["value"]) : convert(entry)));
  return { kind: "list", items, line };
}

/** A parameter's default, and the property that a constructor's parameter becomes. */
function convertParameter(node: PhpNode, own: string): Tree[] {
  const line = lineOf(node);
  const target = name(`$${own}`, line);
  const given = node["value"];
  const promoted = typeof node["flags"] === "number" && node["flags"] > 0;
  return [
    ...(isNode(given) ? [{ kind: "assign", target, value: convert(given), line } as const] : []),
    ...(promoted ? [{ kind: "assign", target: name(`->${own}`, line), value: target, line } as const] : []),
  ];
}

const listBases = (node: PhpNode): Tree[] =>
  [
    ...nodesOf(node["extends"]),
    ...nodesOf(node["body"]).flatMap((each) => (each.kind === "traituse" ? nodesOf(each["traits"]) : [])),
  ].map(convert);

function convertScope(node: PhpNode, line: number): Tree {
  const parameters = nodesOf(node["arguments"]);
  const names = parameters.map(({ name: own }) => (isNode(own) ? String(own["name"]) : String(own)));
  const given = node["name"];
  const title = isNode(given) ? String(given["name"]) : typeof given === "string" ? given : "";
  const rest = parameters.findIndex((each) => each["variadic"] === true);
  const body = nodesOf(node["body"]).map(convert);
  return {
    kind: "scope",
    name: title,
    params: names.map((own) => `$${own}`),
    body: [
      ...parameters.flatMap((each, at) => convertParameter(each, names[at] ?? "")),
      ...(node.kind === "arrowfunc" ? [group("return", body, line)] : body),
    ],
    line,
    isClass: classes.has(node.kind),
    bases: classes.has(node.kind) ? listBases(node) : [],
    byRef: parameters.flatMap((each, at) => (each["byref"] === true ? [at] : [])),
    ...(rest === -1 ? {} : { rest }),
  };
}

/** Arguments in their order; those by name are a table after them. */
function convertArguments(value: unknown, line: number): Tree[] {
  const given = nodesOf(value);
  const entries = given
    .filter(({ kind }) => kind === "namedargument")
    .map((each): readonly [Tree, Tree] => [text(String(each["name"]), line), convertInner(each["value"], line)]);
  const placed = given.filter(({ kind }) => kind !== "namedargument").map(convert);
  return entries.length === 0 ? placed : [...placed, { kind: "record", entries, line, named: true }];
}

const convertInner = (value: unknown, line: number): Tree =>
  isNode(value) ? convert(value) : group("nothing", [], line);

/** A property, class constant or constant with its first value: `->p`, `::C`, `C`. */
function convertMember(mark: string, node: PhpNode): Tree {
  const line = lineOf(node);
  const given = node["name"];
  const target = name(`${mark}${isNode(given) ? String(given["name"]) : String(given)}`, line);
  const value = convertInner(node["value"], line);
  return { kind: "assign", target, value, line };
}

const writes = new Set(["assign", "assignref"]);
const classes = new Set(["class", "trait", "interface", "enum"]);

function convert(node: PhpNode): Tree {
  const line = lineOf(node);
  const field = (key: string): Tree => (isNode(node[key]) ? convert(node[key] as PhpNode) : group("nothing", [], line));
  const all = (key: string): Tree[] => nodesOf(node[key]).map(convert);
  switch (node.kind) {
    case "string":
    case "nowdoc":
    case "inline":
      return text(String(node["value"]), line);
    case "boolean":
      return name(String(node["value"]), line);
    case "number":
      return { kind: "number", number: Number(node["value"]), line };
    case "encapsed": {
      const parts = all("value");
      return node["type"] === "shell"
        ? call(name("`", line), [{ kind: "join", parts, line }], line)
        : { kind: "join", parts, line };
    }
    case "encapsedpart":
      return field("expression");
    case "variable":
      return convertVariable(node, line);
    case "name":
    case "constref":
      return name(bare(isNode(node["name"]) ? node["name"]["name"] : node["name"]), line);
    case "identifier":
      return name(bare(node["name"]), line);
    case "propertylookup":
    case "nullsafepropertylookup":
      return { kind: "member", object: field("what"), property: named(node["offset"], line), line };
    case "staticlookup":
      return { kind: "member", object: field("what"), property: named(node["offset"], line), line, fixed: true };
    case "offsetlookup":
      return { kind: "member", object: field("what"), property: field("offset"), line, index: true };
    case "call":
      return call(field("what"), convertArguments(node["arguments"], line), line);
    case "new": {
      const args = convertArguments(node["arguments"], line);
      return { kind: "call", callee: field("what"), args, line, fresh: true };
    }
    case "eval":
      return call(name("eval", line), [field("source")], line);
    case "include":
      return { kind: "include", what: field("target"), line };
    case "exit":
      return call(name("exit", line), isNode(node["expression"]) ? [field("expression")] : [], line);
    case "print":
      return call(name("print", line), [field("expression")], line);
    case "bin":
      return node["type"] === "."
        ? { kind: "join", parts: [field("left"), field("right")], line }
        : group(String(node["type"]), [field("left"), field("right")], line);
    case "unary":
      return group(node["type"] === "~" ? "~" : "unary", [field("what")], line);
    case "parenthesis":
      return field("inner");
    case "silent":
      return field("expr");
    case "foreach": {
      const value = anyOf(field("source"));
      const target = field("value");
      return group("foreach", [{ kind: "assign", target, value, line }, field("key"), field("body")], line);
    }
    case "while":
    case "do":
      return loop(field("test"), [field("body")], line);
    case "for": {
      const tests = all("test");
      return loop(
        tests.at(-1) ?? group("nothing", [], line),
        [...tests.slice(0, -1), ...all("init"), ...all("increment"), field("body")],
        line,
      );
    }
    case "cast":
      // A number is no text any more.
      return /^(int|integer|float|double|bool|boolean)$/.test(String(node["type"]))
        ? group("number", [group("casted", [field("expr")], line)], line)
        : field("expr");
    case "array":
    case "list":
      return convertArray(node, line);
    case "function":
    case "method":
    case "closure":
    case "arrowfunc":
    case "class":
    case "trait":
    case "interface":
    case "enum":
      return convertScope(node, line);
    case "selfreference":
    case "staticreference":
      return name("self", line);
    case "parentreference":
      return name("parent", line);
    case "enumcase":
      return convertMember("::", node);
    case "magic":
      return name(String(node["raw"]), line);
    case "propertystatement":
      return group(
        "properties",
        nodesOf(node["properties"]).map((each) => convertMember("->", each)),
        line,
      );
    case "classconstant":
      return group(
        "constants",
        nodesOf(node["constants"]).map((each) => convertMember("::", each)),
        line,
      );
    case "constantstatement":
      return group(
        "constants",
        nodesOf(node["constants"]).map((each) => convertMember("", each)),
        line,
      );
    default:
      break;
  }
  if (writes.has(node.kind)) {
    const operator = String(node["operator"] ?? "=");
    const append = operator === ".=";
    const [target, value] = [field("left"), field("right")];
    if (operator !== "=" && !append && operator !== "??=") return group(operator, [target, value], line);
    return append ? { kind: "assign", target, value, line, append } : { kind: "assign", target, value, line };
  }
  if (node.kind === "staticvariable") return { kind: "assign", target: field("variable"), value: field("value"), line };
  const children = Object.keys(node)
    .filter((key) => key !== "loc" && key !== "attrGroups" && key !== "leadingComments")
    .flatMap((key) => nodesOf(node[key]));
  return group(node.kind, children.map(convert), line);
}

/** Every expression of a PHP file. @throws whatever the parser throws at text that is not PHP, and RangeError when too deep. */
export function parsePhp(source: string): Tree {
  const engine = new php.Engine({
    parser: { extractDoc: false, suppressErrors: false, version: "8.5" },
    ast: { withPositions: true },
    lexer: { all_tokens: false, short_tags: true },
  });
  return convert(engine.parseCode(source, "plugin.php") as unknown as PhpNode);
}
