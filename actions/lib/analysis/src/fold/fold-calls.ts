import type { Tree } from "../parse/tree.ts";
import { listDangerous } from "../rules/call-names.ts";
import { decodeText, isDecoder, mostFolded } from "./decoders.ts";
import { origin } from "./origin.ts";
import type { Place, Scope } from "./scope.ts";

/** What is known of a value: its text when it is constant, its items when it is a list, where it may come from. */
export interface Folded {
  readonly text?: string;
  /** Where it is one of several constants: which. */
  readonly options?: readonly string[];
  readonly items?: readonly Folded[];
  /** What stands under the constant keys of a table. */
  readonly fields?: ReadonlyMap<string, Folded>;
  /** Where what stands under other keys may come from; left out where that is as for the whole. */
  readonly rest?: number;
  /** Where the value itself may come from, if it is no list into which more was put. */
  readonly own?: number;
  readonly from: number;
  /** Functions, classes, instances and modules of the plugin that it may be. */
  readonly refs?: readonly Ref[];
  /** Lines by which it came from other functions and files. */
  readonly trail?: readonly Place[];
}

/** A function, class or module of the plugin as a value. */
export interface Ref {
  readonly kind: "function" | "class" | "instance" | "module";
  readonly scope: Scope;
  /** A method of an instance: what it calls itself is given already. */
  readonly isBound?: boolean;
}

export const unknown: Folded = { from: origin.none };

/** A text of bounded length, or only its origin. */
export const makeText = (text: string, from: number): Folded => (text.length > mostFolded ? { from } : { text, from });

/** Parts as one text; unknown as soon as one part is. */
export function joinFolded(parts: readonly Folded[], between = ""): Folded {
  const from = parts.reduce<number>((bits, part) => bits | part.from, parts.length > 1 ? origin.pieces : origin.none);
  const texts = parts.flatMap(({ text }) => text ?? []);
  return texts.length === parts.length ? makeText(texts.join(between), from) : { from };
}

const dangerous = listDangerous("php");

/** Parts as one text. Behind a beginning that no dangerous function has, only harmless functions can be chosen. */
export function bindJoined(values: readonly Folded[], isPhp: boolean): Folded {
  const joined = joinFolded(values);
  const begins = values[0]?.text?.replace(/^\\/, "").toLowerCase() ?? "";
  const isBound = isPhp && begins !== "" && !dangerous.some((each) => each.startsWith(begins));
  return isBound ? { ...joined, from: joined.from & ~origin.free } : joined;
}

const numberOf = (tree: Tree | undefined) => (tree?.kind === "number" ? tree.number : undefined);
const codeText = (codes: readonly number[]) =>
  codes.every((code) => Number.isInteger(code) && code >= 0 && code < 0x11_00_00)
    ? String.fromCodePoint(...codes)
    : undefined;

/** Items that hold one number each, as character codes. */
function codesOf(trees: readonly Tree[]): number[] | undefined {
  const flat = trees.length === 1 && trees[0]?.kind === "list" ? trees[0].items : trees;
  const codes = flat.flatMap((tree) => numberOf(tree) ?? []);
  return codes.length === flat.length && codes.length > 0 && codes.length < 10_000 ? codes : undefined;
}

const characters = new Set([
  "chr",
  "mb_chr",
  "String.fromCharCode",
  "String.fromCodePoint",
  "bytes",
  "bytearray",
  "Buffer.from",
  "Uint8Array.from",
]);

function foldMethod(method: string, owner: Folded, args: readonly Folded[]): Folded | undefined {
  const from = args.reduce((bits, each) => bits | each.from, owner.from);
  const [first, second] = args;
  if (method === "join") {
    if (owner.items)
      return { ...joinFolded(owner.items, first ? (first.text ?? "") : ","), from: from | origin.pieces };
    if (first?.items) return { ...joinFolded(first.items, owner.text ?? ""), from: from | origin.pieces };
  }
  if (method === "concat" && args.length > 0) return joinFolded([owner, ...args]);
  if (method === "reverse" && owner.items) return { items: [...owner.items].reverse(), from: from | origin.pieces };
  const { text } = owner;
  if (text === undefined) return undefined;
  switch (method) {
    case "split":
      return {
        items: (first?.text === undefined ? [text] : text.split(first.text))
          .slice(0, 5_000)
          .map((part) => ({ text: part, from })),
        from,
      };
    case "replace":
    case "replaceAll":
      if (first?.text && second?.text !== undefined)
        return makeText(
          text.replaceAll(first.text, () => second.text ?? ""),
          from | origin.pieces,
        );
      return undefined;
    case "toString":
    case "decode":
    case "encode":
    case "trim":
    case "strip":
      return first?.text && isCodec(first.text)
        ? { ...unknown, ...decoded(decodeText(first.text === "hex" ? "hex2bin" : "atob", text), from) }
        : owner;
    case "toLowerCase":
    case "lower":
      return makeText(text.toLowerCase(), from);
    case "toUpperCase":
    case "upper":
      return makeText(text.toUpperCase(), from);
    default:
      return undefined;
  }
}

const isCodec = (encoding: string) => encoding === "base64" || encoding === "hex";

function decoded(text: string | undefined, from: number): Folded {
  const bits = from | origin.decoded;
  return text === undefined ? { from: bits } : makeText(text, bits);
}

/** The parts of a format that knows only %s. */
function formatParts(format: string, values: readonly Folded[]): Folded[] {
  const left = [...values];
  return format
    .split(/(%s)/)
    .filter((part) => part !== "")
    .map((part) =>
      part === "%s" ? (left.shift() ?? unknown) : part.includes("%") ? unknown : { text: part, from: 0 },
    );
}

/** Tables in one: any of them may have the last word on a key. */
function mergeTables(tables: readonly Folded[], from: number): Folded | undefined {
  const keys = new Set(tables.flatMap(({ fields }) => [...(fields?.keys() ?? [])]));
  if (keys.size > 200) return undefined;
  const fields = [...keys].map((key): [string, Folded] => {
    const values = tables.flatMap((each) => each.fields?.get(key) ?? []);
    const bits = values.reduce((all, each) => all | each.from, 0);
    const [first = unknown] = values;
    const options = values.flatMap(({ text, options: inner = [] }) => (text === undefined ? inner : [text, ...inner]));
    return [key, values.length === 1 ? first : { from: bits, options }];
  });
  const rest = tables.reduce((bits, each) => bits | (each.rest ?? each.from), 0);
  return { fields: new Map(fields), rest, from };
}

/** Texts that are laid over each other letter by letter (`"a" ^ "b"`), or turned over: a way to write names that no search finds. */
export function foldMask(operator: string, [first, second]: readonly Folded[]): Folded {
  const from = (first?.from ?? 0) | (second?.from ?? 0) | origin.characters;
  if (first?.text === undefined || operator === "~" || second?.text === undefined) return { from };
  const [one, other] = [first.text, second.text];
  const codes = Array.from(
    { length: Math.min(one.length, other.length) },
    (_, at) => one.charCodeAt(at) ^ other.charCodeAt(at),
  );
  return makeText(String.fromCharCode(...codes.slice(0, 10_000)), from);
}

/** Calls whose answer can be told from constant arguments. `owner` is the folded object of a method call. */
export function foldCall(
  path: string,
  method: string | undefined,
  owner: Folded,
  trees: readonly Tree[],
  args: readonly Folded[],
): Folded | undefined {
  const from = args.reduce((bits, each) => bits | each.from, owner.from);
  const [first, second] = args;
  if (path === "Buffer.from" && second?.text && isCodec(second.text)) {
    return decoded(
      first?.text === undefined ? undefined : decodeText(second.text === "hex" ? "hex2bin" : "atob", first.text),
      from,
    );
  }
  if (characters.has(path)) {
    const codes = codesOf(trees);
    const text = codes && codeText(codes);
    if (text !== undefined) return makeText(text, from | origin.characters);
    return path.startsWith("Buffer") || path.startsWith("byte") ? undefined : { from: from | origin.characters };
  }
  if (isDecoder(path)) return decoded(first?.text === undefined ? undefined : decodeText(path, first.text), from);
  switch (path) {
    case "strrev":
    case "urldecode":
    case "rawurldecode":
    case "decodeURIComponent": {
      const text = first?.text === undefined ? undefined : decodeText(path, first.text);
      return text === undefined ? undefined : makeText(text, from | origin.pieces);
    }
    case "implode":
    case "join":
      return second?.items
        ? joinFolded(second.items, first?.text ?? "")
        : first?.items
          ? joinFolded(first.items)
          : undefined;
    case "str_replace":
      if (first?.text && second?.text !== undefined && args[2]?.text !== undefined)
        return makeText(
          args[2].text.replaceAll(first.text, () => second.text ?? ""),
          from | origin.pieces,
        );
      return undefined;
    case "apply_filters": {
      // What others make of a value is theirs; what they are told besides is not the answer.
      const { text: _text, items: _items, ...own } = second ?? unknown;
      return { ...own, from: own.from & ~origin.pieces };
    }
    case "unserialize":
    case "maybe_unserialize":
    case "json_decode":
      // Who reads a text reads no list into which something was put.
      return first?.own === undefined ? undefined : { from: first.own };
    case "explode":
      return first?.text && second?.text !== undefined ? foldMethod("split", second, [first]) : undefined;
    case "substr": {
      const [start, length] = [args[1], args[2]].map((each) =>
        each?.text === undefined ? undefined : Number(each.text),
      );
      if (first?.text === undefined || start === undefined || (trees.length > 2 && length === undefined))
        return undefined;
      const end =
        length === undefined
          ? undefined
          : length < 0
            ? length
            : (start < 0 ? first.text.length + start : start) + length;
      return makeText(first.text.slice(start, end), from | origin.pieces);
    }
    case "wp_parse_args":
    case "array_merge":
    case "array_replace":
      return args.every(({ fields, items }) => fields ?? items?.length === 0) ? mergeTables(args, from) : undefined;
    case "sprintf":
      return first?.text === undefined ? undefined : bindJoined(formatParts(first.text, args.slice(1)), true);
    case "strtolower":
      return first?.text === undefined ? undefined : makeText(first.text.toLowerCase(), from);
    case "trim":
    case "str":
    case "String":
      return first;
    case "pack":
      return first?.text === "H*" && second?.text !== undefined
        ? decoded(decodeText("hex2bin", second.text), from)
        : undefined;
    default:
      return method === undefined ? undefined : foldMethod(method, owner, args);
  }
}
