import { createRequire } from "node:module";
import type { fulcioHandler, initializeCA, initializeCTLog, initializeTSA, tsaHandler } from "@sigstore/mock";

const require = createRequire(import.meta.url);

/**
 * CA, certificate log and timestamp authority of @sigstore/mock, without its entry point: that one imports nock, which
 * replaces `http.request` of the whole process as soon as it is loaded.
 */
export const mockCrypto = {
  ...(require("@sigstore/mock/dist/fulcio/index.js") as {
    readonly fulcioHandler: typeof fulcioHandler;
    readonly initializeCA: typeof initializeCA;
    readonly initializeCTLog: typeof initializeCTLog;
  }),
  ...(require("@sigstore/mock/dist/timestamp/index.js") as {
    readonly initializeTSA: typeof initializeTSA;
    readonly tsaHandler: typeof tsaHandler;
  }),
};
