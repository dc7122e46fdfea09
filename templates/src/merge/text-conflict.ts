/** Lines where the text that was kept and the text that was not stand for the same place. */
export interface TextConflict {
  /** First line of the kept text, counted from 1; with `count` 0 the line before which the other text would stand. */
  readonly first: number;
  readonly count: number;
  /** Lines of the other side, which are not in the merged text. */
  readonly other: string;
  /** Whose text was kept. */
  readonly kept: "ours" | "theirs";
}

export interface MergedText {
  readonly text: string;
  readonly conflicts: readonly TextConflict[];
}
