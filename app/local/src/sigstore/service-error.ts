/** A request that one of the local services refuses, with the HTTP status the real one answers. */
export class ServiceError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = "ServiceError";
    this.status = status;
  }
}

/** Throws a ServiceError unless the condition holds. */
export function demand(condition: unknown, message: string, status = 400): asserts condition {
  if (!condition) throw new ServiceError(status, message);
}
