/** One line of a benchmark's table. Times are milliseconds unless the unit of the report says otherwise. */
export interface Row {
  readonly name: string;
  readonly values: Readonly<Record<string, number>>;
  /** What this row should reach, in words: "≤ 1.5 × empty". */
  readonly target?: string;
  /** Whether the target is met; absent where there is none. */
  readonly met?: boolean;
}

export interface Report {
  readonly title: string;
  /** Unit of the values, for example "ms". */
  readonly unit: string;
  readonly rows: readonly Row[];
  /** What a reader must know to judge the numbers. */
  readonly notes: readonly string[];
}

/** A file `bench/<name>.ts` exports one of these as `benchmark`. */
export interface Benchmark {
  readonly summary: string;
  run(options: BenchOptions): Promise<Report>;
}

export interface BenchOptions {
  /** A quick look instead of a measurement: few rounds, wide noise. */
  readonly quick: boolean;
  say(line: string): void;
}
