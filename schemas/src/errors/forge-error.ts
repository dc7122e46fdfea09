import { type ErrorCode, errorCodes } from "./error-codes.ts";

export interface ForgeErrorOptions {
  /** What the person can do next. */
  readonly hint?: string;
  /** Replaces the code's standing sentence where more can be said. Never put a secret here. */
  readonly message?: string;
  readonly cause?: unknown;
  /** Facts for machines; strings a stranger typed must be short and are quoted by whoever shows them. */
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>;
}

/** The one error of Plugsmith: a closed code, a sentence, a hint, and what caused it. */
export class ForgeError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;

  constructor(code: ErrorCode, options: ForgeErrorOptions = {}) {
    super(options.message ?? errorCodes[code], options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "ForgeError";
    this.code = code;
    this.hint = options.hint;
    this.facts = options.facts ?? {};
  }
}

/** Any thrown value as a ForgeError; what is not one becomes `unexpected` with the value as its cause. */
export function toForgeError(thrown: unknown): ForgeError {
  if (thrown instanceof ForgeError) return thrown;
  const message = thrown instanceof Error ? thrown.message : `A value that is no error was thrown: ${typeof thrown}`;
  return new ForgeError("unexpected", { message, cause: thrown });
}
