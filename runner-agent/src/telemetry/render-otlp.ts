import { parseTraceparent } from "./parse-traceparent.ts";
import type { Span } from "./span.ts";

export interface OtlpResource {
  readonly bench: string;
  readonly repository: string;
  readonly version: string;
}

const renderValue = (value: string | number | boolean) => {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  // 64-bit integers are text in OTLP's JSON.
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
};
const renderAttributes = (attributes: Span["attributes"]) =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: renderValue(value) }));
const nanoseconds = (ms: number) => `${Math.max(0, Math.round(ms))}000000`;
const errorStatus = 2;
const internalKind = 1;

/** Spans as the body of `POST /v1/traces` (OTLP 1.x, JSON). `drawId` gives random hex of so many bytes. */
export function renderOtlp(spans: readonly Span[], resource: OtlpResource, drawId: (bytes: number) => string) {
  return {
    resourceSpans: [
      {
        resource: {
          attributes: renderAttributes({
            "service.name": "plugsmith-agent",
            "service.version": resource.version,
            "service.instance.id": resource.bench,
            tenant: resource.repository.split("/")[0] ?? "",
            repository: resource.repository,
          }),
        },
        scopeSpans: [
          {
            scope: { name: "plugsmith-agent", version: resource.version },
            spans: spans.map(({ name, startMs, endMs, attributes, failure, traceparent }) => {
              const parent = parseTraceparent(traceparent);
              return {
                traceId: parent?.traceId ?? drawId(16),
                spanId: drawId(8),
                ...(parent ? { parentSpanId: parent.spanId } : {}),
                name,
                kind: internalKind,
                startTimeUnixNano: nanoseconds(startMs),
                endTimeUnixNano: nanoseconds(endMs),
                attributes: renderAttributes(attributes),
                ...(failure === undefined ? {} : { status: { code: errorStatus, message: failure } }),
              };
            }),
          },
        ],
      },
    ],
  };
}
