import fc from "fast-check";
import { expect, it } from "vitest";
import { parseOwner, renderOwner } from "./container-owner.ts";

it("reads every owner that it wrote", () => {
  const one = fc.record({
    boot: fc.stringMatching(/^[0-9a-f-]{1,36}$/),
    namespace: fc.stringMatching(/^[0-9]{1,10}$/),
    pid: fc.nat(),
    started: fc.stringMatching(/^[0-9]{1,12}$/),
  });
  fc.assert(
    fc.property(one, (each) => {
      expect(parseOwner(renderOwner(each))).toEqual(each);
    }),
  );
});

it.each(["", "a.b.c.d", "a1.4.10", "a1.4.-10.500", "a1.4.10.500.", undefined])("reads no owner in %j", (label) => {
  expect(parseOwner(label)).toBeUndefined();
});
