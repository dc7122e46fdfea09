/** One call of OpenSC's pkcs11-tool. */
export interface TokenCall {
  readonly argv: readonly string[];
  /** Given to the tool in a variable of its own, which the argument `env:…` names. */
  readonly pin?: string;
  readonly input?: Buffer;
}

export interface TokenAnswer {
  readonly code: number | null;
  readonly output: Buffer;
  /** What the tool said, for telling apart refusals; never shown. */
  readonly text: string;
}

/** Runs pkcs11-tool. @throws ForgeError `tool_missing`, `signing_service_failed`. */
export type RunTokenTool = (call: TokenCall) => Promise<TokenAnswer>;
