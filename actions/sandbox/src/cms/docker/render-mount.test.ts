import fc from "fast-check";
import { expect, it } from "vitest";
import { renderMount } from "./render-mount.ts";

/** One line of CSV, as docker reads the value of --mount. */
function parseFields(line: string): string[] {
  const fields: string[] = [];
  for (let rest = `${line},`; rest !== ""; ) {
    const [whole = "", quoted, bare] = /^(?:"((?:[^"]|"")*)"|([^",]*)),/.exec(rest) ?? [];
    if (whole === "") throw new Error(`no CSV: ${rest}`);
    fields.push(quoted === undefined ? (bare ?? "") : quoted.replaceAll('""', '"'));
    rest = rest.slice(whole.length);
  }
  return fields;
}

it("writes plain fields plainly", () => {
  const mount = renderMount({ type: "bind", source: "/usr", target: "/usr", readonly: true });
  expect(mount).toBe("type=bind,source=/usr,target=/usr,readonly");
});

it("keeps every path one field, whatever stands in it", () => {
  fc.assert(
    fc.property(fc.string(), (path) => {
      const fields = parseFields(renderMount({ type: "bind", source: `/${path}`, readonly: true }));
      expect(fields).toEqual(["type=bind", `source=/${path}`, "readonly"]);
    }),
  );
});
