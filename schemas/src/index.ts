export { describeDependencies, renderDependencies } from "./describe-dependencies.ts";
export { describePictures } from "./describe-pictures.ts";
export { type ErrorCode, errorCodes } from "./errors/error-codes.ts";
export { ForgeError, type ForgeErrorOptions, toForgeError } from "./errors/forge-error.ts";
export * from "./generated/parsers.ts";
export type * from "./generated/types.ts";
export { computeDigest } from "./package-digest.ts";
export type { Parsed, ParseIssue } from "./parsed.ts";
export { renderInert } from "./render-inert.ts";
