/** What this action asks of a connection to the agent. */
export interface BenchAgent {
  request(method: string, params?: Readonly<Record<string, unknown>>): Promise<unknown>;
  onNotification(run: (method: string, params: Readonly<Record<string, unknown>>) => void): void;
}

/** A lease as the agent grants it. */
export interface GrantedLease {
  readonly token: string;
  readonly plugin: string | null;
  readonly device: string | null;
  readonly until: string;
}

/** What of the agent's status is used here. */
export interface SeenStatus {
  readonly id: string;
  readonly plugins: ReadonlyArray<{
    readonly name: string;
    readonly phase: string;
    readonly version?: string;
    readonly devices: readonly string[];
    readonly refusals: ReadonlyArray<{ readonly code: string; readonly message: string }>;
  }>;
}
