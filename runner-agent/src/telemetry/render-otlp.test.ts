import { expect, it } from "vitest";
import { renderOtlp } from "./render-otlp.ts";

it("renders spans as OTLP's JSON has them", () => {
  const attributes = { plugin: "acme-meter", attempt: 2, ok: true, load: 0.5 };
  const traceparent = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;
  const body = renderOtlp(
    [
      { name: "plugin.call", startMs: 1_000, endMs: 1_012, attributes },
      { name: "job.try", startMs: 5, endMs: 5, attributes: {}, failure: "call_failed", traceparent },
    ],
    { bench: "lab-1", repository: "acme/forge", version: "0.1.0" },
    (bytes) => "c".repeat(2 * bytes),
  );
  const [own] = body.resourceSpans;
  expect(own?.resource.attributes).toContainEqual({ key: "service.instance.id", value: { stringValue: "lab-1" } });
  expect(own?.resource.attributes).toContainEqual({ key: "tenant", value: { stringValue: "acme" } });
  const [call, job] = own?.scopeSpans[0]?.spans ?? [];
  expect(call).toEqual({
    traceId: "c".repeat(32),
    spanId: "c".repeat(16),
    name: "plugin.call",
    kind: 1,
    startTimeUnixNano: "1000000000",
    endTimeUnixNano: "1012000000",
    attributes: [
      { key: "plugin", value: { stringValue: "acme-meter" } },
      { key: "attempt", value: { intValue: "2" } },
      { key: "ok", value: { boolValue: true } },
      { key: "load", value: { doubleValue: 0.5 } },
    ],
  });
  expect(job).toMatchObject({
    traceId: "a".repeat(32),
    parentSpanId: "b".repeat(16),
    status: { code: 2, message: "call_failed" },
  });
});
