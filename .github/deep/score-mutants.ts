/** The part of Stryker's report (mutation-testing-report-schema 2) that is read here. */
export interface MutationReport {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly source: string;
        readonly mutants: readonly {
          readonly mutatorName: string;
          readonly replacement?: string;
          readonly status: string;
          readonly location: { readonly start: { readonly line: number } };
        }[];
      }
    >
  >;
}

const killed = new Set(["Killed", "Timeout"]);
const alive = new Set(["Survived", "NoCoverage"]);

/** How many mutants of some files died (a timeout is a death, and counted apart: a busy machine makes some), and where the survivors are: `file:line mutator → replacement`. */
export function scoreMutants(report: MutationReport, files: readonly string[]) {
  const mutants = files.flatMap((file) => (report.files[file]?.mutants ?? []).map((mutant) => ({ file, ...mutant })));
  const dead = mutants.filter(({ status }) => killed.has(status)).length;
  const survivors = mutants.filter(({ status }) => alive.has(status));
  const total = dead + survivors.length;
  return {
    killed: dead,
    timedOut: mutants.filter(({ status }) => status === "Timeout").length,
    total,
    percent: total === 0 ? 0 : Math.floor((dead / total) * 1000) / 10,
    survivors: survivors.map(
      ({ file, location, mutatorName, replacement = "" }) =>
        `${file}:${location.start.line} ${mutatorName} → ${replacement.replaceAll(/\s+/g, " ").slice(0, 80)}`,
    ),
  };
}
