/** What a value of `key=value`, or a word, may be. */
export type ValueType =
  | { readonly kind: "boolean" }
  | { readonly kind: "choice"; readonly of: readonly string[] }
  /** A plugin's or tool's name. */
  | { readonly kind: "name" }
  /** Any text. */
  | { readonly kind: "text" };

/** What may follow a command's name. Parser, usage, help, suggestions and the reference page are made from it. */
export interface CommandGrammar {
  readonly word?: { readonly name: string; readonly required: boolean; readonly type: ValueType };
  readonly keys?: Readonly<Record<string, ValueType>>;
  /** Keys of anybody's choosing with text as value. */
  readonly anyKey?: boolean;
  /** The rest of the line as it stands, instead of words and keys. */
  readonly text?: {
    readonly name: string;
    readonly required: boolean;
    /** A word that means something of its own. */
    readonly or?: string;
  };
}

/** Arguments of one command, as its grammar types them. */
export interface CommandArguments {
  readonly word: string | null;
  readonly values: ReadonlyMap<string, string | boolean>;
  readonly text: string;
}
