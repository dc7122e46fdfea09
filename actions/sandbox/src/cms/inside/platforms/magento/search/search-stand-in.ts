import { listOf, type Part } from "./search-document.ts";
import { type SearchIndex, searchIndices } from "./search-index.ts";

export interface SearchAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface SearchStandIn {
  /** Answers one call of the engine's interface; `text` is the body as it came. */
  answer(method: string, path: string, text: string): SearchAnswer;
}

const say = (status: number, body: unknown): SearchAnswer => ({ status, body });
const done = (more: object = {}) => say(200, { acknowledged: true, ...more });
const missing = (what: string) =>
  say(404, { error: { type: "not_found", reason: `${what} is not there` }, status: 404 });

/**
 * A stand-in for OpenSearch 2: the few calls that Magento's adapter makes, answered from memory. Questions are really evaluated over
 * the documents; whatever it does not know is an error that says so. It is no search engine: words are not stemmed, points are counts.
 */
export function searchStandIn(): SearchStandIn {
  const indices = new Map<string, SearchIndex>();
  const aliases = new Map<string, Set<string>>();
  const find = (names: string) =>
    names.split(",").flatMap((name) => {
      const real = indices.has(name) ? [name] : [...(aliases.get(name) ?? [])];
      return real.flatMap((one) => indices.get(one) ?? []);
    });
  const make = (name: string, body: Part = {}) => {
    const index = { name, mappings: body.mappings ?? {}, documents: new Map() };
    indices.set(name, index);
    return index;
  };

  function changeAliases(actions: readonly Part[]): SearchAnswer {
    for (const action of actions) {
      const [kind, { alias, index }] = Object.entries<Part>(action)[0] ?? ["", {}];
      const list = aliases.get(alias) ?? new Set();
      if (kind === "add") list.add(index);
      else list.delete(index);
      if (list.size > 0) aliases.set(alias, list);
      else aliases.delete(alias);
    }
    return done();
  }

  function showAlias(name: string, ofIndex: string | undefined): SearchAnswer {
    const of = [...(aliases.get(name) ?? [])].filter((one) => ofIndex === undefined || one === ofIndex);
    const told = of.map((one) => [one, { aliases: { [name]: {} } }]);
    return of.length > 0 ? say(200, Object.fromEntries(told)) : missing(`The alias ${name}`);
  }

  function store(defaultIndex: string, text: string): SearchAnswer {
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    const items: object[] = [];
    for (let at = 0; at < lines.length; at += 1) {
      const [action, meta] = Object.entries<Part>(JSON.parse(lines[at] ?? "{}"))[0] ?? ["", {}];
      const name = meta._index ?? defaultIndex;
      const { documents } = find(name)[0] ?? make(name);
      const id = String(meta._id);
      if (action === "delete") documents.delete(id);
      else {
        at += 1;
        const body = JSON.parse(lines[at] ?? "{}");
        documents.set(id, action === "update" ? { ...documents.get(id), ...(body.doc ?? body) } : body);
      }
      items.push({ [action]: { _index: name, _id: id, status: 200, result: "updated" } });
    }
    return say(200, { took: 1, errors: false, items });
  }

  function map(name: string, method: string, body: Part): SearchAnswer {
    if (method === "GET")
      return say(200, Object.fromEntries(find(name).map((one) => [name, { mappings: one.mappings }])));
    for (const index of find(name)) {
      const properties = { ...index.mappings.properties, ...body.properties };
      index.mappings = { ...index.mappings, ...body, properties };
    }
    return done();
  }

  function answerIndex(name: string, method: string, body: Part): SearchAnswer | undefined {
    const there = find(name).length > 0;
    if (method === "HEAD" || method === "GET") return there ? say(200, { [name]: {} }) : missing(`The index ${name}`);
    if (method === "PUT") {
      make(name, body);
      return done({ shards_acknowledged: true, index: name });
    }
    if (method !== "DELETE") return undefined;
    indices.delete(name);
    for (const [alias, list] of aliases) if (list.delete(name) && list.size === 0) aliases.delete(alias);
    return done();
  }

  function answerKnown(method: string, parts: readonly string[], text: string): SearchAnswer | undefined {
    const [first = "", second, third = ""] = parts;
    const isBulk = first === "_bulk" || second === "_bulk";
    if (isBulk) return store(first, text);
    const body: Part = text === "" ? {} : JSON.parse(text);
    if (parts.length === 0) return say(200, about);
    if (first === "_aliases") return changeAliases(listOf(body.actions));
    if (first === "_alias") return showAlias(second ?? "", undefined);
    if (second === "_alias") return showAlias(third, first);
    if (first === "_cluster" || first === "_nodes") return say(200, { status: "green", nodes: {} });
    if (second === "_search") {
      const found = find(first);
      return found.length > 0 ? say(200, searchIndices(found, body)) : missing(`The index ${first}`);
    }
    if (second === "_mapping") return map(first, method, body);
    if (second === "_settings" || second === "_refresh") return done();
    return parts.length === 1 ? answerIndex(first, method, body) : undefined;
  }

  return {
    answer(method, path, text) {
      const parts = path.split("/").filter(Boolean).map(decodeURIComponent);
      const known = answerKnown(method, parts, text);
      if (known) return known;
      throw new Error(`${method} ${path} is outside the stand-in for a search engine.`);
    },
  };
}

/** Magento asks for distribution and number before anything else. */
const about = {
  ...{ name: "stand-in", cluster_name: "stand-in", tagline: "A stand-in, not a search engine" },
  version: { distribution: "opensearch", number: "2.12.0" },
};
