export type Fields = Readonly<Record<string, unknown>>;

/** What the double answers with instead of a result. */
export class VaultRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export const refuse = (status: number, message: string): never => {
  throw new VaultRefusal(status, message);
};

/** The body, when it holds known fields only. */
export function takeFields(body: Fields, names: readonly string[]): Fields {
  const unknown = Object.keys(body).filter((name) => !names.includes(name));
  return unknown.length === 0 ? body : refuse(400, `unknown fields: ${unknown.join(", ")}`);
}
