/** Fields of `--mount`: one line of CSV, so a comma or a quote in a path is part of that path and never another option. */
export function renderMount(fields: Readonly<Record<string, string | true>>): string {
  return Object.entries(fields)
    .map(([name, value]) => (value === true ? name : `${name}=${value}`))
    .map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(",");
}
