import { describeSamples } from "../testing/describe-samples.ts";

describeSamples(
  "eval",
  "eval-hidden",
  "remote-code",
  "unserialize",
  "unserialize-received",
  "call-received",
  "class-received",
  "variables-received",
  "call-hidden",
  "decode-chain",
  "process",
  "process-received",
);
