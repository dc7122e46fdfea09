import { anyOf, call, group, loop, name, type Tree, text } from "./tree.ts";

type Packed = null | number | { readonly text: string } | { readonly many: readonly Packed[] } | PythonNode;
/** As python-tree.py prints it. */
type PythonNode = readonly [type: string, line: number, fields: Readonly<Record<string, Packed>>];

const isNode = (value: unknown): value is PythonNode => Array.isArray(value) && typeof value[0] === "string";
const manyOf = (value: Packed | undefined): readonly Packed[] =>
  typeof value === "object" && value !== null && "many" in value ? value.many : [];
const textOf = (value: Packed | undefined): string =>
  typeof value === "object" && value !== null && "text" in value ? value.text : "";
const nodesOf = (value: Packed | undefined): PythonNode[] => (isNode(value) ? [value] : manyOf(value).filter(isNode));
const nothing = (line: number) => group("nothing", [], line);

interface Parameters {
  readonly params: readonly string[];
  readonly rest?: number;
  /** What stands for those that are not given. */
  readonly defaults: readonly Tree[];
}

function listParameters(node: PythonNode | undefined): Parameters {
  if (!node) return { params: [], defaults: [] };
  const fields = node[2];
  const list = (...keys: string[]) => keys.flatMap((key) => nodesOf(fields[key]).map((each) => textOf(each[2]["arg"])));
  const [plain, rest, named] = [list("posonlyargs", "args"), list("vararg"), list("kwonlyargs")];
  const write = (own: string | undefined, value: Packed): Tree[] =>
    own === undefined || !isNode(value)
      ? []
      : [{ kind: "assign", target: name(own, node[1]), value: convert(value), line: node[1] }];
  const [given, givenByName] = [manyOf(fields["defaults"]), manyOf(fields["kw_defaults"])];
  return {
    params: [...plain, ...rest, ...named, ...list("kwarg")],
    ...(rest.length > 0 ? { rest: plain.length } : {}),
    defaults: [
      ...given.flatMap((value, at) => write(plain[plain.length - given.length + at], value)),
      ...givenByName.flatMap((value, at) => write(named[at], value)),
    ],
  };
}

const aliasesOf = (value: Packed | undefined) =>
  nodesOf(value).map(([, , fields]) => [textOf(fields["name"]), textOf(fields["asname"])] as const);

function convertConstant(value: Packed | undefined, line: number): Tree {
  if (isNode(value)) return convert(value);
  if (typeof value === "number") return { kind: "number", number: value, line };
  return typeof value === "object" && value !== null && "text" in value ? text(value.text, line) : nothing(line);
}

function convert([type, line, fields]: PythonNode): Tree {
  const field = (key: string): Tree => {
    const value = fields[key];
    return isNode(value) ? convert(value) : nothing(line);
  };
  const all = (key: string): Tree[] => nodesOf(fields[key]).map(convert);
  switch (type) {
    case "Constant":
      return convertConstant(fields["value"], line);
    case "Name":
      return name(textOf(fields["id"]), line);
    case "Attribute":
      return { kind: "member", object: field("value"), property: text(textOf(fields["attr"]), line), line };
    case "Subscript":
      return { kind: "member", object: field("value"), property: field("slice"), line };
    case "Call": {
      const keywords = nodesOf(fields["keywords"]).map(([, , inner]): readonly [Tree, Tree] => {
        const given = inner["value"];
        return [text(textOf(inner["arg"]), line), isNode(given) ? convert(given) : nothing(line)];
      });
      const more: Tree[] = keywords.length > 0 ? [{ kind: "record", entries: keywords, line, named: true }] : [];
      return call(field("func"), [...all("args"), ...more], line);
    }
    case "BinOp":
      return isNode(fields["op"]) && fields["op"][0] === "Add"
        ? { kind: "join", parts: [field("left"), field("right")], line }
        : group(isNode(fields["op"]) ? fields["op"][0] : "", [field("left"), field("right")], line);
    case "JoinedStr":
      return { kind: "join", parts: all("values"), line };
    case "FormattedValue":
    case "Await":
    case "Expr":
      return field("value");
    case "List":
    case "Tuple":
    case "Set":
      return { kind: "list", items: all("elts"), line };
    case "Dict": {
      const keys = manyOf(fields["keys"]).map((key) => (isNode(key) ? convert(key) : nothing(line)));
      const values = all("values");
      return { kind: "record", entries: keys.map((key, at) => [key, values[at] ?? nothing(line)] as const), line };
    }
    case "For":
    case "AsyncFor":
    case "comprehension": {
      const value = anyOf(field("iter"));
      const target = field("target");
      return group(
        type,
        [{ kind: "assign", target, value, line }, ...all("body"), ...all("orelse"), ...all("ifs")],
        line,
      );
    }
    case "Assign": {
      const value = field("value");
      return group(
        "assigns",
        all("targets").map((target): Tree => ({ kind: "assign", target, value, line })),
        line,
      );
    }
    case "AnnAssign":
    case "NamedExpr":
      return { kind: "assign", target: field("target"), value: field("value"), line };
    case "AugAssign":
      return isNode(fields["op"]) && fields["op"][0] === "Add"
        ? { kind: "assign", target: field("target"), value: field("value"), line, append: true }
        : group("AugAssign", [field("target"), field("value")], line);
    case "Import":
      return group(
        type,
        aliasesOf(fields["names"]).map(([module, as]): Tree => {
          const names: (readonly [string, string])[] = as ? [["*", as]] : [["*", module.split(".")[0] ?? ""]];
          return { kind: "import", module: as ? module : (module.split(".")[0] ?? ""), names, line };
        }),
        line,
      );
    case "ImportFrom":
      return {
        kind: "import",
        module: textOf(fields["module"]),
        names: aliasesOf(fields["names"]).map(([from, as]) => [from, as || from]),
        line,
      };
    case "While":
      return loop(field("test"), [...all("body"), ...all("orelse")], line);
    case "withitem":
      return isNode(fields["optional_vars"])
        ? { kind: "assign", target: field("optional_vars"), value: field("context_expr"), line }
        : field("context_expr");
    case "Global":
    case "Nonlocal":
      return group(
        type,
        manyOf(fields["names"]).map((each) => name(textOf(each), line)),
        line,
      );
    case "FunctionDef":
    case "AsyncFunctionDef":
    case "Lambda":
    case "ClassDef": {
      const { defaults, ...parameters } = listParameters(nodesOf(fields["args"])[0]);
      const inner = type === "Lambda" ? [group("Return", [field("body")], line)] : all("body");
      return {
        kind: "scope",
        name: textOf(fields["name"]),
        ...parameters,
        body: [...all("decorator_list"), ...all("bases"), ...all("keywords"), ...defaults, ...inner],
        line,
        isClass: type === "ClassDef",
        bases: all("bases"),
      };
    }
    default:
      return group(type, Object.values(fields).flatMap(nodesOf).map(convert), line);
  }
}

/** The tree of one file as python-tree.py printed it. @throws RangeError when it is too deep. */
export function parsePython(packed: unknown): Tree {
  return isNode(packed) ? convert(packed) : nothing(0);
}
