import { type Document, isSame, listOf, type Part, valuesAt, wordsOf } from "./search-document.ts";

const tests: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
};

const isWithin = (limits: Part, value: unknown) =>
  Object.entries(limits).every(([name, limit]) => tests[name]?.(Number(value), Number(limit)) ?? true);

function scoreWords(kind: string, field: string, wanted: Part, document: Document): number {
  const asked = wordsOf(wanted?.query ?? wanted);
  const have = (field === "_search" ? Object.values(document).flat() : valuesAt(document, field)).flatMap(wordsOf);
  const isHit = (word: string) =>
    have.some((one) => (kind === "match_phrase_prefix" ? one.startsWith(word) : one === word));
  const hits = asked.filter(isHit).length;
  const enough = kind === "match" ? hits > 0 : asked.length > 0 && hits === asked.length;
  return enough ? hits * Number(wanted?.boost ?? 1) : 0;
}

function scoreBool(body: Part, id: string, document: Document): number {
  const needed = [...listOf(body.must), ...listOf(body.filter)].map((one) => scoreDocument(one, id, document));
  if (needed.some((points) => points <= 0)) return 0;
  if (listOf(body.must_not).some((one) => scoreDocument(one, id, document) > 0)) return 0;
  const should = listOf(body.should);
  const parts = should.map((one) => scoreDocument(one, id, document)).filter((points) => points > 0);
  const least = Number(body.minimum_should_match ?? (should.length > 0 && needed.length === 0 ? 1 : 0));
  if (parts.length < least) return 0;
  return [...needed, ...parts].reduce((sum, points) => sum + points, 0) || 1;
}

/** How much a document matches a question; 0: not at all. @throws Error for a kind of question that the stand-in does not know. */
export function scoreDocument(query: Part, id: string, document: Document): number {
  const [kind, body] = Object.entries<Part>(query ?? {})[0] ?? ["match_all", {}];
  const [field = "", wanted] = Object.entries<Part>(body ?? {})[0] ?? [];
  switch (kind) {
    case "match_all":
      return 1;
    case "ids":
      return listOf(body.values).some((one) => isSame(one, id)) ? 1 : 0;
    case "term":
    case "terms": {
      const asked = listOf(wanted?.value ?? wanted);
      const have = field === "_id" ? [id] : valuesAt(document, field);
      return have.some((one) => asked.some((other) => isSame(one, other))) ? 1 : 0;
    }
    case "exists":
      return valuesAt(document, body.field).length > 0 ? 1 : 0;
    case "range":
      return valuesAt(document, field).some((one) => isWithin(wanted, one)) ? 1 : 0;
    case "match":
    case "match_phrase":
    case "match_phrase_prefix":
      return scoreWords(kind, field, wanted, document);
    case "multi_match": {
      const fields = listOf(body.fields).map((one) => String(one).replace(/\^.*/, ""));
      return Math.max(0, ...fields.map((one) => scoreWords("match", one, body.query, document)));
    }
    case "function_score":
    case "nested":
      return scoreDocument(body.query, id, document);
    case "constant_score":
      return scoreDocument(body.filter, id, document) > 0 ? 1 : 0;
    case "bool":
      return scoreBool(body, id, document);
    default:
      throw new Error(`The kind of question ${kind} is outside the stand-in for a search engine.`);
  }
}
