/** How one release of WordPress and one of PHP took the plugin. */
export interface Cell {
  /** As WordPress tells it, `6.5.5`. */
  readonly wordpress: string;
  /** `8.2`. */
  readonly php: string;
  /** `passed`: every act of the scenario. `refused`: WordPress would not install it, as the plugin's header asks. */
  readonly status: "passed" | "refused" | "failed";
  readonly detail: string;
}

/** Files of a pack that a release of PHP parses. */
export interface SyntaxRow {
  readonly pack: string;
  /** What the pack asks for, as its own files say it. */
  readonly asks: string;
  readonly files: number;
  /** PHP release → number of files that it does not parse. */
  readonly broken: Readonly<Record<string, number>>;
}

const words: Readonly<Record<Cell["status"], string>> = { passed: "✓", refused: "–", failed: "✗" };

/** A composer constraint may hold `||`. */
const toRow = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;

/** docs/compatibility.md. */
export function renderCompatibility(cells: readonly Cell[], rows: readonly SyntaxRow[], asks: string): string {
  const releases = [...new Set(cells.map(({ wordpress }) => wordpress))];
  const phps = [...new Set(cells.map(({ php }) => php))].sort();
  const find = (wordpress: string, php: string) =>
    cells.find((cell) => cell.wordpress === wordpress && cell.php === php)?.status;
  const allPhps = [...new Set(rows.flatMap(({ broken }) => Object.keys(broken)))];
  return `# What the generated plugins run on

<!-- Made by: npm run test:deep -- matrix. Do not edit. -->

The WooCommerce plugin of the fixture \`woocommerce-full-fr\`, through the whole [scenario of a shop](sandbox.md) in real WordPress (PHP in
WebAssembly, contract kernel in WooCommerce's place). ${asks}

${toRow(["WordPress", ...phps.map((php) => `PHP ${php}`)])}
${toRow(["---", ...phps.map(() => "---")])}
${releases.map((wordpress) => toRow([wordpress, ...phps.map((php) => words[find(wordpress, php) ?? "refused"])])).join("\n")}

✓ every act passed · – WordPress refuses to install it, as the plugin's header says (tried with one PHP of each) · ✗ an act failed

Newer releases of WordPress are not on npm; one of your own is tried with \`--wordpress-zip\`, and a WooCommerce in the kernel's place with
\`--woocommerce-zip\`: [what was played in WooCommerce itself](sandbox.md#in-woocommerce-itself). One plugin is tried with
\`plugsmith pipeline <plugin-dir> --sandbox wasm --wordpress 6.5 --php 8.4\`.

## Syntax

Files that a release of PHP does not parse, of all that a pack makes with every feature, tests included.

${toRow(["Pack", "asks for", "files", ...allPhps.map((php) => `PHP ${php}`)])}
${toRow(["---", "---", "---", ...allPhps.map(() => "---")])}
${rows.map(({ pack, asks: wants, files, broken }) => toRow([pack, wants, String(files), ...allPhps.map((php) => String(broken[php] ?? "–"))])).join("\n")}
`;
}
