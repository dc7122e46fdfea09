import { aggregateDocuments } from "./aggregate-documents.ts";
import { scoreDocument } from "./score-document.ts";
import { type Document, listOf, type Part, valuesAt } from "./search-document.ts";

export interface SearchIndex {
  readonly name: string;
  mappings: Part;
  readonly documents: Map<string, Document>;
}

interface Hit {
  readonly id: string;
  readonly index: string;
  readonly document: Document;
  readonly points: number;
}

const pick = (hit: Hit, field: string): unknown => {
  if (field === "_score") return hit.points;
  return field === "_id" ? Number(hit.id) : (valuesAt(hit.document, field)[0] ?? "");
};

const compare = (left: unknown, right: unknown) => {
  const numbers = [left, right].every((one) => one !== "" && Number.isFinite(Number(one)));
  return numbers ? Number(left) - Number(right) : String(left).localeCompare(String(right));
};

function sortHits(hits: Hit[], sort: Part): void {
  const orders = listOf(sort).map((one) => (typeof one === "string" ? [one, "asc"] : Object.entries<Part>(one)[0]));
  hits.sort((a, b) => {
    for (const [field, how] of orders as [string, Part][]) {
      const order = compare(pick(a, field), pick(b, field));
      if (order !== 0) return String(how.order ?? how).toLowerCase() === "desc" ? -order : order;
    }
    return b.points - a.points;
  });
}

/** Answers a question over some indices as the engine does. @throws Error for what the stand-in does not know. */
export function searchIndices(indices: readonly SearchIndex[], body: Part): object {
  const query = Object.keys(body.query ?? {}).length > 0 ? body.query : { match_all: {} };
  const found = indices.flatMap(({ name, documents }) =>
    [...documents].map(([id, document]) => ({ id, index: name, document, points: scoreDocument(query, id, document) })),
  );
  const hits = found.filter(({ points }) => points > 0);
  sortHits(hits, body.sort);
  const from = Number(body.from ?? 0);
  const shown = hits.slice(from, from + Number(body.size ?? 10));
  const asked = Object.entries<Part>(body.aggregations ?? body.aggs ?? {});
  const documents = hits.map(({ document }) => document);
  return {
    ...{ took: 1, timed_out: false, _shards: { total: 1, successful: 1, skipped: 0, failed: 0 } },
    hits: {
      total: { value: hits.length, relation: "eq" },
      max_score: hits[0]?.points ?? null,
      hits: shown.map(({ id, index, points }) => ({ _index: index, _id: id, _score: points, fields: { _id: [id] } })),
    },
    aggregations: Object.fromEntries(asked.map(([name, one]) => [name, aggregateDocuments(one, documents)])),
  };
}
