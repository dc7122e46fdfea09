import type { Report } from "./benchmark.ts";

const format = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 1));

/** A report as an aligned table for people. */
export function renderTable({ title, unit, rows, notes }: Report): string {
  const columns = [...new Set(rows.flatMap(({ values }) => Object.keys(values)))];
  const lines = [
    ["", ...columns, "target"],
    ...rows.map(({ name, values, target, met }) => [
      name,
      ...columns.map((column) => (values[column] === undefined ? "" : format(values[column]))),
      target ? `${target}${met === undefined ? "" : met ? " ✓" : " ✗"}` : "",
    ]),
  ];
  const widths = lines[0]?.map((_cell, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0))) ?? [];
  const table = lines.map((line) =>
    line
      .map((cell, index) =>
        index === 0 || index === line.length - 1 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
  return [`${title} (${unit})`, ...table, ...notes.map((note) => `  ${note}`)].join("\n");
}
