import type { Rule, Severity } from "@plugsmith/analysis/rules";

/** What was found in one kind of code. */
interface Group {
  readonly measuredAt: string;
  readonly corpora: readonly { readonly name: string; readonly files: number; readonly lines: number }[];
  /** Lines by language. */
  readonly lines: Readonly<Record<string, number>>;
  /** Findings by rule and language. */
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** docs/evidence/static-analysis.json, as measure-analysis.ts writes it. */
export interface Measured {
  readonly groups: Readonly<Record<"payment" | "core", Group>>;
}

const languages = ["php", "javascript", "python"] as const;
type Measures = (typeof languages)[number];
const titles = { php: "PHP", javascript: "JavaScript", python: "Python" } as const;

const severityOf = ({ severity }: Rule, language: Measures): Severity | undefined =>
  typeof severity === "string" ? severity : severity[language];

const showSeverity = ({ severity }: Rule) =>
  typeof severity === "string"
    ? severity
    : Object.entries(severity)
        .map(([language, each]) => `${each} (${titles[language as Measures] ?? language})`)
        .join(", ");

const format = (count: number) => count.toLocaleString("en-US");
const rate = (count: number, lines: number) => (lines === 0 ? "–" : ((count / lines) * 100_000).toFixed(2));

function renderRules(rules: readonly Rule[]): string[] {
  return rules.flatMap((rule) => [
    `### ${rule.id}`,
    "",
    `**${rule.title}.** ${showSeverity(rule).replace(/^./, (letter) => letter.toUpperCase())}${rule.declares ? "; silent for what the manifest declares" : ""}.`,
    `${rule.why} Instead: ${rule.instead.charAt(0).toLowerCase()}${rule.instead.slice(1)}`,
    "",
  ]);
}

const groupNames = ["payment", "core"] as const;
const groupTitles = { payment: "payment plugins", core: "platforms" } as const;

function renderRates(rules: readonly Rule[], { groups }: Measured): string[] {
  const rows = rules.flatMap((rule) => {
    if (groupNames.every((group) => !groups[group].counts[rule.id])) return [];
    const cells = groupNames.flatMap((group) => {
      const { counts, lines } = groups[group];
      return languages.map((language) => {
        const count = counts[rule.id]?.[language] ?? 0;
        return count === 0 ? "0" : `${rate(count, lines[language] ?? 0)} (${count})`;
      });
    });
    const others = groupNames.reduce((sum, group) => sum + (groups[group].counts[rule.id]?.["text"] ?? 0), 0);
    return [`| ${rule.id} | ${showSeverity(rule)} | ${cells.join(" | ")} | ${others} |`];
  });
  const silent = rules.filter(({ id }) => groupNames.every((group) => !groups[group].counts[id])).map(({ id }) => id);
  const heads = groupNames.flatMap((group) => languages.map((each) => `${titles[each]}, ${groupTitles[group]}`));
  return [
    `| Rule | Severity | ${heads.join(" | ")} | Other files |`,
    `|---|---|${heads.map(() => "---|").join("")}---|`,
    ...rows,
    "",
    `Not once: ${silent.join(", ")}.`,
  ];
}

/** Findings of one severity in 100,000 lines of a language; rules about the manifest apart. */
function renderTotals(rules: readonly Rule[], { groups }: Measured): string[] {
  const sum = ({ counts }: Group, language: Measures, severity: Severity) =>
    rules
      .filter((rule) => !rule.declares && severityOf(rule, language) === severity)
      .reduce((total, { id }) => total + (counts[id]?.[language] ?? 0), 0);
  return [
    "| | Lines | Errors | Warnings | Notes |",
    "|---|---|---|---|---|",
    ...groupNames.flatMap((group) =>
      languages.map((language) => {
        const all = groups[group].lines[language] ?? 0;
        const cells = (["error", "warning", "note"] as const).map((each) =>
          rate(sum(groups[group], language, each), all),
        );
        return `| ${titles[language]}, ${groupTitles[group]} | ${format(all)} | ${cells.join(" | ")} |`;
      }),
    ),
  ];
}

const listRead = ({ corpora, measuredAt }: Group) =>
  `${format(corpora.reduce((sum, { lines }) => sum + lines, 0))} lines on ${measuredAt}: ${corpora
    .map(({ name, lines }) => `${name} (${format(lines)})`)
    .join("; ")}.`;

/** docs/static-analysis.md: `text` is its hand-written part, the rest comes from the rules and the last measurement. */
export function renderStaticAnalysis(text: string, rules: readonly Rule[], measured: Measured): string {
  return [
    // Its links lead from where it lies; the page lies in docs/.
    text.trim().replaceAll("(../../docs/", "("),
    "",
    "## What it says of honest code",
    "",
    "Measured with `.github/scripts/measure-analysis.ts`, tests left out, as if a manifest declared every capability and no host.",
    "Findings in 100,000 lines, without the rules about what a manifest declares:",
    "",
    ...renderTotals(rules, measured),
    "",
    `Payment plugins and libraries for shops, ${listRead(measured.groups.payment)}`,
    "",
    `Platforms and frameworks, ${listRead(measured.groups.core)}`,
    "",
    "By rule, in 100,000 lines of the language (and how often at all; of other files, how often):",
    "",
    ...renderRates(rules, measured),
    "",
    "## Rules",
    "",
    "Made from the table that the analysis itself uses.",
    "",
    ...renderRules(rules),
  ]
    .join("\n")
    .trimEnd()
    .concat("\n");
}
