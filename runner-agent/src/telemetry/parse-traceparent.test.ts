import { expect, it } from "vitest";
import { parseTraceparent } from "./parse-traceparent.ts";

const trace = "0af7651916cd43dd8448eb211c80319c";
const span = "b7ad6b7169203331";

it("reads the trace and the span of a W3C header, and nothing else", () => {
  expect(parseTraceparent(`00-${trace}-${span}-01`)).toEqual({ traceId: trace, spanId: span });
  for (const wrong of [
    undefined,
    7,
    "",
    `00-${trace}-${span}`,
    `ff-${trace}-${span}-01`,
    `00-${"0".repeat(32)}-${span}-01`,
    `00-${trace}-${"0".repeat(16)}-01`,
    `00-${trace.toUpperCase()}-${span}-01`,
  ])
    expect(parseTraceparent(wrong), String(wrong)).toBeNull();
});
