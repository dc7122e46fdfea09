import { describeSamples } from "../testing/describe-samples.ts";

describeSamples(
  "script-elsewhere",
  "encoded-block",
  "shell-phrase",
  "host-mentioned",
  "host-drop",
  "miner",
  "credentials",
  "user-table",
);
