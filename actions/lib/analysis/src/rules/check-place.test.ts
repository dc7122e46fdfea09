import { describeSamples } from "../testing/describe-samples.ts";

describeSamples(
  "include-received",
  "include-disguised",
  "include-variable",
  "site-secret",
  "hook-builtin",
  "permission-undeclared",
);
