import { expect, it } from "vitest";
import { escapeCsv } from "./escape-csv.ts";

it("quotes a field, doubles its quotes and keeps it on one line", () => {
  expect(escapeCsv('say "hi", you\nthere')).toBe('"say ""hi"", you there"');
});

it("leaves no backslash before a quote, which PHP would read as part of the text", () => {
  expect(escapeCsv('a\\b \\" c\\')).toBe('"a\\b \\ "" c\\ "');
});
