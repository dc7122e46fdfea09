export interface TraceParent {
  readonly traceId: string;
  readonly spanId: string;
}

/** A W3C `traceparent` (https://www.w3.org/TR/trace-context/), or null when it is none. */
export function parseTraceparent(value: unknown): TraceParent | null {
  if (typeof value !== "string" || value.length > 100) return null;
  const [, traceId = "", spanId = ""] =
    /^[0-9a-e][0-9a-f]-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/.exec(value) ?? [];
  return traceId === "" || /^0+$/.test(traceId) || /^0+$/.test(spanId) ? null : { traceId, spanId };
}
