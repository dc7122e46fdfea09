/** Something that took time, for OpenTelemetry. */
export interface Span {
  readonly name: string;
  /** ms since 1970. */
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  /** Why it failed; absent when it did not. */
  readonly failure?: string;
  /** W3C trace context of whoever asked for it. */
  readonly traceparent?: string;
}

/** Where spans go. */
export interface Traces {
  record(span: Span): void;
  /** Sends what is left, for at most `ms`. */
  end(ms: number): Promise<void>;
  status(): { readonly sent: number; readonly dropped: number; readonly lastError?: string };
}
