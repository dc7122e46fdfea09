import { stripVTControlCharacters } from "node:util";

const widthOf = (cell: string) => stripVTControlCharacters(cell).length;

/** Rows with their cells below each other, two spaces apart; empty columns are left out. Colours take no width. */
export function renderTable(rows: readonly (readonly string[])[], indent = "  "): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...rows.map((row) => widthOf(row[column] ?? ""))),
  );
  return rows.map((row) =>
    (
      indent +
      widths
        .flatMap((width, column) => {
          const cell = row[column] ?? "";
          return width === 0 ? [] : [cell + " ".repeat(width - widthOf(cell))];
        })
        .join("  ")
    ).trimEnd(),
  );
}
